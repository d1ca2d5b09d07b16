package dev.lockspire.minting;

import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.storage.Binder;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import dev.lockspire.storage.Transaction;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Ends tokens that belong together (RFC 7009 §2.1, RFC 9700 §4.14.2), also those that a redemption
 * or rotation in flight is just adding: every way to revoke goes through here.
 *
 * <p>Under READ COMMITTED one {@code UPDATE} is not enough. It waits for a token that somebody is
 * rotating, but the successor is not in its snapshot. Whoever adds a token holds a lock on the code
 * or refresh token it comes of; so a pass that found such a one is followed by another, which sees
 * whatever was added while the one before it waited.
 *
 * @param <K> what names the tokens
 */
public final class TokenRevocation<K> {
  private static final String ALIVE = "t.revoked_at IS NULL AND t.redeemed_at IS NULL";

  /**
   * All parts see the same snapshot. Rows are locked in one order, so that two revocations of the
   * same tokens cannot wait for each other.
   */
  private static final String REVOKE =
      """
      WITH seen AS MATERIALIZED (SELECT t.id, t.token_type FROM {tokens} t WHERE (%s) AND %s),
      held AS MATERIALIZED (
        SELECT t.id FROM {tokens} t JOIN seen s ON s.id = t.id WHERE %s
        ORDER BY t.id FOR UPDATE OF t),
      revoked AS (
        UPDATE {tokens} t SET revoked_at = ? FROM held h WHERE t.id = h.id RETURNING t.id)
      %s
      SELECT (SELECT count(*) FROM revoked)::int AS revoked,
        EXISTS (SELECT 1 FROM seen WHERE token_type <> 'access_token') AS fertile
      """;

  private static final String EVIDENCE =
      ", done AS (SELECT 1 FROM revoked LIMIT 1), " + AuditTrail.part("evidence", "done");

  /** Rotated tokens carry the family, not always what the first of them came of. */
  private static final String WITH_FAMILIES =
      "t.%1$s = ? OR t.family_id = ANY (ARRAY("
          + "SELECT f.family_id FROM {tokens} f WHERE f.%1$s = ? AND f.family_id IS NOT NULL))";

  private static final String MEANT_TO_STAY =
      "t.token_type = 'refresh_token' AND 'offline_access' = ANY (t.scopes)";

  /**
   * @param fertile whether a code or refresh token was alive, which others may come of
   */
  private record Pass(int revoked, boolean fertile) {
    static Pass read(Row row) {
      return new Pass(row.number("revoked"), row.flag("fertile"));
    }
  }

  private final Database database;
  private final BiConsumer<Binder, K> bindKey;
  private final String revoke;
  private final String revokeWithEvidence;

  private TokenRevocation(Database database, String which, BiConsumer<Binder, K> bindKey) {
    this.database = database;
    this.bindKey = bindKey;
    this.revoke = database.sql(REVOKE.formatted(which, ALIVE, ALIVE, ""));
    this.revokeWithEvidence = database.sql(REVOKE.formatted(which, ALIVE, ALIVE, EVIDENCE));
  }

  /** Which refresh tokens survive the end of their session. */
  public enum Survivors {
    NONE,
    /** Those granted {@code offline_access} (OpenID Connect Back-Channel Logout §2.7). */
    OFFLINE_ACCESS
  }

  /** One token, by the key of its row. */
  public static TokenRevocation<Long> ofToken(Database database) {
    return new TokenRevocation<>(database, "t.id = ?", Binder::id);
  }

  /** A refresh token with everything it was rotated into and issued beside it. */
  public static TokenRevocation<String> ofFamily(Database database) {
    return new TokenRevocation<>(database, "t.family_id = ?", Binder::text);
  }

  /** What came of an authorization code, by the key of its row. */
  public static TokenRevocation<Long> ofCode(Database database) {
    return withFamilies(database, "authorization_code_id");
  }

  /** What came of a consent, codes included. */
  public static TokenRevocation<Long> ofConsentGrant(Database database) {
    return withFamilies(database, "consent_grant_id");
  }

  /** What was issued in one session, by its {@code sid}. */
  public static TokenRevocation<String> ofSession(Database database, Survivors survivors) {
    return new TokenRevocation<>(database, except(survivors, "t.sid = ?"), Binder::text);
  }

  /** What was issued to a person in any session. */
  public static TokenRevocation<String> ofAccount(Database database, Survivors survivors) {
    return new TokenRevocation<>(database, except(survivors, "t.account_id = ?"), Binder::text);
  }

  private static TokenRevocation<Long> withFamilies(Database database, String column) {
    return new TokenRevocation<>(
        database, WITH_FAMILIES.formatted(column), (bind, key) -> bind.id(key).id(key));
  }

  private static String except(Survivors survivors, String which) {
    return survivors == Survivors.NONE ? which : which + " AND NOT (" + MEANT_TO_STAY + ")";
  }

  /**
   * Revokes them inside {@code transaction}, which writes the evidence; answers how many were still
   * alive. Codes and refresh tokens that have been used are not alive.
   */
  public int revoke(Transaction transaction, K key, Instant now) {
    return untilNothingIsAdded(
        () ->
            transaction
                .statements()
                .first(revoke, bind -> bind(bind, key, now), Pass::read)
                .orElseThrow());
  }

  /**
   * Revokes them together with {@code evidence}, which is written when any was still alive; answers
   * how many were. One round trip, and another after each that found a code or refresh token.
   */
  public int revoke(K key, AuditEvent evidence, Instant now) {
    Consumer<Binder> binding = bind -> AuditTrail.bind(bind(bind, key, now), evidence);
    return untilNothingIsAdded(
        () -> database.first(revokeWithEvidence, binding, Pass::read).orElseThrow());
  }

  private Binder bind(Binder bind, K key, Instant now) {
    bindKey.accept(bind, key);
    return bind.time(now);
  }

  private static int untilNothingIsAdded(Supplier<Pass> passes) {
    int revoked = 0;
    Pass pass;
    do {
      pass = passes.get();
      revoked += pass.revoked();
    } while (pass.fertile());
    return revoked;
  }
}
