package dev.lockspire.config;

import dev.lockspire.crypto.Secret;
import java.util.List;

/** Keys of {@link ConfigKeys}: what seals secrets at rest. */
final class EncryptionSettings {
  private static final KeyTable TABLE = new KeyTable(ConfigSection.ENCRYPTION);

  static final ConfigKey<Secret> MASTER_KEY =
      TABLE.required(
          "encryption.master-key",
          ValueTypes.masterKey(),
          "Seals private keys and verifiers at rest; every purpose derives its own key from it. The"
              + " same on all nodes.");
  static final ConfigKey<List<Secret>> PREVIOUS_KEYS =
      TABLE.key(
          "encryption.previous-keys",
          ValueTypes.masterKey().list("list of keys"),
          "",
          "Master keys of before: they still open what they sealed.");

  private EncryptionSettings() {}

  static List<ConfigKey<?>> all() {
    return TABLE.rows();
  }
}
