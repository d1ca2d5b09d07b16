package dev.lockspire.config;

import java.time.Duration;

/**
 * The pace of key rotation, which relying parties' caches of the key set dictate.
 *
 * @param minPublishAge how long a key is published before it signs, up to 365 d
 * @param minRetireAge how long a key stays published after it stopped signing, up to 365 d
 */
public record KeysConfig(Duration minPublishAge, Duration minRetireAge) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when one is out of range
   */
  public KeysConfig {
    SigningSettings.MIN_PUBLISH_AGE.check(minPublishAge);
    SigningSettings.MIN_RETIRE_AGE.check(minRetireAge);
  }
}
