package dev.lockspire.admin;

import dev.lockspire.storage.Binder;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads tokens for operators, along the indexes that the protocol needs anyway. */
final class TokenInventory {
  private static final int LONGEST_CNF = 8192;

  /** Rows that one page looks at when no index knows its filter. */
  static final long ONE_PAGE = 100_000;

  /** Codes are nobody's business. */
  private static final String LISTED = "t.token_type IN ('access_token', 'refresh_token')";

  private static final String OVER = "(t.revoked_at IS NOT NULL OR t.redeemed_at IS NOT NULL)";
  private static final String FIGURES =
      """
      WITH newest AS MATERIALIZED (
        SELECT t.family_id, t.expires_at > ? AS unexpired, %s AS over,
          t.reuse_detected_at IS NOT NULL AS reused
        FROM {tokens} t%s ORDER BY t.id DESC LIMIT %d)
      SELECT count(*) AS scanned,
        count(*) FILTER (WHERE over AND NOT reused) AS revoked,
        count(*) FILTER (WHERE unexpired AND NOT over AND NOT reused) AS active,
        count(*) FILTER (WHERE NOT unexpired AND NOT over AND NOT reused) AS expired,
        (SELECT count(*) FROM (SELECT DISTINCT family_id FROM newest WHERE family_id IS NOT NULL) f)
          AS families
      FROM newest
      """;

  private final AdminFoundation foundation;
  private final Handles handles;
  private final TokenFamilies families;
  private final Keyset<TokenSummary> byId;
  private final Keyset<TokenSummary> byExpiry;

  private record Particulars(
      String sid, Long consentGrantId, List<String> scopes, List<String> audience, String cnf) {}

  TokenInventory(AdminFoundation foundation) {
    this.foundation = foundation;
    this.handles = foundation.handles();
    this.families = new TokenFamilies(foundation);
    Keyset.Part id = new Keyset.Part("t.id", Keyset.Kind.ID);
    this.byId = keyset(List.of(id));
    this.byExpiry = keyset(List.of(new Keyset.Part("t.expires_at", Keyset.Kind.TIME), id));
  }

  private Keyset<TokenSummary> keyset(List<Keyset.Part> parts) {
    return new Keyset<>(
        foundation.database(),
        TokenRow.COLUMNS,
        "{tokens} t",
        true,
        parts,
        row -> TokenRow.read(row).summary(handles, now()));
  }

  Listing<TokenSummary> list(ListRequest<TokenFilter> request) {
    TokenFilter filter = request.filter();
    return keyset(filter).page(conditions(filter), request, matching(filter));
  }

  /** As {@link #list}, without counting. */
  Listing<TokenSummary> page(ListRequest<TokenFilter> request) {
    TokenFilter filter = request.filter();
    return keyset(filter).uncounted(conditions(filter), request);
  }

  /** Reuse and expiry have indexes; what else a status says is only seen by looking at the row. */
  Keyset<TokenSummary> keyset(TokenFilter filter) {
    return filter
        .status()
        .map(
            status ->
                switch (status) {
                  case EXPIRED -> byExpiry;
                  case REVOKED, ACTIVE -> byId.within(ONE_PAGE);
                  case REUSE_DETECTED -> byId;
                })
        .orElse(byId);
  }

  Conditions conditions(TokenFilter filter) {
    Conditions conditions = owner(filter);
    filter.status().ifPresent(status -> withStatus(conditions, status));
    return conditions;
  }

  private Count matching(TokenFilter filter) {
    TokenFigures figures = figures(filter);
    return filter.status().map(figures::of).orElseGet(figures::total);
  }

  TokenFigures figures(TokenFilter filter) {
    Conditions owner = owner(filter);
    Count reused = reuse(owner);
    Database database = foundation.database();
    return database
        .first(
            database.sql(FIGURES.formatted(OVER, owner.where(), Window.ROWS)),
            bind -> owner.bind(bind.time(now())),
            row -> {
              Window window = new Window(row.id("scanned"));
              return new TokenFigures(
                  window.count(row.id("active")),
                  window.count(row.id("revoked")),
                  window.count(row.id("expired")),
                  reused,
                  window.count(row.id("families")));
            })
        .orElseThrow();
  }

  Count reuseIncidents() {
    return reuse(owner(TokenFilter.all()));
  }

  private Count reuse(Conditions owner) {
    return byId.count(owner.copy().and("t.reuse_detected_at IS NOT NULL"));
  }

  private static Conditions owner(TokenFilter filter) {
    return new Conditions()
        .and(LISTED)
        .with(filter.accountId(), "t.account_id = ?", Binder::text)
        .with(filter.clientId(), "t.client_id = ?", Binder::text);
  }

  private void withStatus(Conditions conditions, TokenStatus status) {
    Instant now = now();
    if (status == TokenStatus.REUSE_DETECTED) {
      conditions.and("t.reuse_detected_at IS NOT NULL");
      return;
    }
    conditions.and("t.reuse_detected_at IS NULL");
    switch (status) {
      case REVOKED -> conditions.and(OVER);
      case ACTIVE -> conditions.and("NOT " + OVER).and("t.expires_at > ?", bind -> bind.time(now));
      default -> conditions.and("NOT " + OVER).and("t.expires_at <= ?", bind -> bind.time(now));
    }
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
