package dev.lockspire.jobs;

import dev.lockspire.storage.Database;
import java.time.Duration;
import java.time.Instant;

/**
 * Successors of rotated refresh tokens, sealed for the grace window: erased when it is over, so
 * that even the holder of the old token gets nothing out of an old copy of the database.
 */
final class SealedSuccessors implements SweptTable {
  private static final String ERASE =
      """
      WITH over AS (
        SELECT id FROM {tokens}
        WHERE successor_sealed IS NOT NULL AND redeemed_at < ? AND id > ?
        ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED),
      erased AS (
        UPDATE {tokens} t SET successor_sealed = NULL FROM over o WHERE t.id = o.id RETURNING t.id)
      SELECT count(*)::int AS changed, coalesce(max(id), 0) AS last_id FROM erased
      """;

  private final String erase;
  private final Duration grace;

  SealedSuccessors(Database database, Duration grace) {
    this.erase = database.sql(ERASE);
    this.grace = grace;
  }

  @Override
  public String model() {
    return "token_successors";
  }

  @Override
  public Batch next(Database database, Instant now, Batch previous, int limit) {
    return database
        .first(
            erase,
            bind -> bind.time(now.minus(grace)).id(previous.id()).number(limit),
            row -> {
              int changed = row.number("changed");
              return new Batch(changed, changed < limit, now, row.id("last_id"));
            })
        .orElseThrow();
  }
}
