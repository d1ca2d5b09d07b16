package dev.lockspire.config;

import java.time.Duration;
import java.util.List;

/** Keys of {@link ConfigKeys}: what signs, and how keys follow each other. */
final class SigningSettings {
  private static final KeyTable TABLE = new KeyTable(ConfigSection.SIGNING);
  private static final Duration NOTHING = Duration.ZERO;

  static final ConfigKey<SigningConfig.Algorithm> SIGNING_ALG =
      TABLE.key(
          "signing-alg",
          ValueTypes.oneOf("algorithm", List.of(SigningConfig.Algorithm.values()), Enum::name),
          "ES256",
          "What signs access tokens of clients that choose nothing else.");
  static final ConfigKey<SigningConfig.Provider> SIGNING_PROVIDER =
      TABLE.key(
          "signing-provider",
          KeyTable.words("provider", SigningConfig.Provider.values()),
          "auto",
          "What computes signatures. `auto` takes the first healthy one of Amazon Corretto Crypto"
              + " Provider, BouncyCastle and the JDK.");
  static final ConfigKey<Duration> MIN_PUBLISH_AGE =
      TABLE.key(
          "keys.min-publish-age",
          ValueTypes.duration(NOTHING, Duration.ofDays(365)),
          "PT1H",
          "How long a new key is published before it may sign.");
  static final ConfigKey<Duration> MIN_RETIRE_AGE =
      TABLE.key(
          "keys.min-retire-age",
          ValueTypes.duration(NOTHING, Duration.ofDays(365)),
          "PT2H",
          "How long a key stays published after it stopped signing.");

  private SigningSettings() {}

  static List<ConfigKey<?>> all() {
    return TABLE.rows();
  }
}
