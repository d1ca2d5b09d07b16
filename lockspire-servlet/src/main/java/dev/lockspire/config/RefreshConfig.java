package dev.lockspire.config;

import java.time.Duration;

/**
 * Rotation of refresh tokens (RFC 9700 §4.14.2).
 *
 * @param grace 0 s to 60 s: how long the immediate predecessor, presented again by the same client,
 *     is answered with the same successor; zero switches it off
 */
public record RefreshConfig(Duration grace) {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when it is out of range
   */
  public RefreshConfig {
    ConfigKeys.REFRESH_GRACE.check(grace);
  }
}
