package dev.lockspire.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: ISO 8601 ({@code PT10M}, {@code P30D}) or a number with one unit
 * ({@code 10m}, {@code 30d}).
 */
final class DurationText {
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})([smhd])");

  private DurationText() {}

  static Duration parse(String text) {
    Matcher matcher = SHORT.matcher(text);
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        case "h" -> Duration.ofHours(amount);
        default -> Duration.ofDays(amount);
      };
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "must be a duration such as PT10M, P30D, 90s, 10m, 12h or 30d", e);
    }
  }

  /** The protocol counts in seconds: a fraction would be cut off somewhere without notice. */
  static void require(Duration value, Duration min, Duration max) {
    ValueTypes.require(
        value.compareTo(min) >= 0 && value.compareTo(max) <= 0,
        "must be from " + of(min) + " to " + of(max));
    ValueTypes.require(
        value.equals(value.truncatedTo(ChronoUnit.SECONDS)), "must be whole seconds");
  }

  /** ISO 8601 with whole days as days, where the JDK would write hours. */
  static String of(Duration value) {
    boolean wholeDays = !value.isZero() && value.equals(Duration.ofDays(value.toDays()));
    return wholeDays ? "P" + value.toDays() + "D" : value.toString();
  }
}
