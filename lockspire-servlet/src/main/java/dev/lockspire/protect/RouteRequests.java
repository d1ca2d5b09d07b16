package dev.lockspire.protect;

import dev.lockspire.http.OAuthError;
import dev.lockspire.senderconstraint.ClientCertificates;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** Sees the container's requests as {@link RouteRequest}s. */
public final class RouteRequests {
  private static final String CONNECTION = "jakarta.servlet.request.X509Certificate";

  private final ExternalUrl urls;
  private final ClientCertificates certificates;

  public RouteRequests(ExternalUrl urls, ClientCertificates certificates) {
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
      public List<X509Certificate> certificates() {
        return presented(request);
      }
    };
  }

  /** What is forwarded in a way that cannot be accepted counts as nothing. */
  private List<X509Certificate> presented(HttpServletRequest request) {
    Object chain = request.getAttribute(CONNECTION);
    List<X509Certificate> connection =
        chain instanceof X509Certificate[] known ? List.of(known) : List.of();
    try {
      return certificates.presented(
          connection, name -> all(request, name), request.getRemoteAddr());
    } catch (OAuthError unacceptable) {
      return List.of();
    }
  }

  static List<String> all(HttpServletRequest request, String name) {
    Enumeration<String> values = request.getHeaders(name);
    return values == null ? List.of() : Collections.list(values);
  }
}
