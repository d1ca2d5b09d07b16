package dev.lockspire.config;

import java.time.Duration;
import java.util.List;

/** Keys of {@link ConfigKeys}: how request objects are taken. */
final class RequestObjectSettings {
  private static final KeyTable TABLE = new KeyTable(ConfigSection.REQUEST_OBJECTS);

  static final ConfigKey<Duration> MAX_AGE =
      TABLE.key(
          "jar-max-age-seconds",
          ValueTypes.seconds(1, 3600),
          "600",
          "How far in the future the `exp` of a request object (JAR) may lie when it arrives.");

  private RequestObjectSettings() {}

  static List<ConfigKey<?>> all() {
    return TABLE.rows();
  }
}
