package dev.lockspire.crypto;

/**
 * Where unpredictable bytes come from; passed by constructor so that a test can name the values it
 * expects.
 */
@FunctionalInterface
public interface RandomSource {

  /** A fresh array of {@code length} unpredictable bytes. */
  byte[] bytes(int length);

  /**
   * An opaque value of 256 bits: 32 bytes as base64url without padding, always 43 characters. Used
   * for codes, tokens, secrets, interaction ids and {@code jti}.
   */
  default String token() {
    return Base64Url.encode(bytes(32));
  }

  /** A random UUID in its text form (RFC 9562 version 4). */
  default String uuid() {
    byte[] b = bytes(16);
    b[6] = (byte) ((b[6] & 0x0f) | 0x40);
    b[8] = (byte) ((b[8] & 0x3f) | 0x80);
    java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(b);
    return new java.util.UUID(buffer.getLong(), buffer.getLong()).toString();
  }

  /** The JDK's own secure generator. */
  static RandomSource secure() {
    // One generator per thread: the JDK's default generator serialises its callers on one lock.
    ThreadLocal<java.security.SecureRandom> random =
        ThreadLocal.withInitial(java.security.SecureRandom::new);
    return length -> {
      byte[] bytes = new byte[length];
      random.get().nextBytes(bytes);
      return bytes;
    };
  }
}
