package dev.lockspire.config;

import dev.lockspire.crypto.Secret;
import java.util.List;

/**
 * The keys under which private keys and verifiers are sealed at rest. Every purpose derives its own
 * key from the master key; no other secret is configured.
 *
 * @param masterKey Base64 of exactly 32 bytes
 * @param previousKeys master keys of before, in the same form: they still open, they no longer seal
 */
public record EncryptionConfig(Secret masterKey, List<Secret> previousKeys) {

  /**
   * Checks the form of each key.
   *
   * @throws IllegalArgumentException when one is not Base64 of 32 bytes
   */
  public EncryptionConfig {
    EncryptionSettings.MASTER_KEY.check(masterKey);
    previousKeys = EncryptionSettings.PREVIOUS_KEYS.check(List.copyOf(previousKeys));
  }

  /** The 32 bytes of the master key, a fresh array that the caller may wipe. */
  public byte[] masterKeyBytes() {
    return MasterKeyText.bytes(masterKey);
  }

  /** The 32 bytes of each previous key, in the order they are configured. */
  public List<byte[]> previousKeyBytes() {
    return previousKeys.stream().map(MasterKeyText::bytes).toList();
  }
}
