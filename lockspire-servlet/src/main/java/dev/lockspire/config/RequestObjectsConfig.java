package dev.lockspire.config;

import java.time.Duration;

/**
 * Request objects (RFC 9101).
 *
 * @param maxAge 1 s to 3600 s: how far in the future one may expire
 */
public record RequestObjectsConfig(Duration maxAge) {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when it is out of range
   */
  public RequestObjectsConfig {
    RequestObjectSettings.MAX_AGE.check(maxAge);
  }
}
