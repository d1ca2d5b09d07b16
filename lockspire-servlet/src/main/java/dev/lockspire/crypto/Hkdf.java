package dev.lockspire.crypto;

import java.util.Arrays;

/** HKDF with HMAC-SHA-256 (RFC 5869), limited to the one block of output that is needed here. */
final class Hkdf {
  private static final byte[] NO_SALT = new byte[32];

  private Hkdf() {}

  /** 32 bytes of key material for {@code info}. */
  static byte[] derive(byte[] inputKey, byte[] info) {
    byte[] pseudoRandomKey = HmacSha256.of(NO_SALT, inputKey);
    byte[] block = Arrays.copyOf(info, info.length + 1);
    block[info.length] = 1;
    return HmacSha256.of(pseudoRandomKey, block);
  }
}
