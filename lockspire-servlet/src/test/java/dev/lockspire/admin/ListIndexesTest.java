package dev.lockspire.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.AuditEvent;
import dev.lockspire.client.Client;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Every list of a big server")
class ListIndexesTest {
  private static final AdminFixture FIXTURE = new AdminFixture();
  private static final int PAGE = 26;

  @BeforeAll
  static void fill() {
    FIXTURE.now = Instant.parse("2026-03-01T12:00:00Z");
    FIXTURE.test.execute(
        "INSERT INTO {clients} (client_id, name, client_type, token_endpoint_auth_method, active,"
            + " provenance, redirect_uris, post_logout_redirect_uris, allowed_scopes,"
            + " allowed_grant_types, logo_uri, tos_uri, policy_uri)"
            + " SELECT 'client-' || i, 'Application ' || i % 5000, 'public', 'none',"
            + " i % 50 <> 0, CASE WHEN i % 20 = 0 THEN 'self_registered' ELSE 'operator' END,"
            + " ARRAY['https://app-' || i || '.example.com/oauth/callback',"
            + " 'https://staging-' || i || '.example.com/oauth/callback'],"
            + " ARRAY['https://app-' || i || '.example.com/signed-out'],"
            + " ARRAY['profile', 'email', 'offline_access', 'billing:read'],"
            + " ARRAY['authorization_code', 'refresh_token'],"
            + " 'https://app-' || i || '.example.com/logo.svg',"
            + " 'https://app-' || i || '.example.com/terms',"
            + " 'https://app-' || i || '.example.com/privacy'"
            + " FROM generate_series(1, 30000) i");
    FIXTURE.test.execute(
        "INSERT INTO {tokens} (token_hash, token_type, client_id, account_id, family_id,"
            + " issued_at, expires_at, revoked_at, reuse_detected_at) SELECT 'h' || i,"
            + " (ARRAY['access_token','refresh_token','authorization_code'])[1 + i % 3],"
            + " 'client-' || (i % 300), 'account-' || i % 20000, 'f' || i / 8, t,"
            + " t + interval '30 days', CASE WHEN i % 4 = 0 THEN t END,"
            + " CASE WHEN i % 5000 = 0 THEN t END"
            + " FROM (SELECT i, timestamptz '2026-01-01' + i * interval '60 seconds' AS t"
            + " FROM generate_series(1, 85000) i) s");
    FIXTURE.test.execute(
        "INSERT INTO {audit_events} (action, outcome, actor_type, actor_id, resource_type,"
            + " resource_id, inserted_at) SELECT 'action-' || i % 30,"
            + " CASE WHEN i % 100 = 0 THEN 'denied' ELSE 'succeeded' END,"
            + " CASE WHEN i % 1000 = 0 THEN 'operator' ELSE 'client' END, 'actor-' || i % 300,"
            + " 'type-' || i % 5, 'r-' || i % 20000, timestamptz '2026-01-01'"
            + " + i * interval '30 seconds' FROM generate_series(1, 150000) i");
    FIXTURE.test.execute("VACUUM ANALYZE {clients}");
    FIXTURE.test.execute("VACUUM ANALYZE {tokens}");
    FIXTURE.test.execute("VACUUM ANALYZE {audit_events}");
  }

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @Test
  @DisplayName(
      "of tokens is read along an index, the first page and deep ones, whatever the filter")
  void tokens() {
    TokenInventory inventory = new TokenInventory(FIXTURE.foundation);
    List<TokenFilter> filters = new ArrayList<>(List.of(TokenFilter.all()));
    for (TokenStatus status : TokenStatus.values()) {
      filters.add(new TokenFilter(Optional.empty(), Optional.empty(), Optional.of(status)));
    }
    filters.add(new TokenFilter(Optional.of("account-7"), Optional.empty(), Optional.empty()));
    filters.add(new TokenFilter(Optional.empty(), Optional.of("client-7"), Optional.empty()));
    for (TokenFilter filter : filters) {
      boolean byExpiry = filter.status().equals(Optional.of(TokenStatus.EXPIRED));
      List<String> deep = byExpiry ? List.of("2026-02-05T00:00:00Z", "1000") : List.of("40000");
      usesAnIndex(inventory.keyset(filter), inventory.conditions(filter), deep);
    }
  }

  @Test
  @DisplayName("of clients is read along an index, unless a part of a name is searched for")
  void clients() {
    ClientInventory inventory = new ClientInventory(FIXTURE.test.database());
    List<ClientFilter> filters =
        List.of(
            ClientFilter.all(),
            new ClientFilter("", Optional.of(false), Optional.empty()),
            new ClientFilter("", Optional.empty(), Optional.of(Client.Provenance.SELF_REGISTERED)));
    for (ClientFilter filter : filters) {
      usesAnIndex(
          inventory.keyset(),
          ClientInventory.conditions(filter),
          List.of("application 3", "client-3"));
    }
  }

  @Test
  @DisplayName(
      "of evidence is read along an index, the first page and deep ones, whatever the filter")
  void evidence() {
    AuditSearch search = new AuditSearch(FIXTURE.test.database());
    Optional<String> none = Optional.empty();
    Optional<AuditEvent.Outcome> any = Optional.empty();
    Optional<Instant> ever = Optional.empty();
    Optional<Instant> day = Optional.of(Instant.parse("2026-01-20T00:00:00Z"));
    Optional<Instant> next = Optional.of(Instant.parse("2026-01-21T00:00:00Z"));
    List<AuditFilter> filters =
        List.of(
            AuditFilter.all(),
            AuditFilter.resource("type-3", "r-3"),
            filter(Optional.of("action-3"), any, none, none, ever, ever),
            filter(none, Optional.of(AuditEvent.Outcome.DENIED), none, none, ever, ever),
            filter(none, Optional.of(AuditEvent.Outcome.DISCARDED), none, none, ever, ever),
            filter(none, any, Optional.of("operator"), none, ever, ever),
            filter(none, any, Optional.of("client"), Optional.of("actor-7"), ever, ever),
            filter(none, any, none, Optional.of("nobody"), ever, ever),
            filter(none, any, none, none, day, next));
    for (AuditFilter filter : filters) {
      usesAnIndex(
          search.keyset(),
          AuditSearch.conditions(search.typed(filter)),
          List.of("2026-01-20T12:00:00Z", "50000"));
    }
  }

  private static AuditFilter filter(
      Optional<String> action,
      Optional<AuditEvent.Outcome> outcome,
      Optional<String> actorType,
      Optional<String> actorId,
      Optional<Instant> from,
      Optional<Instant> until) {
    return new AuditFilter(
        action, outcome, actorType, actorId, Optional.empty(), Optional.empty(), from, until);
  }

  private static void usesAnIndex(Keyset<?> list, Conditions conditions, List<String> deep) {
    List<Position> positions =
        List.of(Position.first(), Position.last(), Position.after(deep), Position.before(deep));
    for (Position position : positions) {
      Keyset.Statement statement = list.statement(conditions, position, PAGE);
      List<String> plan =
          FIXTURE
              .test
              .database()
              .all("EXPLAIN " + statement.sql(), statement.bind(), row -> row.text("QUERY PLAN"));
      assertThat(plan)
          .as("%s %s", position.side(), statement.sql())
          .noneMatch(line -> line.contains("Seq Scan"))
          .anyMatch(line -> line.contains("Index"));
    }
  }
}
