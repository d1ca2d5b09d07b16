package dev.lockspire.admin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A public key of a client, by what tells it from others (RFC 7517 §4).
 *
 * @param kid its name; empty when it has none
 * @param type {@code EC}, {@code RSA} or {@code OKP}
 * @param algorithm the only one it is meant for; empty when it does not say
 * @param use {@code sig} or {@code enc}; empty when it does not say
 * @param thumbprint RFC 7638, SHA-256, base64url
 * @param certificateEndsAt when the certificate that comes with it ends; empty without one
 */
public record ClientKey(
    String kid,
    String type,
    String algorithm,
    String use,
    String thumbprint,
    Optional<Instant> certificateEndsAt) {

  static ClientKey of(JWK key) {
    return new ClientKey(
        key.getKeyID() == null ? "" : key.getKeyID(),
        key.getKeyType().getValue(),
        key.getAlgorithm() == null ? "" : key.getAlgorithm().getName(),
        key.getKeyUse() == null ? "" : key.getKeyUse().identifier(),
        thumbprint(key),
        certificateEnd(key));
  }

  private static String thumbprint(JWK key) {
    try {
      return key.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new IllegalStateException("SHA-256 is in every Java", e);
    }
  }

  private static Optional<Instant> certificateEnd(JWK key) {
    List<X509Certificate> chain = key.getParsedX509CertChain();
    return chain == null || chain.isEmpty()
        ? Optional.empty()
        : Optional.of(chain.get(0).getNotAfter().toInstant());
  }
}
