package dev.lockspire.token;

import dev.lockspire.storage.Database;
import dev.lockspire.storage.Transaction;
import java.time.Instant;

/**
 * Revokes every token of a refresh family (RFC 9700 §4.14.2), also those that a rotation in flight
 * is about to add.
 */
final class FamilyRevocation {

  /**
   * Both parts see the same snapshot. A refresh token that is live in it but is not revoked by us
   * has been rotated by somebody we had to wait for, so there are newer rows to be revoked.
   */
  private static final String REVOKE =
      """
      WITH revoked AS (
        UPDATE {tokens} SET revoked_at = ?
        WHERE family_id = ? AND revoked_at IS NULL RETURNING token_type)
      SELECT (SELECT count(*) FROM revoked) AS revoked,
        (SELECT count(*) FROM {tokens}
         WHERE family_id = ? AND revoked_at IS NULL AND token_type = 'refresh_token')
        - (SELECT count(*) FROM revoked WHERE token_type = 'refresh_token') AS escaped
      """;

  private record Pass(long revoked, long escaped) {}

  private final String revoke;

  FamilyRevocation(Database database) {
    this.revoke = database.sql(REVOKE);
  }

  /** Revokes the family inside {@code transaction}; answers how many tokens were still live. */
  long revoke(Transaction transaction, String familyId, Instant now) {
    long revoked = 0;
    Pass pass;
    do {
      // READ COMMITTED: each pass sees what was committed while the one before it waited.
      pass =
          transaction
              .statements()
              .first(
                  revoke,
                  bind -> bind.time(now).text(familyId).text(familyId),
                  row -> new Pass(row.id("revoked"), row.id("escaped")))
              .orElseThrow();
      revoked += pass.revoked();
    } while (pass.escaped() > 0);
    return revoked;
  }
}
