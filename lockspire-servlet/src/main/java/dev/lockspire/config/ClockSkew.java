package dev.lockspire.config;

import java.time.Duration;

/**
 * How far the clocks of others may be off when a time of theirs is checked.
 *
 * @param tolerance 0 s to 120 s
 */
public record ClockSkew(Duration tolerance) {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when it is out of range
   */
  public ClockSkew {
    TokenSettings.CLOCK_SKEW.check(tolerance);
  }
}
