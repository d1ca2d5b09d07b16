package dev.lockspire.jobs;

import dev.lockspire.storage.Database;
import java.time.Duration;
import java.time.Instant;

/**
 * Codes, access tokens and refresh tokens past their expiry, except those that still tell
 * something:
 *
 * <ul>
 *   <li>a refresh token while anything of its family lives, because presenting it again must still
 *       be recognised as reuse;
 *   <li>a code while anything issued from it lives, for the same reason;
 *   <li>a row whose reuse was detected, and the rest of its family, as evidence.
 * </ul>
 *
 * <p>Kept rows lie among expired ones, so each run walks through the table once from the oldest
 * expiry on instead of meeting them again in every batch.
 */
final class TokenRows implements SweptTable {
  private static final String DELETE =
      """
      WITH page AS MATERIALIZED (
        SELECT id, expires_at FROM {tokens}
        WHERE expires_at < ? AND (expires_at, id) > (?, ?)
        ORDER BY expires_at, id LIMIT ?),
      bounds AS (SELECT ?::timestamptz AS now, ?::timestamptz AS evidence),
      doomed AS MATERIALIZED (
        SELECT t.id FROM bounds b, {tokens} t JOIN page p ON p.id = t.id
        WHERE (t.reuse_detected_at IS NULL OR t.reuse_detected_at < b.evidence)
          AND NOT EXISTS (
            SELECT 1 FROM {tokens} f WHERE f.family_id = t.family_id
              AND (f.reuse_detected_at >= b.evidence
                OR (t.token_type <> 'access_token' AND f.expires_at >= b.now)))
          AND NOT EXISTS (
            SELECT 1 FROM {tokens} c
            WHERE c.id = t.authorization_code_id AND c.reuse_detected_at >= b.evidence)
          AND NOT EXISTS (
            SELECT 1 FROM {tokens} i WHERE i.authorization_code_id = t.id
              AND (i.expires_at >= b.now OR i.reuse_detected_at >= b.evidence OR EXISTS (
                SELECT 1 FROM {tokens} f WHERE f.family_id = i.family_id
                  AND (f.expires_at >= b.now OR f.reuse_detected_at >= b.evidence))))
        FOR UPDATE OF t SKIP LOCKED),
      gone AS (DELETE FROM {tokens} t USING doomed d WHERE t.id = d.id RETURNING t.id)
      SELECT (SELECT count(*) FROM gone)::int AS deleted, p.seen, p.last_time, p.last_id
      FROM (SELECT count(*)::int AS seen, max(expires_at) AS last_time,
          (array_agg(id ORDER BY expires_at DESC, id DESC))[1] AS last_id FROM page) p
      """;

  private final String delete;
  private final Duration evidence;

  TokenRows(Database database, Duration evidence) {
    this.delete = database.sql(DELETE);
    this.evidence = evidence;
  }

  @Override
  public String model() {
    return "tokens";
  }

  @Override
  public Batch next(Database database, Instant now, Batch previous, int limit) {
    return database
        .first(
            delete,
            bind ->
                bind.time(now)
                    .time(previous.time())
                    .id(previous.id())
                    .number(limit)
                    .time(now)
                    .time(now.minus(evidence)),
            row ->
                row.number("seen") < limit
                    ? new Batch(row.number("deleted"), true, now, 0)
                    : new Batch(
                        row.number("deleted"), false, row.time("last_time"), row.id("last_id")))
        .orElseThrow();
  }
}
