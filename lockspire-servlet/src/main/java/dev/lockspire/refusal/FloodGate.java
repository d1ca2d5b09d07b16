package dev.lockspire.refusal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Lets so many refusals a minute pass to be recorded, and so many of one kind, so that a flood
 * neither fills the table nor hides what else goes wrong.
 */
final class FloodGate {
  static final int PER_MINUTE = 600;
  static final int PER_MINUTE_OF_A_KIND = 20;
  private static final int MOST_KINDS = 1000;

  private final InstantSource clock;
  private final Map<String, Kind> kinds = new HashMap<>();
  private long minute = Long.MIN_VALUE;
  private int passed;

  private static final class Kind {
    private int passed;
    private long held;
  }

  FloodGate(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Whether one more of {@code kind} passes: then how many of its kind were held back since the
   * last that did.
   */
  synchronized OptionalLong pass(String kind) {
    startMinute(clock.instant());
    Kind known = kinds.get(kind);
    if (known == null) {
      if (kinds.size() >= MOST_KINDS) {
        return OptionalLong.empty();
      }
      known = new Kind();
      kinds.put(kind, known);
    }
    if (passed >= PER_MINUTE || known.passed >= PER_MINUTE_OF_A_KIND) {
      known.held++;
      return OptionalLong.empty();
    }
    passed++;
    known.passed++;
    long held = known.held;
    known.held = 0;
    return OptionalLong.of(held);
  }

  private void startMinute(Instant now) {
    long current = now.getEpochSecond() / 60;
    if (current != minute) {
      minute = current;
      passed = 0;
      // A kind that held nothing back has nothing to remember.
      kinds.values().removeIf(kind -> kind.held == 0);
      kinds.values().forEach(kind -> kind.passed = 0);
    }
  }
}
