package dev.lockspire.jobs;

import dev.lockspire.storage.Database;
import java.time.Instant;

/** Explained refusals beyond the number that is kept: the oldest go. */
final class SurplusRefusals implements SweptTable {
  private static final String DELETE =
      """
      DELETE FROM {refusals} WHERE ctid = ANY (ARRAY (
        SELECT ctid FROM {refusals}
        WHERE id <= (SELECT id FROM {refusals} ORDER BY id DESC OFFSET ? LIMIT 1)
        ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED))
      """;

  private final String delete;
  private final int kept;

  SurplusRefusals(Database database, int kept) {
    this.delete = database.sql(DELETE);
    this.kept = kept;
  }

  @Override
  public String model() {
    return "surplus_refusals";
  }

  @Override
  public Batch next(Database database, Instant now, Batch previous, int limit) {
    int deleted = database.execute(delete, bind -> bind.number(kept).number(limit));
    return new Batch(deleted, deleted < limit, now, 0);
  }
}
