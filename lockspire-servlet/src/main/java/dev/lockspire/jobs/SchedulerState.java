package dev.lockspire.jobs;

import dev.lockspire.config.JobsConfig;
import dev.lockspire.config.PrunerSchedule;
import dev.lockspire.storage.Database;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** How the cluster's schedulers are, as the database knows them. */
public final class SchedulerState {
  private static final long LATE_CHECK_IN_MILLIS = 60_000;

  private final Database database;
  private final JobsConfig config;
  private final String nodes;
  private final String oldestDue;
  private final String waiting;

  public SchedulerState(Database database, JobsConfig config) {
    this.database = database;
    this.config = config;
    String prefix = '"' + database.schema().name() + "\".qrtz_";
    this.nodes =
        "SELECT count(*)::int AS nodes FROM "
            + prefix
            + "scheduler_state WHERE last_checkin_time > ?";
    String due =
        " FROM "
            + prefix
            + "triggers WHERE trigger_state IN ('WAITING', 'BLOCKED') AND next_fire_time > 0"
            + " AND next_fire_time < ?";
    this.oldestDue = "SELECT min(next_fire_time) AS due" + due;
    this.waiting = "SELECT count(*)::int AS waiting" + due;
  }

  public JobsConfig.Mode mode() {
    return config.mode();
  }

  /** Schedulers that checked in within the last minute. */
  public int nodes(Instant now) {
    return database
        .first(
            nodes,
            bind -> bind.id(now.toEpochMilli() - LATE_CHECK_IN_MILLIS),
            row -> row.number("nodes"))
        .orElse(0);
  }

  /** Jobs that are due and that no node has taken yet. */
  public int waiting(Instant now) {
    return database
        .first(waiting, bind -> bind.id(now.toEpochMilli()), row -> row.number("waiting"))
        .orElse(0);
  }

  /** Since when the oldest job waits that is due; empty when none is. */
  public Optional<Instant> oldestDue(Instant now) {
    return database
        .first(
            oldestDue,
            bind -> bind.id(now.toEpochMilli()),
            row -> Optional.ofNullable(row.id("due")))
        .flatMap(due -> due)
        .map(Instant::ofEpochMilli);
  }

  /** How far apart two sweeps are at the moment; empty when none is scheduled. */
  public Optional<Duration> sweepPeriod(Instant now) {
    if (config.mode() != JobsConfig.Mode.ENABLED
        || config.prunerSchedule() instanceof PrunerSchedule.Off) {
      return Optional.empty();
    }
    if (!(config.prunerSchedule() instanceof PrunerSchedule.Cron own)) {
      return Optional.of(Duration.ofHours(1));
    }
    try {
      CronExpression cron = new CronExpression(own.expression());
      cron.setTimeZone(TimeZone.getTimeZone("UTC"));
      Date next = cron.getNextValidTimeAfter(Date.from(now));
      Date after = next == null ? null : cron.getNextValidTimeAfter(next);
      return after == null
          ? Optional.empty()
          : Optional.of(Duration.between(next.toInstant(), after.toInstant()));
    } catch (ParseException e) {
      throw new IllegalStateException("a checked expression", e);
    }
  }
}
