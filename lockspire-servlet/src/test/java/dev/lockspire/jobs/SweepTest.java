package dev.lockspire.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.minting.TokenFixture;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.StorageFailure;
import dev.lockspire.storage.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The sweep")
class SweepTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private final Instant today = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private static final Retention STANDARD =
      new Retention(Duration.ofSeconds(10), Optional.empty(), 100);

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void empty() {
    DATABASE.clear();
  }

  private TokenFixture token() {
    return new TokenFixture(DATABASE.database(), today.minus(Duration.ofDays(1)));
  }

  private Instant ago(long days) {
    return today.minus(Duration.ofDays(days));
  }

  private Instant in(long days) {
    return today.plus(Duration.ofDays(days));
  }

  private Sweep sweep(Retention retention, int batchSize) {
    return new Sweep(
        DATABASE.database(),
        InstantSource.fixed(today),
        Telemetry.silent(),
        retention,
        batchSize,
        run -> {});
  }

  private Sweep.Report run() {
    return sweep(STANDARD, 1000).run();
  }

  @Test
  @DisplayName("puts its run on record: when it was due, how late it was, what it did")
  void recordsItsRun() {
    JobRuns runs = new JobRuns(DATABASE.database());
    Instant due = today.minusSeconds(30);
    Sweep recorded =
        new Sweep(
            DATABASE.database(),
            InstantSource.fixed(today),
            Telemetry.silent(),
            STANDARD,
            10,
            run -> runs.record(JobRuns.SWEEP, run));

    recorded.run(due, () -> false);

    JobRuns.Run run = runs.last(JobRuns.SWEEP).orElseThrow();
    assertThat(run.lag()).isEqualTo(Duration.ofSeconds(30));
    assertThat(run.failed()).isEmpty();
    assertThat(runs.last("other")).isEmpty();
  }

  @Test
  @DisplayName("removes refusals that are over, and the oldest beyond the number that is kept")
  void refusals() {
    for (int i = 0; i < 130; i++) {
      DATABASE.execute(
          "INSERT INTO {refusals} (correlation_id, method, route, status, error, reason,"
              + " description, occurred_at, expires_at) VALUES ('r"
              + i
              + "', 'GET', '/authorize', 400, 'e', 'r', 'd', now(), '"
              + (i < 10 ? today.minusSeconds(1) : today.plusSeconds(1))
              + "')");
    }
    Sweep.Report report = sweep(STANDARD, 7).run();

    assertThat(report.changed())
        .containsEntry("refusals", 10)
        .containsEntry("surplus_refusals", 20);
    assertThat(DATABASE.text("SELECT min(id) - min(id) + count(*) FROM {refusals}"))
        .isEqualTo("100");
    assertThat(DATABASE.texts("SELECT correlation_id FROM {refusals}")).contains("r129", "r30");
  }

  private static List<String> remaining() {
    return DATABASE.texts("SELECT id FROM {tokens} ORDER BY id");
  }

  @Test
  @DisplayName("removes expired access tokens and leaves live ones")
  void expiredTokens() {
    token().expires(ago(1)).insertRow();
    token().expires(today.minusMillis(1)).insertRow();
    long live = token().expires(today).insertRow();
    assertThat(run().changed()).containsEntry("tokens", 2);
    assertThat(remaining()).containsExactly(Long.toString(live));
  }

  @Test
  @DisplayName("works in batches until nothing is left")
  void batches() {
    for (int i = 0; i < 25; i++) {
      token().expires(ago(2)).insertRow();
      interaction("i" + i, ago(1));
    }
    assertThat(sweep(STANDARD, 10).run().changed())
        .containsEntry("tokens", 25)
        .containsEntry("interactions", 25);
  }

  @Test
  @DisplayName("gets past any number of kept rows")
  void keptRowsDoNotHideOthers() {
    token().refresh("living").expires(in(1)).insertRow();
    for (int i = 0; i < 25; i++) {
      token().refresh("living").with("redeemed_at", ago(3)).expires(ago(2)).insertRow();
    }
    token().expires(ago(1)).insertRow();
    assertThat(sweep(STANDARD, 10).run().changed()).containsEntry("tokens", 1);
    assertThat(remaining()).hasSize(26);
  }

  @Test
  @DisplayName("keeps a redeemed refresh token until its family's last token expires")
  void refreshTokensOfALivingFamily() {
    long rotated = token().refresh("f").with("redeemed_at", ago(9)).expires(ago(1)).insertRow();
    long newest = token().refresh("f").expires(in(1)).insertRow();
    token().family("f").expires(ago(1)).insertRow();
    run();
    assertThat(remaining())
        .as("the expired access token tells nothing any more")
        .containsExactly(Long.toString(rotated), Long.toString(newest));
    DATABASE.execute("UPDATE {tokens} SET expires_at = now() - interval '1 hour'");
    run();
    assertThat(remaining()).isEmpty();
  }

  @Test
  @DisplayName("keeps a redeemed code while a token issued from it lives")
  void codesOfLivingTokens() {
    long code = token().code().with("redeemed_at", ago(1)).expires(ago(1)).insertRow();
    long access = token().with("authorization_code_id", code).expires(in(1)).insertRow();
    run();
    assertThat(remaining()).containsExactly(Long.toString(code), Long.toString(access));
    DATABASE.execute("UPDATE {tokens} SET expires_at = now() - interval '1 hour'");
    run();
    assertThat(remaining()).isEmpty();
  }

  @Test
  @DisplayName("keeps a redeemed code while the family that began with it lives")
  void codesOfLivingFamilies() {
    long code = token().code().with("redeemed_at", ago(40)).expires(ago(40)).insertRow();
    token()
        .refresh("f")
        .with("authorization_code_id", code)
        .with("redeemed_at", ago(20))
        .expires(ago(10))
        .insertRow();
    token().refresh("f").expires(in(20)).insertRow();
    run();
    assertThat(remaining()).hasSize(3);
  }

  @Test
  @DisplayName("#operations 5: a reuse row and the rest of its family survive 89 days, not 91")
  void reuseEvidence() {
    Instant detected = today.minus(Duration.ofDays(89));
    token().refresh("stolen").with("reuse_detected_at", detected).expires(ago(88)).insertRow();
    token().refresh("stolen").with("revoked_at", detected).expires(ago(60)).insertRow();
    token().family("stolen").with("revoked_at", detected).expires(ago(88)).insertRow();
    token().refresh("other").expires(ago(60)).insertRow();
    run();
    assertThat(remaining()).hasSize(3);
    DATABASE.execute(
        "UPDATE {tokens} SET reuse_detected_at = reuse_detected_at - interval '2 days'"
            + " WHERE reuse_detected_at IS NOT NULL");
    run();
    assertThat(remaining()).isEmpty();
  }

  @Test
  @DisplayName("keeps a replayed code and what was issued from it for 90 days")
  void codeReplayEvidence() {
    long code = token().code().with("reuse_detected_at", ago(89)).expires(ago(89)).insertRow();
    token().with("authorization_code_id", code).expires(ago(88)).insertRow();
    run();
    assertThat(remaining()).hasSize(2);
    DATABASE.execute(
        "UPDATE {tokens} SET reuse_detected_at = now() - interval '91 days'"
            + " WHERE reuse_detected_at IS NOT NULL");
    run();
    assertThat(remaining()).isEmpty();
  }

  @Test
  @DisplayName("erases sealed successors when the grace window is over")
  void sealedSuccessors() {
    byte[] sealed = {1, 2, 3};
    long old =
        token()
            .refresh("f")
            .with("successor_sealed", sealed)
            .with("redeemed_at", today.minusSeconds(11))
            .expires(in(1))
            .insertRow();
    long fresh =
        token()
            .refresh("f")
            .with("successor_sealed", sealed)
            .with("redeemed_at", today.minusSeconds(9))
            .expires(in(1))
            .insertRow();
    assertThat(run().changed()).containsEntry("token_successors", 1);
    assertThat(DATABASE.texts("SELECT id FROM {tokens} WHERE successor_sealed IS NULL"))
        .containsExactly(Long.toString(old));
    assertThat(DATABASE.texts("SELECT id FROM {tokens} WHERE successor_sealed IS NOT NULL"))
        .containsExactly(Long.toString(fresh));
  }

  @Test
  @DisplayName("removes what was used once as soon as it could not be accepted any more")
  void singleUses() {
    for (String key : List.of("old", "new")) {
      String when = key.equals("old") ? "-1 day" : "1 day";
      DATABASE.execute(
          "INSERT INTO {used_jtis} (client_id, jti, expires_at) VALUES ('client-a', '%s', now() + '%s')"
              .formatted(key, when));
      DATABASE.execute(
          "INSERT INTO {dpop_replay} (replay_key, jti, htm, htu, jkt, seen_at, expires_at)"
              + " VALUES ('%s', 'j', 'POST', 'https://as.example/token', 'k', now(), now() + '%s')"
                  .formatted(key, when));
    }
    run();
    assertThat(DATABASE.texts("SELECT jti FROM {used_jtis}")).containsExactly("new");
    assertThat(DATABASE.texts("SELECT replay_key FROM {dpop_replay}")).containsExactly("new");
  }

  @Test
  @DisplayName("removes expired interactions and session memberships, and logouts after 30 days")
  void otherTables() {
    interaction("old", ago(1));
    interaction("new", in(1));
    for (String sid : List.of("old", "new")) {
      DATABASE.execute(
          "INSERT INTO {session_clients} (sid, client_id, account_id, inserted_at, expires_at)"
              + " VALUES ('%s', 'client-a', 'person-1', now(), now() + interval '%d days')"
                  .formatted(sid, sid.equals("old") ? -1 : 1));
      DATABASE.execute(
          "INSERT INTO {logout_events} (event_id, initiated_by, completed_at)"
              + " VALUES ('%s', 'rp', now() - interval '%d days')"
                  .formatted(sid, sid.equals("old") ? 31 : 29));
    }
    run();
    assertThat(DATABASE.texts("SELECT interaction_id FROM {interactions}")).containsExactly("new");
    assertThat(DATABASE.texts("SELECT sid FROM {session_clients}")).containsExactly("new");
    assertThat(DATABASE.texts("SELECT event_id FROM {logout_events}")).containsExactly("new");
  }

  @Test
  @DisplayName("removes pushed requests that are over, used or not")
  void pushedRequests() {
    for (String[] row : new String[][] {{"old", "-1"}, {"new", "1"}}) {
      DATABASE.execute(
          "INSERT INTO {pushed_authorization_requests} (request_uri_hash, client_id, parameters,"
              + " inserted_at, expires_at) VALUES ('%s', 'c', '{}', now(),".formatted(row[0])
              + " now() + interval '%s minutes')".formatted(row[1]));
    }

    assertThat(run().changed()).containsEntry("pushed_authorization_requests", 1);
    assertThat(DATABASE.texts("SELECT request_uri_hash FROM {pushed_authorization_requests}"))
        .containsExactly("new");
  }

  @Test
  @DisplayName("keeps the audit trail for ever unless a retention is configured")
  void auditForEver() {
    audit("old", 4000);
    assertThat(run().changed()).doesNotContainKey("audit_events");
    assertThat(DATABASE.texts("SELECT action FROM {audit_events}")).containsExactly("old");
  }

  @Test
  @DisplayName("removes audit rows past their retention, in batches, and no younger ones")
  void auditRetention() {
    for (int i = 0; i < 7; i++) {
      audit("old", 31);
    }
    audit("new", 29);
    Retention month = new Retention(Duration.ZERO, Optional.of(Duration.ofDays(30)), 100);
    assertThat(sweep(month, 3).run().changed()).containsEntry("audit_events", 7);
    assertThat(DATABASE.texts("SELECT action FROM {audit_events}")).containsExactly("new");
  }

  @Test
  @DisplayName("never removes audit rows of the last day, even when its clock runs ahead")
  void auditOfTheLastDay() {
    audit("today", 0);
    Retention day = new Retention(Duration.ZERO, Optional.of(Duration.ofDays(1)), 100);
    Sweep ahead =
        new Sweep(
            DATABASE.database(),
            InstantSource.fixed(in(30)),
            Telemetry.silent(),
            day,
            1000,
            run -> {});
    assertThat(ahead.run().failed()).isEmpty();
    assertThat(DATABASE.texts("SELECT action FROM {audit_events}")).containsExactly("today");
  }

  @Test
  @DisplayName("goes on with the next table when one fails, and says which")
  void aFailingTable() {
    interaction("old", ago(1));
    SweptTable broken =
        new SweptTable() {
          @Override
          public String model() {
            return "broken";
          }

          @Override
          public Batch next(Database database, Instant now, Batch previous, int limit) {
            throw new StorageFailure("out of order", null);
          }
        };
    List<SweptTable> tables =
        List.of(
            broken,
            ExpiredRows.of(DATABASE.database(), "interactions", "expires_at", Duration.ZERO));
    Sweep.Report report =
        new Sweep(
                DATABASE.database(),
                InstantSource.fixed(today),
                Telemetry.silent(),
                1000,
                tables,
                run -> {})
            .run();
    assertThat(report.failed()).containsExactly("broken");
    assertThat(report.changed()).containsEntry("interactions", 1);
  }

  @Test
  @DisplayName("ends a table when its time is up and goes on next time")
  void timeBound() {
    for (int i = 0; i < 10; i++) {
      interaction("i" + i, ago(1));
    }
    AtomicInteger asked = new AtomicInteger();
    InstantSource fast = () -> today.plus(Duration.ofMinutes(asked.getAndIncrement()));
    List<SweptTable> tables =
        List.of(ExpiredRows.of(DATABASE.database(), "interactions", "expires_at", Duration.ZERO));
    Sweep sweep = new Sweep(DATABASE.database(), fast, Telemetry.silent(), 1, tables, run -> {});
    assertThat(sweep.run().total()).isEqualTo(4);
    assertThat(sweep.run().total()).isEqualTo(4);
    assertThat(sweep.run().total()).isEqualTo(2);
  }

  @Test
  @DisplayName("stops before the next batch when asked to")
  void stops() {
    interaction("old", ago(1));
    assertThat(sweep(STANDARD, 1000).run(today, () -> true).total()).isZero();
  }

  @Test
  @DisplayName("tells pruner.completed with count and model for each table")
  void telemetry() {
    interaction("old", ago(1));
    List<String> told = new ArrayList<>();
    new Sweep(
            DATABASE.database(),
            InstantSource.fixed(today),
            (event, attributes) ->
                told.add(
                    event.wireName()
                        + ' '
                        + attributes.get("model")
                        + ' '
                        + attributes.get("count")),
            STANDARD,
            1000,
            run -> {})
        .run();
    assertThat(told)
        .contains("pruner.completed interactions 1", "pruner.completed tokens 0")
        .hasSize(12);
  }

  @Test
  @Timeout(60)
  @DisplayName("on two nodes at once removes each row once and waits for nobody")
  void twoNodes() throws Exception {
    DATABASE.execute(
        "INSERT INTO {tokens} (token_hash, token_type, client_id, issued_at, expires_at)"
            + " SELECT 'h' || n, 'access_token', 'client-a', now(), now() - interval '1 hour'"
            + " FROM generate_series(1, 4000) n");
    Database other = DATABASE.anotherNode();
    CountDownLatch go = new CountDownLatch(1);
    var threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Integer>> counts = new ArrayList<>();
      for (Database node : List.of(DATABASE.database(), other)) {
        Sweep sweep =
            new Sweep(
                node, InstantSource.fixed(today), Telemetry.silent(), STANDARD, 50, run -> {});
        counts.add(
            threads.submit(
                () -> {
                  go.await();
                  return sweep.run().changed().get("tokens");
                }));
      }
      go.countDown();
      int sum = counts.get(0).get(50, TimeUnit.SECONDS) + counts.get(1).get(50, TimeUnit.SECONDS);
      assertThat(sum + remaining().size()).as("no row is counted twice").isEqualTo(4000);
      assertThat(sum).isGreaterThan(2000);
    } finally {
      threads.shutdownNow();
    }
    run();
    assertThat(remaining()).isEmpty();
  }

  @Test
  @Timeout(20)
  @DisplayName("passes over rows that a request holds")
  void heldRows() {
    long held = token().expires(ago(1)).insertRow();
    long free = token().expires(ago(1)).insertRow();
    Database database = DATABASE.database();
    int deleted =
        database.transaction(
            transaction -> {
              transaction
                  .statements()
                  .all(
                      database.sql("SELECT id FROM {tokens} WHERE id = ? FOR UPDATE"),
                      bind -> bind.id(held),
                      row -> row.id("id"));
              return run().changed().get("tokens");
            });
    assertThat(deleted).isOne();
    assertThat(remaining()).containsExactly(Long.toString(held)).doesNotContain("" + free);
  }

  private static void interaction(String id, Instant expires) {
    DATABASE.execute(
        ("INSERT INTO {interactions} (interaction_id, client_id, browser_hash, return_to,"
                + " redirect_uri, response_mode, expires_at)"
                + " VALUES ('%s', 'client-a', 'b', '/', 'https://a.example/cb', 'query', '%s')")
            .formatted(id, expires));
  }

  private static void audit(String action, int daysAgo) {
    DATABASE.execute(
        ("INSERT INTO {audit_events} (action, outcome, resource_type, resource_id, inserted_at)"
                + " VALUES ('%s', 'succeeded', 'token', '1', now() - interval '%d days')")
            .formatted(action, daysAgo));
  }
}
