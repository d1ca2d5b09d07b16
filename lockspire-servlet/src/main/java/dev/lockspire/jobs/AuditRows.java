package dev.lockspire.jobs;

import dev.lockspire.storage.Database;
import java.time.Duration;
import java.time.Instant;

/**
 * Evidence past its retention. The table refuses every other deletion: the cut-off has to be
 * announced in the statement's own transaction and lie at least a day back on the database's clock.
 */
final class AuditRows implements SweptTable {
  private static final String DELETE =
      """
      DELETE FROM {audit_events} WHERE id = ANY (ARRAY (
        SELECT id FROM {audit_events}
        WHERE inserted_at < least(?::timestamptz, now() - interval '1 day')
          AND (SELECT set_config('lockspire.audit_retain_after',
            least(?::timestamptz, now() - interval '1 day')::text, true)) IS NOT NULL
        ORDER BY inserted_at LIMIT ? FOR UPDATE SKIP LOCKED))
      """;

  private final String delete;
  private final Duration keep;

  AuditRows(Database database, Duration keep) {
    this.delete = database.sql(DELETE);
    this.keep = keep;
  }

  @Override
  public String model() {
    return "audit_events";
  }

  @Override
  public Batch next(Database database, Instant now, Batch previous, int limit) {
    Instant cutOff = now.minus(keep);
    int deleted = database.execute(delete, bind -> bind.time(cutOff).time(cutOff).number(limit));
    return new Batch(deleted, deleted < limit, now, 0);
  }
}
