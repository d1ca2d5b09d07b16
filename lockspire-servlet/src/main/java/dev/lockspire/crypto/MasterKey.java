package dev.lockspire.crypto;

import java.util.Arrays;

/**
 * The 256-bit key under which everything else is derived. Its id is a digest of the key, so a
 * sealed value names the key that opens it without anybody numbering keys by hand.
 */
public final class MasterKey {
  static final int ID_BYTES = 4;
  private final byte[] key;
  private final byte[] id;

  private MasterKey(byte[] key) {
    this.key = key;
    this.id = Arrays.copyOf(Sha256.digest(Hkdf.derive(key, new byte[] {'i', 'd'})), ID_BYTES);
  }

  /**
   * @throws IllegalArgumentException unless {@code key} holds exactly 32 bytes
   */
  public static MasterKey of(byte[] key) {
    if (key.length != 32) {
      throw new IllegalArgumentException("a master key has exactly 32 bytes");
    }
    return new MasterKey(key.clone());
  }

  byte[] derive(Purpose purpose) {
    return Hkdf.derive(key, purpose.info());
  }

  byte[] id() {
    return id.clone();
  }

  @Override
  public String toString() {
    return "MasterKey[***]";
  }
}
