package dev.lockspire.faces.admin.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** How points in time are written: UTC, to the second, and as ISO 8601 for machines. */
public final class Instants {
  private static final DateTimeFormatter PEOPLE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private Instants() {}

  public static String text(Instant instant) {
    return PEOPLE.format(instant);
  }

  public static String iso(Instant instant) {
    return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.SECONDS));
  }
}
