package dev.lockspire.protect;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Sees the container's requests as {@link RouteRequest}s. */
public final class RouteRequests {
  private final ExternalUrl urls;
  private final Function<HttpServletRequest, Optional<X509Certificate>> certificates;

  /**
   * @param certificates the certificate that the client of a request proved to hold
   */
  public RouteRequests(
      ExternalUrl urls, Function<HttpServletRequest, Optional<X509Certificate>> certificates) {
    this.urls = urls;
    this.certificates = certificates;
  }

  RouteRequest of(HttpServletRequest request) {
    return new RouteRequest() {
      @Override
      public List<String> headers(String name) {
        return all(request, name);
      }

      @Override
      public String method() {
        return request.getMethod();
      }

      @Override
      public String url() {
        return urls.of(request);
      }

      @Override
      public Optional<X509Certificate> certificate() {
        return certificates.apply(request);
      }
    };
  }

  static List<String> all(HttpServletRequest request, String name) {
    Enumeration<String> values = request.getHeaders(name);
    return values == null ? List.of() : Collections.list(values);
  }
}
