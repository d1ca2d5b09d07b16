package dev.lockspire.web;

import dev.lockspire.config.HttpConfig;
import dev.lockspire.host.HostRequest;
import dev.lockspire.http.Arrival;
import dev.lockspire.http.Call;
import dev.lockspire.http.FormDecoder;
import dev.lockspire.http.Headers;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.senderconstraint.ClientCertificates;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the container's request.
 *
 * <p>Query and body are taken raw and decoded here: containers repair malformed input, merge query
 * and body, and do both in ways that differ between them.
 */
final class CallReader {
  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Issuer issuer;
  private final int maxQueryBytes;
  private final FormDecoder decoder;
  private final FormBody formBody;
  private final ClientCertificates certificates;

  CallReader(Issuer issuer, HttpConfig limits, ClientCertificates certificates) {
    this.issuer = issuer;
    this.certificates = certificates;
    this.maxQueryBytes = limits.maxQueryBytes();
    this.decoder = new FormDecoder(limits.maxParameters());
    this.formBody = new FormBody(decoder, limits);
  }

  /**
   * {@code request} before it is read.
   *
   * @param path below the mount
   */
  Arrival arrival(HttpServletRequest request, String path) {
    return new Arrival() {
      @Override
      public String method() {
        return request.getMethod();
      }

      @Override
      public String path() {
        return path;
      }

      @Override
      public HostRequest host() {
        return HostRequest.of(request);
      }

      @Override
      public Call read() {
        return CallReader.this.read(request, path);
      }
    };
  }

  /**
   * @throws OAuthError 414, 413 or 400 {@code invalid_request} when query or body is too large or
   *     malformed, or the client's certificate is forwarded in a way that cannot be accepted
   */
  private Call read(HttpServletRequest request, String path) {
    Parameters query = query(request.getQueryString());
    Headers headers = headers(request);
    boolean form = request.getMethod().equals("POST") && headers.mediaType().equals(FORM);
    return new Call(
        request.getMethod(),
        path,
        query,
        form ? formBody.read(request, query) : Parameters.none(),
        headers,
        CookieHeader.parse(headers.all("Cookie")),
        certificates.presented(connection(request), headers::all, request.getRemoteAddr()),
        request.getRemoteAddr(),
        issuer,
        HostRequest.of(request));
  }

  private Parameters query(String raw) {
    if (raw == null) {
      return Parameters.none();
    }
    if (raw.length() > maxQueryBytes) {
      throw OAuthError.of(414, "invalid_request", "query_too_long", "The query is too long.");
    }
    return decoder.decode(raw);
  }

  private static Headers headers(HttpServletRequest request) {
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, Collections.list(request.getHeaders(name)));
    }
    return Headers.of(headers);
  }

  private static List<X509Certificate> connection(HttpServletRequest request) {
    Object chain = request.getAttribute(CERTIFICATES);
    return chain instanceof X509Certificate[] certificates ? List.of(certificates) : List.of();
  }
}
