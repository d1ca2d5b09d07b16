package dev.lockspire.senderconstraint;

import dev.lockspire.crypto.Base64Url;
import dev.lockspire.crypto.ConstantTime;
import dev.lockspire.crypto.Sha256;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /**
   * How the client's own certificate is not the one that something is bound to: both thumbprints,
   * for operators. Empty when it is that one.
   *
   * @param bound the thumbprint a token carries
   * @param chain as {@link #ofFirst}
   */
  public static Optional<Map<String, String>> difference(
      String bound, List<X509Certificate> chain) {
    Optional<CertificateThumbprint> shown = ofFirst(chain);
    if (shown.filter(own -> own.matches(bound)).isPresent()) {
      return Optional.empty();
    }
    Map<String, String> compared = new LinkedHashMap<>();
    compared.put("bound to", bound);
    compared.put("presented", shown.map(CertificateThumbprint::value).orElse("none"));
    return Optional.of(compared);
  }

  /** Whether {@code bound}, the thumbprint a token or row carries, is this one. */
  public boolean matches(String bound) {
    return ConstantTime.equal(value, bound);
  }
}
