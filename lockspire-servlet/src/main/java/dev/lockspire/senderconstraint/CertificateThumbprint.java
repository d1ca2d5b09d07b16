package dev.lockspire.senderconstraint;

import dev.lockspire.crypto.Base64Url;
import dev.lockspire.crypto.ConstantTime;
import dev.lockspire.crypto.Sha256;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What a token is bound to by a certificate: {@code x5t#S256}, the SHA-256 of its exact DER form
 * (RFC 8705 §3.1).
 *
 * @param value base64url without padding, 43 characters
 */
public record CertificateThumbprint(String value) {

  public static CertificateThumbprint of(X509Certificate certificate) {
    try {
      return new CertificateThumbprint(Base64Url.encode(Sha256.digest(certificate.getEncoded())));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was parsed has no encoding", e);
    }
  }

  /**
   * Of the client's own certificate.
   *
   * @param chain what the client presented, its own certificate first; may be empty
   */
  public static Optional<CertificateThumbprint> ofFirst(List<X509Certificate> chain) {
    return chain.stream().findFirst().map(CertificateThumbprint::of);
  }

  /** Whether {@code bound}, the thumbprint a token or row carries, is this one. */
  public boolean matches(String bound) {
    return ConstantTime.equal(value, bound);
  }
}
