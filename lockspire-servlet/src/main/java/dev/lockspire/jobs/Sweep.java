package dev.lockspire.jobs;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.storage.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes rows whose time is over, in small batches that never make a request wait. Safe to run on
 * several nodes at once: each row is removed by one of them.
 */
public final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
  private static final int LARGEST_BATCH = 1000;
  private static final Duration LONGEST_PER_TABLE = Duration.ofMinutes(5);

  private final Database database;
  private final InstantSource clock;
  private final Telemetry telemetry;
  private final int batchSize;
  private final List<SweptTable> tables;
  private final Consumer<JobRuns.Run> record;

  /**
   * @param batchSize rows looked at in one statement; more than 1000 counts as 1000, because a
   *     larger batch would hold its locks for too long
   * @param record told of every run
   * @throws IllegalArgumentException when {@code batchSize} is not positive
   */
  public Sweep(
      Database database,
      InstantSource clock,
      Telemetry telemetry,
      Retention retention,
      int batchSize,
      Consumer<JobRuns.Run> record) {
    this(database, clock, telemetry, batchSize, SweptTables.all(database, retention), record);
  }

  Sweep(
      Database database,
      InstantSource clock,
      Telemetry telemetry,
      int batchSize,
      List<SweptTable> tables,
      Consumer<JobRuns.Run> record) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("a batch has at least one row");
    }
    this.database = database;
    this.clock = clock;
    this.telemetry = telemetry;
    this.batchSize = Math.min(batchSize, LARGEST_BATCH);
    this.tables = List.copyOf(tables);
    this.record = record;
  }

  /**
   * What one run did.
   *
   * @param changed rows removed (or erased in part) by table
   * @param failed tables that could not be swept; the next run tries again
   */
  public record Report(Map<String, Integer> changed, List<String> failed) {
    public Report {
      changed = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(changed));
      failed = List.copyOf(failed);
    }

    public int total() {
      return changed.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** Sweeps every table once. */
  public Report run() {
    return run(clock.instant(), () -> false);
  }

  /**
   * As {@link #run()}, and stops after the current batch when asked to.
   *
   * @param dueAt when it should have run
   * @param stop asked before each batch
   */
  public Report run(Instant dueAt, BooleanSupplier stop) {
    Instant startedAt = clock.instant();
    Map<String, Integer> changed = new LinkedHashMap<>();
    List<String> failed = new ArrayList<>();
    for (SweptTable table : tables) {
      try {
        int count = sweep(table, stop);
        changed.put(table.model(), count);
        telemetry.emit(
            TelemetryEvent.PRUNER_COMPLETED,
            Map.of("count", Integer.toString(count), "model", table.model()));
      } catch (RuntimeException failure) {
        // The tables are independent: one that cannot be swept must not let the others grow.
        LOG.error("{} could not be swept", table.model(), failure);
        failed.add(table.model());
      }
    }
    Report report = new Report(changed, failed);
    LOG.info("Swept {} rows {}; failed: {}", report.total(), changed, failed);
    tell(new JobRuns.Run(dueAt, startedAt, clock.instant(), report.total(), failed));
    return report;
  }

  private void tell(JobRuns.Run run) {
    try {
      record.accept(run);
    } catch (RuntimeException failure) {
      LOG.warn("The run of the sweep could not be recorded", failure);
    }
  }

  private int sweep(SweptTable table, BooleanSupplier stop) {
    Instant now = clock.instant();
    Instant end = now.plus(LONGEST_PER_TABLE);
    int count = 0;
    SweptTable.Batch batch = SweptTable.Batch.START;
    while (!batch.last() && !stop.getAsBoolean() && clock.instant().isBefore(end)) {
      batch = table.next(database, now, batch, batchSize);
      count += batch.changed();
    }
    return count;
  }
}
