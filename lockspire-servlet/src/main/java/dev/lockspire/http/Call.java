package dev.lockspire.http;

import dev.lockspire.host.HostRequest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What arrived: one HTTP request with its parameters decoded and nothing of the servlet API.
 *
 * @param method upper-case HTTP method
 * @param path below the servlet's mapping, starting with a slash; {@code /authorize}
 * @param query parameters of the query string
 * @param form parameters of a form body; empty for any other body
 * @param cookies by name; of a name sent twice the first
 * @param certificates the TLS client's chain, the client's own first; empty without one
 * @param remoteAddress address of the peer
 * @param issuer the issuer this call speaks to
 * @param host the host's own request, passed on to its seams and not looked into here
 */
public record Call(
    String method,
    String path,
    Parameters query,
    Parameters form,
    Headers headers,
    Map<String, String> cookies,
    List<X509Certificate> certificates,
    String remoteAddress,
    Issuer issuer,
    HostRequest host) {

  public Call {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(issuer, "issuer");
    cookies = Map.copyOf(cookies);
    certificates = List.copyOf(certificates);
  }

  public boolean isPost() {
    return method.equals("POST");
  }

  public Optional<String> cookie(String name) {
    return Optional.ofNullable(cookies.get(name));
  }

  /** This call as a GET: how {@code HEAD} is answered (RFC 9110 §9.3.2). */
  Call asGet() {
    return new Call(
        "GET", path, query, form, headers, cookies, certificates, remoteAddress, issuer, host);
  }

  /** The last segment of the path: the id in {@code /interactions/{id}}. */
  public String lastSegment() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
