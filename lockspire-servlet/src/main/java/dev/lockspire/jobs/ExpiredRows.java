package dev.lockspire.jobs;

import dev.lockspire.storage.Database;
import java.time.Duration;
import java.time.Instant;

/** A table in which every row may go once its time is over. */
final class ExpiredRows implements SweptTable {
  private static final String DELETE =
      """
      DELETE FROM {%1$s} WHERE ctid = ANY (ARRAY (
        SELECT ctid FROM {%1$s} WHERE %2$s < ? ORDER BY %2$s LIMIT ? FOR UPDATE SKIP LOCKED))
      """;

  private final String model;
  private final String delete;
  private final Duration keep;

  private ExpiredRows(String model, String delete, Duration keep) {
    this.model = model;
    this.delete = delete;
    this.keep = keep;
  }

  /**
   * @param column when a row's time is over
   * @param keep how much longer it is kept
   */
  static ExpiredRows of(Database database, String table, String column, Duration keep) {
    return new ExpiredRows(table, database.sql(DELETE.formatted(table, column)), keep);
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public Batch next(Database database, Instant now, Batch previous, int limit) {
    int deleted = database.execute(delete, bind -> bind.time(now.minus(keep)).number(limit));
    return new Batch(deleted, deleted < limit, now, 0);
  }
}
