package dev.lockspire.senderconstraint;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;

/** One certificate (RFC 5280 §4.1) from exactly its own bytes. */
final class DerCertificate {
  private static final int SEQUENCE = 0x30;

  private DerCertificate() {}

  /**
   * @throws Undecodable when {@code der} is not one certificate, or more than one
   */
  static X509Certificate read(byte[] der) throws Undecodable {
    // The factory also reads PEM and stops at the end of the first certificate: what it returns
    // must be what was sent, or a thumbprint would be of something else.
    if (der.length == 0 || der[0] != SEQUENCE) {
      throw new Undecodable("no DER");
    }
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      if (Arrays.equals(certificate.getEncoded(), der)) {
        return certificate;
      }
    } catch (CertificateEncodingException e) {
      throw new Undecodable("no encoding");
    } catch (CertificateException | RuntimeException malformed) {
      throw new Undecodable("no certificate");
    }
    throw new Undecodable("more than a certificate");
  }

  /** As {@link #read}, from Base64 in the standard alphabet (RFC 4648 §4). */
  static X509Certificate readBase64(String base64) throws Undecodable {
    try {
      return read(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException notBase64) {
      throw new Undecodable("no Base64");
    }
  }
}
