package dev.lockspire.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.AuditEvent;
import dev.lockspire.client.Client;
import dev.lockspire.client.ClientStore;
import dev.lockspire.interaction.Interaction;
import dev.lockspire.storage.RecordedRoundTrips;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Asks the services for lists and looks at the plan of every query that they sent: rows, counts and
 * figures.
 */
@DisplayName("Every list of a big server")
class ListIndexesTest {
  private static RecordedRoundTrips recorded;
  private static final AdminFixture FIXTURE =
      new AdminFixture(
          test -> {
            recorded = new RecordedRoundTrips(test, ClientStore.rows());
            return recorded.database();
          });

  /** Rows that one query may read: a look, and what it fetches beside. */
  private static final long MOST_ROWS = Keyset.LOOK + 1_000;

  private static final Pattern BIG =
      Pattern.compile(
          "lockspire_(clients|tokens|audit_events|consent_grants|interactions|refusals)");
  private static final Pattern READ = Pattern.compile("Scan.*rows=([0-9.]+) loops=([0-9]+)");
  private static final Pattern REMOVED = Pattern.compile("Rows Removed by .*: ([0-9]+)");

  /** A tenth is one client's; the oldest twentieth is another's, which has been silent since. */
  private static final String CLIENT =
      "CASE WHEN i <= %1$d / 20 THEN 'old-client' WHEN i %% 10 = 0 THEN 'big-client'"
          + " ELSE 'client-' || i %% 3000 END";

  private static final Optional<String> NONE = Optional.empty();

  @BeforeAll
  static void fill() {
    FIXTURE.now = Instant.parse("2026-03-01T12:00:00Z");
    FIXTURE.test.execute(
        "INSERT INTO {clients} (client_id, name, client_type, token_endpoint_auth_method, active,"
            + " provenance, redirect_uris, allowed_scopes, allowed_grant_types)"
            + " SELECT 'client-' || i, 'Application ' || i % 5000, 'public', 'none',"
            + " i % 50 <> 0, CASE WHEN i % 20 = 0 THEN 'self_registered' ELSE 'operator' END,"
            + " ARRAY['https://app-' || i || '.example.com/oauth/callback',"
            + " 'https://staging-' || i || '.example.com/oauth/callback'],"
            + " ARRAY['profile', 'email', 'offline_access', 'billing:read'],"
            + " ARRAY['authorization_code', 'refresh_token'] FROM generate_series(1, 30000) i");
    fill(
        "{tokens} (token_hash, token_type, client_id, account_id, family_id, issued_at,"
            + " expires_at, revoked_at, reuse_detected_at)",
        "'h' || i, (ARRAY['access_token','refresh_token','authorization_code'])[1 + i % 3], "
            + CLIENT
            + ", 'account-' || i % 20000, 'f' || i / 8, t, t + interval '30 days',"
            + " CASE WHEN i % 4 = 0 THEN t END, CASE WHEN i % 5000 = 0 THEN t END",
        90_000);
    fill(
        "{audit_events} (action, outcome, actor_type, actor_id, resource_type, resource_id,"
            + " inserted_at)",
        "'action-' || i % 10, CASE WHEN i % 100 = 0 THEN 'denied' ELSE 'succeeded' END,"
            + " CASE WHEN i % 500 = 0 THEN 'operator' ELSE 'client' END, "
            + CLIENT
            + ", 'type-' || i % 5, 'r-' || i % 20000, t",
        120_000);
    fill(
        "{consent_grants} (account_id, client_id, scopes, kind, status, granted_at, revoked_at)",
        "'account-' || i % 20000, "
            + CLIENT
            + ", '{openid,profile}', 'remembered',"
            + " CASE WHEN i % 5 = 0 THEN 'revoked' ELSE 'active' END, t,"
            + " CASE WHEN i % 5 = 0 THEN t END",
        70_000);
    fill(
        "{interactions} (interaction_id, client_id, browser_hash, return_to, redirect_uri,"
            + " response_mode, status, expires_at)",
        "'i' || i, "
            + CLIENT
            + ", 'b', '/', 'https://app.example/callback', 'query',"
            + " (ARRAY['pending_login','pending_consent','completed','denied','expired'])[1 + i % 5],"
            + " t + interval '40 days'",
        70_000);
    fill(
        "{refusals} (correlation_id, method, route, status, error, reason, description, client_id,"
            + " occurred_at, expires_at)",
        "'c' || i, 'POST', '/token', 400, 'invalid_grant', 'reason-' || i % 20, 'No.', "
            + CLIENT
            + ", t, t + interval '7 days'",
        70_000);
    FIXTURE.test.execute("VACUUM ANALYZE {clients}");
  }

  private static void fill(String into, String values, int rows) {
    FIXTURE.test.execute(
        "INSERT INTO "
            + into
            + " SELECT "
            + values.replace("%1$d", Integer.toString(rows)).replace("%%", "%")
            + " FROM (SELECT i, timestamptz '2026-02-28' - ("
            + rows
            + " - i) * interval '20 seconds' AS t FROM generate_series(1, "
            + rows
            + ") i) s");
    FIXTURE.test.execute("VACUUM ANALYZE " + into.substring(0, into.indexOf(' ')));
  }

  @AfterAll
  static void close() {
    recorded.close();
    FIXTURE.close();
  }

  @Test
  @DisplayName("of tokens is read along an index and within bounds, whatever the filter and place")
  void tokens() {
    List<Optional<TokenStatus>> statuses = new ArrayList<>(List.of(Optional.empty()));
    for (TokenStatus status : TokenStatus.values()) {
      statuses.add(Optional.of(status));
    }
    for (Optional<TokenStatus> status : statuses) {
      for (Optional<String> client : clientIds()) {
        check(
            new TokenFilter(NONE, client, status),
            FIXTURE.admin.tokens()::list,
            List.of("45000"),
            List.of("2026-02-05T00:00:00Z", "1000"));
      }
      check(new TokenFilter(Optional.of("account-7"), NONE, status), FIXTURE.admin.tokens()::list);
      check(
          new TokenFilter(Optional.of("account-7"), Optional.of("big-client"), status),
          FIXTURE.admin.tokens()::list);
    }
  }

  @Test
  @DisplayName(
      "of clients is read along an index and within bounds, a part of a name that many, few or"
          + " none have included")
  void clients() {
    for (String text : List.of("", "application", "application 4999", "nothing-like-this", "%_")) {
      for (Optional<Boolean> active :
          List.of(Optional.<Boolean>empty(), Optional.of(true), Optional.of(false))) {
        check(
            new ClientFilter(text, active, Optional.empty()),
            FIXTURE.admin.clients()::list,
            List.of("application 3", "client-3"));
      }
      check(
          new ClientFilter(text, Optional.of(true), Optional.of(Client.Provenance.SELF_REGISTERED)),
          FIXTURE.admin.clients()::list,
          List.of("application 3", "client-3"));
    }
  }

  @Test
  @DisplayName(
      "of evidence is read along an index and within bounds, whatever filters come together")
  void evidence() {
    Optional<AuditEvent.Outcome> any = Optional.empty();
    Optional<AuditEvent.Outcome> denied = Optional.of(AuditEvent.Outcome.DENIED);
    Optional<String> operator = Optional.of("operator");
    Optional<String> big = Optional.of("big-client");
    Optional<String> common = Optional.of("action-3");
    for (AuditFilter filter :
        List.of(
            AuditFilter.all(),
            AuditFilter.resource("type-3", "r-3"),
            filter(common, any, NONE, NONE, NONE),
            filter(NONE, denied, NONE, NONE, NONE),
            filter(NONE, Optional.of(AuditEvent.Outcome.DISCARDED), NONE, NONE, NONE),
            filter(NONE, Optional.of(AuditEvent.Outcome.SUCCEEDED), NONE, NONE, NONE),
            filter(NONE, any, operator, NONE, NONE),
            filter(NONE, any, Optional.of("client"), NONE, NONE),
            filter(NONE, any, NONE, big, NONE),
            filter(NONE, any, NONE, Optional.of("old-client"), NONE),
            filter(NONE, any, NONE, Optional.of("nobody"), NONE),
            filter(NONE, any, NONE, NONE, Optional.of("type-2")),
            filter(NONE, any, NONE, NONE, Optional.of("no-type")),
            // Never together: big-client has action-0 only.
            filter(common, any, NONE, big, NONE),
            filter(common, any, operator, NONE, NONE),
            filter(common, denied, operator, NONE, NONE),
            filter(common, any, Optional.of("client"), NONE, Optional.of("type-2")),
            filter(common, Optional.of(AuditEvent.Outcome.SUCCEEDED), NONE, big, NONE))) {
      for (boolean day : new boolean[] {false, true}) {
        AuditFilter asked = day ? onOneDay(filter) : filter;
        check(asked, FIXTURE.admin.audit()::list, List.of("2026-01-20T12:00:00Z", "50000"));
      }
    }
    FIXTURE.admin.audit().actions();
    checkPlans();
  }

  @Test
  @DisplayName("of consents is read along an index and within bounds, whatever the filter")
  void consents() {
    for (Optional<Boolean> active :
        List.of(Optional.<Boolean>empty(), Optional.of(true), Optional.of(false))) {
      for (Optional<String> client : clientIds()) {
        check(
            new ConsentFilter(NONE, client, active),
            FIXTURE.admin.consents()::list,
            List.of("35000"));
      }
      check(
          new ConsentFilter(Optional.of("account-7"), NONE, active),
          FIXTURE.admin.consents()::list);
    }
  }

  @Test
  @DisplayName("of interactions is read along an index and within bounds, whatever the filter")
  void interactions() {
    List<Optional<Interaction.Status>> statuses = new ArrayList<>(List.of(Optional.empty()));
    for (Interaction.Status status : Interaction.Status.values()) {
      statuses.add(Optional.of(status));
    }
    for (Optional<Interaction.Status> status : statuses) {
      for (Optional<String> client : clientIds()) {
        check(
            new InteractionFilter(status, client),
            FIXTURE.admin.interactions()::list,
            List.of("35000"));
      }
    }
  }

  @Test
  @DisplayName("of refusals is read along an index and within bounds, whatever the filter")
  void refusals() {
    for (Optional<String> reason : List.of(NONE, Optional.of("reason-3"), Optional.of("none"))) {
      for (Optional<String> client : clientIds()) {
        check(new RefusalFilter(client, reason), FIXTURE.admin.refusals()::list, List.of("35000"));
      }
    }
    FIXTURE.admin.refusals().reasons();
    checkPlans();
  }

  @Test
  @DisplayName("ADM-32 and the overview's counts, one query per table, too")
  void overview() {
    recorded.taken();
    FIXTURE.admin.overview().current();
    List<String> asked = recorded.taken();
    for (String table :
        List.of("clients", "tokens", "consent_grants", "interactions", "signing_keys")) {
      assertThat(asked.stream().filter(sql -> sql.contains("lockspire_" + table)))
          .as(table)
          .hasSizeLessThanOrEqualTo(table.equals("tokens") ? 2 : 1);
    }
    asked.stream().filter(ListIndexesTest::isQuery).forEach(ListIndexesTest::checkPlan);
  }

  private static List<Optional<String>> clientIds() {
    return List.of(
        NONE,
        Optional.of("client-7"),
        Optional.of("big-client"),
        Optional.of("old-client"),
        Optional.of("nobody"));
  }

  private static AuditFilter filter(
      Optional<String> action,
      Optional<AuditEvent.Outcome> outcome,
      Optional<String> actorType,
      Optional<String> actorId,
      Optional<String> resourceType) {
    return new AuditFilter(
        action,
        outcome,
        actorType,
        actorId,
        resourceType,
        NONE,
        Optional.empty(),
        Optional.empty());
  }

  private static AuditFilter onOneDay(AuditFilter filter) {
    return new AuditFilter(
        filter.action(),
        filter.outcome(),
        filter.actorType(),
        filter.actorId(),
        filter.resourceType(),
        filter.resourceId(),
        Optional.of(Instant.parse("2026-02-20T00:00:00Z")),
        Optional.of(Instant.parse("2026-02-21T00:00:00Z")));
  }

  /** The first page and the next, the last and the one before it, and what lies deep. */
  @SafeVarargs
  private static <F, T> void check(
      F filter, Function<ListRequest<F>, Listing<T>> list, List<String>... deep) {
    ListRequest<F> request = ListRequest.first(filter);
    List<Listing<T>> pages = new ArrayList<>();
    Listing<T> first = list.apply(request);
    first.next().ifPresent(next -> pages.add(list.apply(request.at(next))));
    Listing<T> last = list.apply(request.at(Position.last()));
    last.previous().ifPresent(before -> pages.add(list.apply(request.at(before))));
    for (List<String> key : deep) {
      pages.add(list.apply(request.at(Position.after(key))));
      pages.add(list.apply(request.at(Position.before(key))));
    }
    assertThat(pages).allMatch(page -> page.rows().size() <= request.pageSize());
    checkPlans();
  }

  private static void checkPlans() {
    recorded.taken().stream()
        .filter(ListIndexesTest::isQuery)
        .distinct()
        .forEach(ListIndexesTest::checkPlan);
  }

  private static boolean isQuery(String sql) {
    return sql.startsWith("SELECT") || sql.startsWith("WITH");
  }

  private static void checkPlan(String sql) {
    List<String> plan = FIXTURE.test.texts("EXPLAIN (ANALYZE, TIMING OFF) " + sql);
    // Whether a look saw the end: a table that is smaller than a look is read as a whole.
    if (!sql.contains(" OFFSET ")) {
      assertThat(filteredWithoutIndex(plan)).as("%s%n%s", sql, String.join("\n", plan)).isFalse();
    }
    assertThat(rowsRead(plan))
        .as("%s%n%s", sql, String.join("\n", plan))
        .isLessThanOrEqualTo(MOST_ROWS);
  }

  /** To count any 10,001 rows, the table will do. */
  private static boolean filteredWithoutIndex(List<String> plan) {
    boolean scan = false;
    for (String line : plan) {
      if (line.contains("Scan")) {
        scan = line.contains("Seq Scan") && BIG.matcher(line).find();
      }
      if (scan && line.contains("Filter:")) {
        return true;
      }
    }
    return false;
  }

  /** The most that one scan of a table read, rows thrown away included. */
  private static long rowsRead(List<String> plan) {
    long most = 0;
    double loops = 1;
    double read = 0;
    boolean table = false;
    for (String line : plan) {
      Matcher scan = READ.matcher(line);
      if (line.contains("Scan") && scan.find()) {
        table = BIG.matcher(line).find();
        loops = Double.parseDouble(scan.group(2));
        read = Double.parseDouble(scan.group(1)) * loops;
      }
      Matcher removed = REMOVED.matcher(line);
      if (removed.find()) {
        read += Double.parseDouble(removed.group(1)) * loops;
      }
      if (table) {
        most = Math.max(most, (long) read);
      }
    }
    return most;
  }
}
