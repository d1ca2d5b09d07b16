package dev.lockspire.senderconstraint;

import dev.lockspire.crypto.Base64Url;
import dev.lockspire.crypto.ConstantTime;
import dev.lockspire.crypto.Sha256;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The {@code x5t#S256} of the certificate that a TLS client showed (RFC 8705 §3.1): the digest of
 * its DER form, byte for byte.
 */
public final class CertificateThumbprint {
  private CertificateThumbprint() {}

  /**
   * The thumbprint of the client's own certificate; empty without one.
   *
   * @param chain the client's own certificate first
   */
  public static Optional<String> of(List<X509Certificate> chain) {
    if (chain.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64Url.encode(Sha256.digest(chain.get(0).getEncoded())));
    } catch (CertificateEncodingException notEncodable) {
      return Optional.empty();
    }
  }

  /** True when the client's own certificate is the one that {@code thumbprint} stands for. */
  public static boolean matches(String thumbprint, List<X509Certificate> chain) {
    return of(chain).filter(shown -> ConstantTime.equal(shown, thumbprint)).isPresent();
  }
}
