package dev.lockspire.token;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that only moves when told to. */
final class MovableClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-03-01T10:00:00.250Z");

  @Override
  public Instant instant() {
    return now;
  }

  void advance(Duration by) {
    now = now.plus(by);
  }
}
