package dev.lockspire.faces.admin.text;

import java.time.Duration;

/** Lengths of time, in the largest unit that tells them exactly. */
public final class Durations {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Durations() {}

  /** To the second: {@code 30 days}, {@code 90 minutes}. */
  public static String text(Duration duration, Texts texts) {
    long seconds = duration.toSeconds();
    if (seconds != 0 && seconds % DAY == 0) {
      return texts.get("duration.days", seconds / DAY);
    }
    if (seconds != 0 && seconds % HOUR == 0) {
      return texts.get("duration.hours", seconds / HOUR);
    }
    return seconds != 0 && seconds % MINUTE == 0
        ? texts.get("duration.minutes", seconds / MINUTE)
        : texts.get("duration.seconds", seconds);
  }
}
