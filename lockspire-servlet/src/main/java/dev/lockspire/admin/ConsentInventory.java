package dev.lockspire.admin;

import dev.lockspire.audit.Redaction;
import dev.lockspire.rar.AuthorizationDetails;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads grants for operators. They are kept in the order in which they were given. */
final class ConsentInventory {
  private static final String COLUMNS =
      """
      g.id, g.account_id, g.client_id, g.scopes, g.status, g.kind, g.granted_at, g.revoked_at,
        ARRAY(SELECT DISTINCT d ->> 'type' FROM jsonb_array_elements(g.authorization_details) d
          WHERE d ->> 'type' IS NOT NULL ORDER BY 1) AS detail_types,
        (SELECT c.name FROM {clients} c WHERE c.client_id = g.client_id) AS client_name
      """;

  private static final String PARTICULARS =
      """
      , g.resources, g.claims, g.expires_at, g.revoked_by, g.revoked_reason,
        g.authorization_details
      """;

  private static final String FIGURES =
      """
      WITH newest AS MATERIALIZED (%s)
      SELECT count(*) AS scanned, count(*) FILTER (WHERE status = 'active') AS active,
        (SELECT count(DISTINCT s) FROM (SELECT DISTINCT scopes FROM newest) sets, unnest(scopes) s)
          AS scopes
      FROM newest
      """;
  private static final String ACTIVE =
      """
      SELECT count(*) AS scanned, count(*) FILTER (WHERE status = 'active') AS active
      FROM (%s) newest
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
            SortKey.descending(new SortKey.Part("g.id", SortKey.Kind.ID)),
            Keyset.LOOK,
            this::summary);
  }

  Listing<ConsentSummary> list(ListRequest<ConsentFilter> request, ConsentFigures figures) {
    Count matching =
        request
            .filter()
            .active()
            .map(active -> active ? figures.active() : figures.revoked())
            .orElseGet(() -> figures.active().plus(figures.revoked()));
    return grants.page(way(request.filter()), request, matching);
  }

  /** As {@link #list}, without counting. */
  Listing<ConsentSummary> page(ListRequest<ConsentFilter> request) {
    return grants.uncounted(way(request.filter()), request);
  }

  private Way way(ConsentFilter filter) {
    List<Indexed> indexed = new ArrayList<>();
    filter.accountId().ifPresent(id -> indexed.add(Indexed.text("g.account_id", id, false)));
    filter.clientId().ifPresent(id -> indexed.add(Indexed.text("g.client_id", id, false)));
    filter
        .active()
        .ifPresent(
            active -> indexed.add(Indexed.text("g.status", active ? "active" : "revoked", true)));
    return grants.way(SortKey.Range.ALL, indexed, new Conditions());
  }

  ConsentFigures figures(ConsentFilter filter) {
    Way way = way(new ConsentFilter(filter.accountId(), filter.clientId(), Optional.empty()));
    Keyset.Source newest = grants.firstRows("g.status, g.scopes", way, Window.ROWS);
    return database
        .search(
            database.sql(FIGURES.formatted(newest.sql())),
            newest.bind(),
            row -> {
              Window window = Window.of(row.id("scanned"), () -> grants.seesAll(way));
              long active = row.id("active");
              return new ConsentFigures(
                  window.count(active),
                  window.count(window.scanned() - active),
                  window.count(row.id("scopes")));
            })
        .get(0);
  }

  /** How many grants stand, of everybody's newest. */
  Count active() {
    Way way = way(ConsentFilter.all());
    Keyset.Source newest = grants.firstRows("g.status", way, Window.ROWS);
    return database
        .search(
            database.sql(ACTIVE.formatted(newest.sql())),
            newest.bind(),
            row -> Window.of(row.id("scanned"), () -> grants.seesAll(way)).count(row.id("active")))
        .get(0);
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
        authorizationDetails(row),
        Optional.ofNullable(row.time("expires_at")),
        Optional.ofNullable(row.time("revoked_at")),
        Optional.ofNullable(row.text("revoked_by")),
        Optional.ofNullable(row.text("revoked_reason")),
        liveTokens(row.id("id")));
  }

  /** What must not be told under any name is left out here as well. */
  private static AuthorizationDetails authorizationDetails(Row row) {
    return AuthorizationDetails.of(
        AuthorizationDetails.ofStored(row.text("authorization_details")).objects().stream()
            .map(Redaction::clean)
            .toList());
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
        row.texts("detail_types"),
        grantedAt,
        Optional.ofNullable(row.time("revoked_at")).orElse(grantedAt));
  }
}
