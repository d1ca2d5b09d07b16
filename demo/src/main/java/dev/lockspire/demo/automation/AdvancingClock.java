package dev.lockspire.demo.automation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The real time, plus however far tests have moved it forward. */
public final class AdvancingClock implements InstantSource {
  private final InstantSource real;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  public AdvancingClock(InstantSource real) {
    this.real = real;
  }

  @Override
  public Instant instant() {
    return real.instant().plus(ahead.get());
  }

  /**
   * Moves the clock; answers how far ahead it is now.
   *
   * @throws IllegalArgumentException when {@code step} would move it back
   * @throws ArithmeticException when it would leave what can be counted
   */
  public Duration advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("time only moves forward");
    }
    return ahead.accumulateAndGet(step, Duration::plus);
  }
}
