package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.keys.SigningKey;
import dev.lockspire.storage.Binder;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Transaction;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Everything that was issued to somebody, ended in batches: each commits by itself with its
 * evidence, so no lock is held for long and what was ended stays ended whatever happens later.
 *
 * <p>A token that is being rotated escapes the batch that waits for it, and its successor is not in
 * that batch's snapshot. So the rows are walked through again until nothing live was seen.
 */
final class OwnedTokens {
  private static final int BATCH = 2_000;

  /** New sign-ins go on meanwhile; at some point what is left is theirs. */
  private static final int MOST_WALKS = 10;

  private static final String ALIVE =
      "t.revoked_at IS NULL AND t.redeemed_at IS NULL AND t.expires_at > ?";
  private static final String REVOKE =
      """
      WITH seen AS MATERIALIZED (
        SELECT t.id FROM {tokens} t WHERE %s AND %s AND t.id > ? ORDER BY t.id LIMIT ?),
      held AS MATERIALIZED (
        SELECT t.id FROM {tokens} t JOIN seen s ON s.id = t.id
        WHERE t.revoked_at IS NULL AND t.redeemed_at IS NULL ORDER BY t.id FOR UPDATE OF t),
      revoked AS (
        UPDATE {tokens} t SET revoked_at = ? FROM held h WHERE t.id = h.id RETURNING t.id)
      SELECT (SELECT count(*) FROM seen)::int AS seen, (SELECT max(id) FROM seen) AS last,
        (SELECT count(*) FROM revoked)::int AS revoked
      """;

  private final AdminFoundation foundation;

  private record Batch(int seen, Long last, int revoked) {}

  /**
   * @param which condition on a token {@code t}
   * @param bind its values
   */
  private record Scope(
      String which, Consumer<Binder> bind, String resourceType, String resourceId) {}

  OwnedTokens(AdminFoundation foundation) {
    this.foundation = foundation;
  }

  Count countLive(TokenOwner owner) {
    Scope scope = scope(owner);
    Database database = foundation.database();
    String sql =
        "SELECT count(*) AS n FROM (SELECT 1 FROM {tokens} t WHERE %s AND %s LIMIT %d) live"
            .formatted(scope.which(), ALIVE, Count.MOST + 1);
    return Count.bounded(
        database
            .first(
                database.sql(sql),
                bind -> {
                  scope.bind().accept(bind);
                  bind.time(foundation.clock().instant());
                },
                row -> row.id("n"))
            .orElseThrow());
  }

  /** Answers how many were ended. */
  long revoke(TokenOwner owner, Actor actor) {
    return revoke(scope(owner), actor);
  }

  /** Every access token that {@code key} may have signed. */
  long revokeMintedUnder(SigningKey key, Actor actor) {
    Instant end = key.retiringAt() == null ? key.retiredAt() : key.retiringAt();
    return revoke(
        new Scope(
            "t.token_type = 'access_token' AND t.issued_at BETWEEN ? AND ?",
            bind -> bind.time(key.activatedAt()).time(end),
            "signing_key",
            key.kid()),
        actor);
  }

  private static Scope scope(TokenOwner owner) {
    if (owner instanceof TokenOwner.Account account) {
      return new Scope(
          "t.account_id = ?",
          bind -> bind.text(account.accountId()),
          "account",
          account.accountId());
    }
    if (owner instanceof TokenOwner.OfClient client) {
      return new Scope(
          "t.client_id = ?", bind -> bind.text(client.clientId()), "client", client.clientId());
    }
    String sid = ((TokenOwner.Session) owner).sid();
    return new Scope("t.sid = ?", bind -> bind.text(sid), "session", sid);
  }

  private long revoke(Scope scope, Actor actor) {
    String sql = foundation.database().sql(REVOKE.formatted(scope.which(), ALIVE));
    long revoked = 0;
    long seen;
    int walks = 0;
    do {
      seen = 0;
      Batch batch = new Batch(0, 0L, 0);
      do {
        long after = batch.last();
        batch = foundation.database().transaction(t -> next(t, sql, scope, after, actor));
        seen += batch.seen();
        revoked += batch.revoked();
      } while (batch.seen() == BATCH);
    } while (seen > 0 && ++walks < MOST_WALKS);
    return revoked;
  }

  private Batch next(Transaction transaction, String sql, Scope scope, long after, Actor actor) {
    Instant now = foundation.clock().instant();
    Batch batch =
        transaction
            .statements()
            .first(
                sql,
                bind -> {
                  scope.bind().accept(bind);
                  bind.time(now).id(after).number(BATCH).time(now);
                },
                row -> new Batch(row.number("seen"), row.id("last"), row.number("revoked")))
            .orElseThrow();
    if (batch.revoked() > 0) {
      foundation
          .audit()
          .append(
              transaction,
              AuditEvent.succeeded(
                      "tokens_revoked", actor, scope.resourceType(), scope.resourceId(), now)
                  .with(Map.of("revoked_tokens", batch.revoked())));
      transaction.afterCommit(
          () ->
              foundation
                  .telemetry()
                  .emit(
                      TelemetryEvent.TOKEN_REVOKED,
                      Map.of("actor_type", actor.type().wireName(), "actor_id", actor.id())));
    }
    return batch;
  }
}
