package dev.lockspire.admin;

import dev.lockspire.storage.Binder;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads grants for operators. They are kept in the order in which they were given. */
final class ConsentInventory {
  private static final String COLUMNS =
      """
      g.id, g.account_id, g.client_id, g.scopes, g.status, g.kind, g.granted_at, g.revoked_at,
        (SELECT c.name FROM {clients} c WHERE c.client_id = g.client_id) AS client_name
      """;

  /** Only the kinds of authorization details: their values may be anything. */
  private static final String PARTICULARS =
      """
      , g.resources, g.claims, g.expires_at, g.revoked_by, g.revoked_reason,
        ARRAY(SELECT DISTINCT d ->> 'type' FROM jsonb_array_elements(g.authorization_details) d
          WHERE d ->> 'type' IS NOT NULL ORDER BY 1) AS detail_types
      """;

  private static final String FIGURES =
      """
      WITH newest AS MATERIALIZED (
        SELECT g.status, g.scopes FROM {consent_grants} g%s ORDER BY g.id DESC LIMIT %d)
      SELECT count(*) AS scanned, count(*) FILTER (WHERE status = 'active') AS active,
        (SELECT count(DISTINCT s) FROM newest, unnest(scopes) s) AS scopes
      FROM newest
      """;
  private static final String LIVE_TOKENS =
      """
      SELECT count(*) AS n FROM (
        SELECT 1 FROM {tokens} WHERE consent_grant_id = ? AND token_type <> 'authorization_code'
          AND revoked_at IS NULL AND redeemed_at IS NULL AND expires_at > ? LIMIT %d) live
      """
          .formatted(Count.MOST + 1);

  private final AdminFoundation foundation;
  private final Handles handles;
  private final Database database;
  private final Keyset<ConsentSummary> grants;

  ConsentInventory(AdminFoundation foundation) {
    this.foundation = foundation;
    this.handles = foundation.handles();
    this.database = foundation.database();
    this.grants =
        new Keyset<>(
            database,
            COLUMNS,
            "{consent_grants} g",
            true,
            List.of(new Keyset.Part("g.id", Keyset.Kind.ID)),
            this::summary);
  }

  Listing<ConsentSummary> list(ListRequest<ConsentFilter> request) {
    ConsentFilter filter = request.filter();
    ConsentFigures figures = figures(filter);
    Count matching =
        filter
            .active()
            .map(active -> active ? figures.active() : figures.revoked())
            .orElseGet(() -> figures.active().plus(figures.revoked()));
    return grants.page(conditions(filter), request, matching);
  }

  /** As {@link #list}, without counting. */
  Listing<ConsentSummary> page(ListRequest<ConsentFilter> request) {
    return grants.uncounted(conditions(request.filter()), request);
  }

  private static Conditions conditions(ConsentFilter filter) {
    Conditions conditions = owner(filter);
    filter
        .active()
        .ifPresent(
            active -> conditions.and(active ? "g.status = 'active'" : "g.status = 'revoked'"));
    return conditions;
  }

  ConsentFigures figures(ConsentFilter filter) {
    Conditions owner = owner(filter);
    return database
        .first(
            database.sql(FIGURES.formatted(owner.where(), Window.ROWS)),
            owner::bind,
            row -> {
              Window window = new Window(row.id("scanned"));
              long active = row.id("active");
              return new ConsentFigures(
                  window.count(active),
                  window.count(window.scanned() - active),
                  window.count(row.id("scopes")));
            })
        .orElseThrow();
  }

  private static Conditions owner(ConsentFilter filter) {
    return new Conditions()
        .with(filter.accountId(), "g.account_id = ?", Binder::text)
        .with(filter.clientId(), "g.client_id = ?", Binder::text);
  }

  Optional<ConsentDetails> find(long id) {
    return database.first(
        database.sql("SELECT " + COLUMNS + PARTICULARS + " FROM {consent_grants} g WHERE g.id = ?"),
        bind -> bind.id(id),
        this::details);
  }

  private ConsentDetails details(Row row) {
    return new ConsentDetails(
        summary(row),
        row.text("account_id"),
        row.texts("resources"),
        row.texts("claims"),
        row.texts("detail_types"),
        Optional.ofNullable(row.time("expires_at")),
        Optional.ofNullable(row.time("revoked_at")),
        Optional.ofNullable(row.text("revoked_by")),
        Optional.ofNullable(row.text("revoked_reason")),
        liveTokens(row.id("id")));
  }

  private Count liveTokens(long id) {
    Instant now = foundation.clock().instant();
    return Count.bounded(
        database
            .first(database.sql(LIVE_TOKENS), bind -> bind.id(id).time(now), row -> row.id("n"))
            .orElseThrow());
  }

  private ConsentSummary summary(Row row) {
    String clientId = row.text("client_id");
    Instant grantedAt = row.time("granted_at");
    long id = row.id("id");
    return new ConsentSummary(
        id,
        handles.consentGrant(id),
        row.text("status").equals("active"),
        row.text("kind").equals("remembered"),
        clientId,
        ClientNames.shown(row.text("client_name"), clientId),
        handles.client(clientId),
        handles.account(row.text("account_id")),
        row.texts("scopes"),
        grantedAt,
        Optional.ofNullable(row.time("revoked_at")).orElse(grantedAt));
  }
}
