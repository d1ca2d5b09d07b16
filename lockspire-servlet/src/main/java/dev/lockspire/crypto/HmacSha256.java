package dev.lockspire.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC with SHA-256 (RFC 2104, RFC 7518 §3.2). */
public final class HmacSha256 {
  private static final String NAME = "HmacSHA256";

  private HmacSha256() {}

  /**
   * The 32 bytes that authenticate {@code message}.
   *
   * @param key not empty
   */
  public static byte[] of(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(NAME);
      mac.init(new SecretKeySpec(key, NAME));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform must offer " + NAME, e);
    }
  }
}
