package dev.lockspire.config;

/**
 * Work that is done in the background.
 *
 * @param mode whether this node does any
 * @param threads threads of this node's scheduler
 * @param prunerSchedule when expired rows are swept
 * @param prunerBatchSize rows deleted in one statement
 */
public record JobsConfig(
    Mode mode, int threads, PrunerSchedule prunerSchedule, int prunerBatchSize) {

  /** Whether a node runs jobs. */
  public enum Mode {
    /** By a scheduler that all nodes share through the database. */
    ENABLED,
    /** Not on this node. */
    DISABLED,
    /** In the thread that asks for it; for tests. */
    INLINE
  }

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when one is out of range
   */
  public JobsConfig {
    JobSettings.JOBS_THREADS.check(threads);
    JobSettings.PRUNER_BATCH_SIZE.check(prunerBatchSize);
  }
}
