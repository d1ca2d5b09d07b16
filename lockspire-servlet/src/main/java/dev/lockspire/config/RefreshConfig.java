package dev.lockspire.config;

import java.time.Duration;

/**
 * Rotation of refresh tokens (RFC 9700 §4.14.2).
 *
 * @param grace 0 s to 60 s: how long the immediate predecessor, presented again by the same client,
 *     is answered with the same successor; zero switches it off
 * @param bindConfidential whether the refresh token of a client that proves itself with a key stays
 *     bound to its DPoP key too (RFC 9449 §5)
 */
public record RefreshConfig(Duration grace, boolean bindConfidential) {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when it is out of range
   */
  public RefreshConfig {
    TokenSettings.REFRESH_GRACE.check(grace);
  }
}
