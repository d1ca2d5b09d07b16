package dev.lockspire.config;

import java.time.Duration;
import java.util.List;

/** Keys of {@link ConfigKeys}: jobs, and how long what they sweep is kept. */
final class JobSettings {
  private static final KeyTable TABLE = new KeyTable(ConfigSection.JOBS);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  static final ConfigKey<JobsConfig.Mode> JOBS_MODE =
      TABLE.key(
          "jobs.mode",
          KeyTable.words("mode", JobsConfig.Mode.values()),
          "enabled",
          "Whether this node runs jobs: `enabled`, `disabled`, or `inline` in the thread that asks"
              + " (for tests).");
  static final ConfigKey<Integer> JOBS_THREADS =
      TABLE.key(
          "jobs.threads", ValueTypes.integer(1, 64), "2", "Threads of this node's scheduler.");
  static final ConfigKey<PrunerSchedule> PRUNER_SCHEDULE =
      TABLE.key(
          "pruner.schedule",
          ValueType.of(
              "schedule",
              "`hourly`, `off` or a Quartz cron expression",
              PrunerSchedule::parse,
              schedule -> {}),
          "hourly",
          "When expired rows are swept.");
  static final ConfigKey<Integer> PRUNER_BATCH_SIZE =
      TABLE.key(
          "pruner.batch-size",
          ValueTypes.integer(1, 100_000),
          "1000",
          "Rows the sweep deletes in one statement.");
  static final ConfigKey<Duration> AUDIT_RETENTION =
      TABLE.optional(
          "audit.retention",
          ValueTypes.duration(DAY, Duration.ofDays(36_500)),
          "How long audit rows are kept. Not set: for ever.");
  static final ConfigKey<Duration> REFUSALS_RETENTION =
      TABLE.key(
          "refusals.retention",
          ValueTypes.duration(HOUR, Duration.ofDays(90)),
          "P7D",
          "How long a refused request can be explained in the console.");
  static final ConfigKey<Integer> REFUSALS_MAX_ROWS =
      TABLE.key(
          "refusals.max-rows",
          ValueTypes.integer(100, 10_000_000),
          "100000",
          "How many refused requests are kept at most; the oldest go first.");

  private JobSettings() {}

  static List<ConfigKey<?>> all() {
    return TABLE.rows();
  }
}
