package dev.lockspire.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with HMAC-SHA-256 (RFC 5869), limited to the one block of output that is needed here. */
final class Hkdf {
  private static final byte[] NO_SALT = new byte[32];

  private Hkdf() {}

  /** 32 bytes of key material for {@code info}. */
  static byte[] derive(byte[] inputKey, byte[] info) {
    byte[] pseudoRandomKey = hmac(NO_SALT, inputKey);
    byte[] block = Arrays.copyOf(info, info.length + 1);
    block[info.length] = 1;
    return hmac(pseudoRandomKey, block);
  }

  static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform must offer HmacSHA256", e);
    }
  }
}
