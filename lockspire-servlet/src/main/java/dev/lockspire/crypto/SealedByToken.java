package dev.lockspire.crypto;

import java.nio.charset.StandardCharsets;

/**
 * Seals a value under a key that only the holder of a token can derive.
 *
 * <p>The database keeps a digest of the token and this sealed value; neither yields the key, so a
 * stolen database opens nothing. The token must carry at least 128 bits of entropy.
 */
public final class SealedByToken {
  private static final byte[] NO_HEADER = new byte[0];
  private final Purpose purpose;
  private final RandomSource random;

  public SealedByToken(Purpose purpose, RandomSource random) {
    this.purpose = purpose;
    this.random = random;
  }

  public byte[] seal(String token, byte[] plain) {
    return AesGcm.seal(key(token), random.bytes(AesGcm.NONCE_BYTES), plain, NO_HEADER);
  }

  /**
   * @throws SealBroken when {@code token} is not the one it was sealed with
   */
  public byte[] open(String token, byte[] sealed) {
    return AesGcm.open(key(token), sealed, NO_HEADER);
  }

  private byte[] key(String token) {
    return Hkdf.derive(token.getBytes(StandardCharsets.UTF_8), purpose.info());
  }
}
