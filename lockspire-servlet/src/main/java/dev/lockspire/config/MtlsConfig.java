package dev.lockspire.config;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Certificates of clients (RFC 8705).
 *
 * @param source where they come from; empty when none are ever looked at
 * @param required whether every request must come with one
 * @param issuer the issuer's URL on a host that asks for them (§5)
 * @param trustAnchors authorities that the chain of a {@code tls_client_auth} client must lead to;
 *     empty when whoever ends the TLS connection verifies chains
 */
public record MtlsConfig(
    Optional<CertificateSource> source,
    boolean required,
    Optional<URI> issuer,
    Optional<List<X509Certificate>> trustAnchors) {

  /** How certificates are taken from a request. */
  public enum Extractor {
    DIRECT,
    PROXY_HEADER
  }

  /** Whether a request must come with a certificate. */
  public enum Mode {
    OPTIONAL,
    REQUIRED
  }

  /**
   * Checks the issuer, and that nothing is asked of certificates that never arrive.
   *
   * @throws IllegalArgumentException when something is
   */
  public MtlsConfig {
    MtlsSettings.MTLS_ISSUER.checkAll(issuer);
    ValueTypes.require(
        source.isPresent() || (!required && issuer.isEmpty() && trustAnchors.isEmpty()),
        "is not set, so no certificate is ever looked at; unset the other keys of mtls too");
  }

  /** Whether a request can come with a certificate. */
  public boolean certificatesArrive() {
    return source.isPresent();
  }
}
