package dev.lockspire.config;

import java.util.List;

/** Keys of {@link ConfigKeys}: what is counted. */
final class MetricsSettings {
  private static final KeyTable TABLE = new KeyTable(ConfigSection.METRICS);

  static final ConfigKey<Boolean> CLIENT_TAG =
      TABLE.key(
          "metrics.client-tag",
          ValueTypes.bool(),
          "false",
          "Whether counters of events tell clients apart, by a label `client_id`. At most 200 clients"
              + " of a node get a value of their own; all further ones are `other`.");

  private MetricsSettings() {}

  static List<ConfigKey<?>> all() {
    return TABLE.rows();
  }
}
