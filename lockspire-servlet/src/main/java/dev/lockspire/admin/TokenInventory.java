package dev.lockspire.admin;

import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads tokens for operators, along the indexes that the protocol needs anyway. */
final class TokenInventory {
  private static final int LONGEST_CNF = 8192;

  /** Codes are nobody's business. */
  private static final String LISTED = "t.token_type IN ('access_token', 'refresh_token')";

  private static final String OVER = "(t.revoked_at IS NOT NULL OR t.redeemed_at IS NOT NULL)";
  private static final String FIGURES =
      """
      WITH newest AS MATERIALIZED (%s)
      SELECT count(*) AS scanned,
        count(*) FILTER (WHERE over AND NOT reused) AS revoked,
        count(*) FILTER (WHERE unexpired AND NOT over AND NOT reused) AS active,
        count(*) FILTER (WHERE NOT unexpired AND NOT over AND NOT reused) AS expired,
        (SELECT count(*) FROM (SELECT DISTINCT family_id FROM newest WHERE family_id IS NOT NULL) f)
          AS families
      FROM newest
      """;

  private static final String COUNTED =
      "t.family_id, t.expires_at > ? AS unexpired, "
          + OVER
          + " AS over, t.reuse_detected_at IS NOT NULL AS reused";

  private final AdminFoundation foundation;
  private final int look;
  private final Handles handles;
  private final TokenFamilies families;
  private final Keyset<TokenSummary> byId;
  private final Keyset<TokenSummary> byExpiry;

  private record Particulars(
      String sid, Long consentGrantId, List<String> scopes, List<String> audience, String cnf) {}

  TokenInventory(AdminFoundation foundation) {
    this(foundation, Keyset.LOOK);
  }

  /**
   * @param look as {@link Keyset#LOOK}
   */
  TokenInventory(AdminFoundation foundation, int look) {
    this.foundation = foundation;
    this.look = look;
    this.handles = foundation.handles();
    this.families = new TokenFamilies(foundation);
    SortKey.Part id = new SortKey.Part("t.id", SortKey.Kind.ID);
    this.byId = keyset(SortKey.descending(id));
    this.byExpiry =
        keyset(SortKey.descending(new SortKey.Part("t.expires_at", SortKey.Kind.TIME), id));
  }

  private Keyset<TokenSummary> keyset(SortKey key) {
    return new Keyset<>(
        foundation.database(),
        TokenRow.COLUMNS,
        "{tokens} t",
        key,
        look,
        row -> TokenRow.read(row).summary(handles, now()));
  }

  Listing<TokenSummary> list(ListRequest<TokenFilter> request, TokenFigures figures) {
    TokenFilter filter = request.filter();
    Count matching = filter.status().map(figures::of).orElseGet(figures::total);
    return keyset(filter).page(way(filter), request, matching);
  }

  /** As {@link #list}, without counting. */
  Listing<TokenSummary> page(ListRequest<TokenFilter> request) {
    TokenFilter filter = request.filter();
    return keyset(filter).uncounted(way(filter), request);
  }

  /** What expired is old: the newest tokens are not where to look for it, unless it is one's. */
  private Keyset<TokenSummary> keyset(TokenFilter filter) {
    return isExpiredOfAnybody(filter) ? byExpiry : byId;
  }

  private static boolean isExpiredOfAnybody(TokenFilter filter) {
    return filter.status().equals(Optional.of(TokenStatus.EXPIRED))
        && filter.accountId().isEmpty()
        && filter.clientId().isEmpty();
  }

  private Way way(TokenFilter filter) {
    List<Indexed> indexed = new ArrayList<>();
    filter.accountId().ifPresent(id -> indexed.add(Indexed.text("t.account_id", id, false)));
    filter.clientId().ifPresent(id -> indexed.add(Indexed.text("t.client_id", id, false)));
    Conditions rest = new Conditions().and(LISTED);
    filter.status().ifPresent(status -> withStatus(indexed, rest, status));
    SortKey.Range range =
        isExpiredOfAnybody(filter)
            ? new SortKey.Range(Optional.empty(), Optional.of(now().toString()))
            : SortKey.Range.ALL;
    return keyset(filter).way(range, indexed, rest);
  }

  private void withStatus(List<Indexed> indexed, Conditions rest, TokenStatus status) {
    if (status == TokenStatus.REUSE_DETECTED) {
      indexed.add(
          new Indexed(
              List.of("t.reuse_detected_at"), List.of(), "t.reuse_detected_at IS NOT NULL", false));
      return;
    }
    Instant now = now();
    rest.and("t.reuse_detected_at IS NULL");
    switch (status) {
      case REVOKED -> rest.and(OVER);
      case ACTIVE -> rest.and("NOT " + OVER).and("t.expires_at > ?", bind -> bind.time(now));
      default -> rest.and("NOT " + OVER).and("t.expires_at <= ?", bind -> bind.time(now));
    }
  }

  TokenFigures figures(TokenFilter filter) {
    Way way = way(of(filter, Optional.empty()));
    Keyset.Source newest = byId.firstRows(COUNTED, way, Window.ROWS);
    Count reused = byId.count(way(of(filter, Optional.of(TokenStatus.REUSE_DETECTED))));
    Database database = foundation.database();
    return database
        .search(
            database.sql(FIGURES.formatted(newest.sql())),
            bind -> newest.bind().accept(bind.time(now())),
            row -> {
              Window window = Window.of(row.id("scanned"), () -> byId.seesAll(way));
              return new TokenFigures(
                  window.count(row.id("active")),
                  window.count(row.id("revoked")),
                  window.count(row.id("expired")),
                  reused,
                  window.count(row.id("families")));
            })
        .get(0);
  }

  Count reuseIncidents() {
    return byId.count(way(of(TokenFilter.all(), Optional.of(TokenStatus.REUSE_DETECTED))));
  }

  /** Whose tokens {@code filter} asks for, in another status. */
  private static TokenFilter of(TokenFilter filter, Optional<TokenStatus> status) {
    return new TokenFilter(filter.accountId(), filter.clientId(), status);
  }

  Optional<Long> findByHash(String hash) {
    Database database = foundation.database();
    return database.first(
        database.sql("SELECT t.id FROM {tokens} t WHERE t.token_hash = ? AND " + LISTED),
        bind -> bind.text(hash),
        row -> row.id("id"));
  }

  Optional<TokenDetails> find(long id) {
    Database database = foundation.database();
    String sql =
        "SELECT "
            + TokenRow.COLUMNS
            + ", t.sid, t.consent_grant_id, t.scopes, t.audience, t.cnf FROM {tokens} t"
            + " WHERE t.id = ? AND "
            + LISTED;
    return database.first(
        database.sql(sql),
        bind -> bind.id(id),
        row -> details(TokenRow.read(row), particulars(row)));
  }

  private static Particulars particulars(Row row) {
    return new Particulars(
        row.text("sid"),
        row.id("consent_grant_id"),
        row.texts("scopes"),
        row.texts("audience"),
        row.text("cnf"));
  }

  private TokenDetails details(TokenRow token, Particulars particulars) {
    Instant now = now();
    Optional<TokenFamily> family =
        Optional.ofNullable(token.familyId()).map(name -> families.read(name, token.id(), now));
    return new TokenDetails(
        token.summary(handles, now),
        Optional.ofNullable(token.accountId()),
        Optional.ofNullable(particulars.sid()),
        Optional.ofNullable(particulars.sid()).map(handles::session),
        Optional.ofNullable(token.parentId()),
        Optional.ofNullable(token.parentId()).map(handles::token),
        Optional.ofNullable(particulars.consentGrantId()),
        particulars.scopes(),
        particulars.audience(),
        binding(particulars.cnf()),
        Optional.ofNullable(token.redeemedAt()),
        Optional.ofNullable(token.revokedAt()),
        Optional.ofNullable(token.reuseDetectedAt()),
        family,
        advice(token, family, now));
  }

  private static TokenAdvice advice(TokenRow token, Optional<TokenFamily> family, Instant now) {
    boolean reused =
        token.reuseDetectedAt() != null
            || family.filter(f -> f.status() == TokenStatus.REUSE_DETECTED).isPresent();
    if (reused && family.filter(f -> f.unrevoked() > 0).isPresent()) {
      return TokenAdvice.REVOKE_FAMILY;
    }
    if (token.isOver() || !token.expiresAt().isAfter(now)) {
      return TokenAdvice.NONE;
    }
    return family.isEmpty() ? TokenAdvice.REVOKE_TOKEN_ONLY : TokenAdvice.REVOKE_TOKEN_FIRST;
  }

  private static SenderBinding binding(String cnf) {
    Map<String, Object> members =
        cnf == null
            ? Map.of()
            : dev.lockspire.http.JsonReader.object(cnf, LONGEST_CNF).orElse(Map.of());
    if (members.containsKey("jkt")) {
      return SenderBinding.DPOP;
    }
    return members.containsKey("x5t#S256") ? SenderBinding.MTLS : SenderBinding.NONE;
  }

  private Instant now() {
    return foundation.clock().instant();
  }
}
