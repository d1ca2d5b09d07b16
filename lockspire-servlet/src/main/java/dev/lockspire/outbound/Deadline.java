package dev.lockspire.outbound;

import java.time.Duration;

/** When a request must be over, by the clock that never jumps. */
record Deadline(long nanos) {

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** What is left; never negative. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  boolean isPast() {
    return nanos - System.nanoTime() <= 0;
  }
}
