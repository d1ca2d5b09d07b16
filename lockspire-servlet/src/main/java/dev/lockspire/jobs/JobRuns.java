package dev.lockspire.jobs;

import dev.lockspire.storage.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When each job last ran, on whichever node, and what it did. */
public final class JobRuns {
  public static final String SWEEP = "sweep";

  private static final String RECORD =
      """
      INSERT INTO {job_runs} AS r (job, scheduled_at, started_at, finished_at, changed_rows, failed)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (job) DO UPDATE SET scheduled_at = EXCLUDED.scheduled_at,
        started_at = EXCLUDED.started_at, finished_at = EXCLUDED.finished_at,
        changed_rows = EXCLUDED.changed_rows, failed = EXCLUDED.failed
      WHERE r.finished_at <= EXCLUDED.finished_at
      """;

  private final Database database;
  private final String record;
  private final String last;

  /**
   * One run.
   *
   * @param changedRows removed, or erased in part
   * @param failed what it could not do
   */
  public record Run(
      Instant scheduledAt,
      Instant startedAt,
      Instant finishedAt,
      long changedRows,
      List<String> failed) {

    /** How long after it was due it was done. */
    public Duration lag() {
      return Duration.between(scheduledAt, finishedAt);
    }
  }

  public JobRuns(Database database) {
    this.database = database;
    this.record = database.sql(RECORD);
    this.last = database.sql("SELECT * FROM {job_runs} WHERE job = ?");
  }

  /** Puts a run on record, unless a later one is. */
  public void record(String job, Run run) {
    database.execute(
        record,
        bind ->
            bind.text(job)
                .time(run.scheduledAt())
                .time(run.startedAt())
                .time(run.finishedAt())
                .id(run.changedRows())
                .texts(run.failed()));
  }

  /** The last run of {@code job}; empty before the first. */
  public Optional<Run> last(String job) {
    return database.first(
        last,
        bind -> bind.text(job),
        row ->
            new Run(
                row.time("scheduled_at"),
                row.time("started_at"),
                row.time("finished_at"),
                row.id("changed_rows"),
                row.texts("failed")));
  }
}
