package dev.lockspire.revocation;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.minting.StoredToken;
import dev.lockspire.storage.Binder;
import dev.lockspire.storage.Database;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** Ends a token, or everything of its family, together with the evidence. */
final class TokenRevocation {
  private static final String ONE =
      "SELECT id, token_type FROM {tokens} WHERE id = ? AND revoked_at IS NULL";
  private static final String FAMILY =
      "SELECT id, token_type FROM {tokens} WHERE family_id = ? AND revoked_at IS NULL";

  /**
   * All parts see the same snapshot. A refresh token that is live in it but is not revoked by us
   * has been rotated by somebody we had to wait for: it escaped, and its successor with it.
   */
  private static final String REVOKE =
      """
      WITH live AS MATERIALIZED (%s),
      revoked AS (
        UPDATE {tokens} t SET revoked_at = ? FROM live l
        WHERE t.id = l.id AND t.revoked_at IS NULL RETURNING t.token_type),
      done AS (SELECT 1 FROM revoked LIMIT 1),
      %s
      SELECT (SELECT count(*) FROM revoked)::int AS revoked,
        ((SELECT count(*) FROM live WHERE token_type = 'refresh_token')
          - (SELECT count(*) FROM revoked WHERE token_type = 'refresh_token'))::int AS escaped
      """;

  private record Pass(int revoked, int escaped) {}

  private final Database database;
  private final String revokeOne;
  private final String revokeFamily;

  TokenRevocation(Database database) {
    this.database = database;
    String evidence = AuditTrail.part("evidence", "done");
    this.revokeOne = database.sql(REVOKE.formatted(ONE, evidence));
    this.revokeFamily = database.sql(REVOKE.formatted(FAMILY, evidence));
  }

  /** Revokes {@code token} alone; answers whether it was still live. */
  boolean revoke(StoredToken token, Instant now) {
    AuditEvent event =
        event("token_revoked", token.type().wireName(), Long.toString(token.id()), token, now);
    return run(revokeOne, bind -> bind.id(token.id()), event, now).revoked() > 0;
  }

  /** Revokes the whole family of {@code token}; answers how many of its tokens were still live. */
  int revokeFamily(StoredToken token, Instant now) {
    AuditEvent event = event("token_family_revoked", "token_family", token.familyId(), token, now);
    int revoked = 0;
    Pass pass;
    do {
      pass = run(revokeFamily, bind -> bind.text(token.familyId()), event, now);
      revoked += pass.revoked();
    } while (pass.escaped() > 0);
    return revoked;
  }

  private Pass run(String sql, Consumer<Binder> which, AuditEvent event, Instant now) {
    return database
        .first(
            sql,
            bind -> {
              which.accept(bind);
              AuditTrail.bind(bind.time(now), event);
            },
            row -> new Pass(row.number("revoked"), row.number("escaped")))
        .orElseThrow();
  }

  private static AuditEvent event(
      String action, String resourceType, String resourceId, StoredToken token, Instant now) {
    return new AuditEvent(
        action,
        AuditEvent.Outcome.SUCCEEDED,
        "revocation_request",
        Actor.client(token.clientId()),
        resourceType,
        resourceId,
        Map.of("token_type", token.type().wireName()),
        now);
  }
}
