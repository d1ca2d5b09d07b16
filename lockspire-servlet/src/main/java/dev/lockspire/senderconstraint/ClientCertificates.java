package dev.lockspire.senderconstraint;

import dev.lockspire.config.CertificateSource;
import dev.lockspire.config.MtlsConfig;
import dev.lockspire.config.TrustedProxies;
import dev.lockspire.http.OAuthError;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the certificate that a client proved to hold the key of when its TLS connection was made
 * (RFC 8705 §2), as the container or a trusted proxy tells it. Whether it is worth anything is
 * judged elsewhere.
 */
public final class ClientCertificates {
  private final boolean fromConnection;
  private final Optional<ForwardedCertificates> forwarded;
  private final boolean required;

  /**
   * @param proxies from whom a header with a certificate is accepted
   * @param clock spaces out warnings
   */
  public ClientCertificates(MtlsConfig config, TrustedProxies proxies, InstantSource clock) {
    CertificateSource source = config.source().orElse(null);
    this.fromConnection = source instanceof CertificateSource.Connection;
    this.forwarded =
        source instanceof CertificateSource.ProxyHeader header
            ? Optional.of(new ForwardedCertificates(header, proxies, clock))
            : Optional.empty();
    this.required = config.required();
  }

  /**
   * The chain that the client presented, its own certificate first; empty without one.
   *
   * @param connection the chain of the container's connection. Behind a proxy it is the proxy's,
   *     and not looked at
   * @param headers every value of a header, by its name without regard to case
   * @param peer address of the immediate peer
   * @throws OAuthError 400 {@code invalid_request} when a trusted proxy forwards more than one
   *     certificate header, one that cannot be read, or one that it did not verify although it
   *     must; and without a certificate where every request must come with one
   */
  public List<X509Certificate> presented(
      List<X509Certificate> connection, Function<String, List<String>> headers, String peer) {
    List<X509Certificate> chain = fromConnection ? connection : List.of();
    if (forwarded.isPresent()) {
      chain = forwarded.get().forwarded(headers, peer);
    }
    if (chain.isEmpty() && required) {
      throw OAuthError.invalidRequest(
          forwarded.isPresent() ? "missing_header" : "missing_certificate",
          "A client certificate is required here.");
    }
    return chain;
  }
}
