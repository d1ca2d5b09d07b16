package dev.lockspire.admin;

import dev.lockspire.storage.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads a refresh family: its members, bounded, and what holds for all of them. */
final class TokenFamilies {
  private static final int MOST_MEMBERS = 500;
  private static final String OF_FAMILY =
      " FROM {tokens} t WHERE t.family_id = ? AND t.token_type <> 'authorization_code'";
  private static final String OVER = "(revoked_at IS NOT NULL OR redeemed_at IS NOT NULL)";
  private static final String WHOLE =
      """
      SELECT count(*) AS members, max(reuse_detected_at) AS last_reuse,
        count(*) FILTER (WHERE NOT %1$s AND expires_at > ? AND reuse_detected_at IS NULL) AS active,
        count(*) FILTER (WHERE NOT %1$s AND expires_at <= ?) AS expired,
        count(*) FILTER (WHERE %1$s) AS revoked, count(*) FILTER (WHERE NOT %1$s) AS unrevoked
      """
          .formatted(OVER);

  private final Database database;
  private final Handles handles;
  private final String members;
  private final String whole;

  private record Whole(
      long members, Instant lastReuse, long active, long expired, long revoked, long unrevoked) {

    TokenStatus status() {
      if (lastReuse != null) {
        return TokenStatus.REUSE_DETECTED;
      }
      if (active > 0) {
        return TokenStatus.ACTIVE;
      }
      return expired > 0 ? TokenStatus.EXPIRED : TokenStatus.REVOKED;
    }
  }

  TokenFamilies(AdminFoundation foundation) {
    this.database = foundation.database();
    this.handles = foundation.handles();
    this.members =
        database.sql(
            "SELECT "
                + TokenRow.COLUMNS
                + OF_FAMILY
                + " ORDER BY t.generation DESC, t.id DESC LIMIT "
                + MOST_MEMBERS);
    this.whole = database.sql(WHOLE + OF_FAMILY);
  }

  /**
   * @param asked the member that is looked at
   */
  TokenFamily read(String familyId, long asked, Instant now) {
    List<TokenFamily.Member> newestFirst =
        new ArrayList<>(
            database.all(
                members,
                bind -> bind.text(familyId),
                row -> TokenRow.read(row).member(handles, asked, now)));
    Collections.reverse(newestFirst);
    Whole all =
        database
            .first(
                whole,
                bind -> bind.time(now).time(now).text(familyId),
                row ->
                    new Whole(
                        row.id("members"),
                        row.time("last_reuse"),
                        row.id("active"),
                        row.id("expired"),
                        row.id("revoked"),
                        row.id("unrevoked")))
            .orElseThrow();
    return new TokenFamily(
        familyId,
        handles.family(familyId),
        newestFirst,
        newestFirst.size() == all.members(),
        all.status(),
        all.active(),
        all.revoked(),
        all.unrevoked(),
        Optional.ofNullable(all.lastReuse()));
  }
}
