package dev.lockspire.senderconstraint;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * {@code Client-Cert} (RFC 9440 §2.2): a byte sequence of structured fields (RFC 8941 §3.3.5),
 * Base64 between colons.
 */
final class ByteSequence {
  private ByteSequence() {}

  static List<X509Certificate> read(String header) throws Undecodable {
    String item = header.strip();
    if (item.length() < 2 || !item.startsWith(":") || !item.endsWith(":")) {
      throw new Undecodable("no byte sequence");
    }
    return List.of(DerCertificate.readBase64(item.substring(1, item.length() - 1)));
  }
}
