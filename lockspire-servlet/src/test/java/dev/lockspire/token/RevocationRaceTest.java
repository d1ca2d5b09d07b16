package dev.lockspire.token;

import static dev.lockspire.token.TokenServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.http.Reply;
import dev.lockspire.interaction.ConsentStore;
import dev.lockspire.logout.SessionTermination;
import dev.lockspire.minting.TestClient;
import dev.lockspire.minting.TokenRevocation;
import dev.lockspire.storage.TestDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
@DisplayName("Tokens that are being made while what they rest on ends")
final class RevocationRaceTest {
  private static final TestDatabase DATABASE = TestDatabase.create();

  private final TokenServer server = new TokenServer(DATABASE.database(), Duration.ofSeconds(10));
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** What ends. */
  private enum End {
    CONSENT,
    SESSION,
    ACCOUNT,
    FAMILY
  }

  /** Makes whoever inserts a token wait for {@link #whileInserting}. */
  @BeforeAll
  static void gate() {
    DATABASE.execute(
        "CREATE FUNCTION lockspire.gate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " PERFORM pg_advisory_xact_lock_shared(4711); RETURN NEW; END $$");
    DATABASE.execute(
        "CREATE TRIGGER gate BEFORE INSERT ON {tokens} FOR EACH ROW"
            + " EXECUTE FUNCTION lockspire.gate()");
  }

  @BeforeEach
  void clear() {
    DATABASE.clear();
    server.register(TestClient.named("c").grants("authorization_code", "refresh_token").build());
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @ParameterizedTest
  @EnumSource(End.class)
  @DisplayName("a refresh token that is being rotated leaves no live successor")
  void rotation(End end) throws Exception {
    long grant = grant();
    String refresh = text(server.redeem("c", code(grant)), "refresh_token");
    String family = DATABASE.text("SELECT max(family_id) FROM {tokens}");

    whileInserting(() -> server.refresh("c", refresh), () -> end(end, grant, family));

    assertThat(DATABASE.text("SELECT count(*) FROM {tokens} WHERE generation = 1")).isEqualTo("2");
    assertThat(alive()).isEqualTo("0");
  }

  @ParameterizedTest
  @EnumSource(End.class)
  @DisplayName("a refresh that is being answered once more leaves no live access token")
  void retry(End end) throws Exception {
    long grant = grant();
    String refresh = text(server.redeem("c", code(grant)), "refresh_token");
    String family = DATABASE.text("SELECT max(family_id) FROM {tokens}");
    assertThat(server.refresh("c", refresh).status()).isEqualTo(200);

    whileInserting(() -> server.refresh("c", refresh), () -> end(end, grant, family));

    assertThat(DATABASE.text("SELECT count(*) FROM {tokens} WHERE generation = 1")).isEqualTo("3");
    assertThat(alive()).isEqualTo("0");
  }

  @ParameterizedTest
  @EnumSource(value = End.class, names = "FAMILY", mode = EnumSource.Mode.EXCLUDE)
  @DisplayName("a code that is being redeemed leaves no live token")
  void redemption(End end) throws Exception {
    long grant = grant();
    String code = code(grant);

    whileInserting(() -> server.redeem("c", code), () -> end(end, grant, ""));

    assertThat(DATABASE.text("SELECT count(*) FROM {tokens}")).isEqualTo("3");
    assertThat(alive()).isEqualTo("0");
  }

  @Test
  @DisplayName("the evidence counts what was revoked, the late tokens included")
  void evidence() throws Exception {
    long grant = grant();
    String refresh = text(server.redeem("c", code(grant)), "refresh_token");

    whileInserting(() -> server.refresh("c", refresh), () -> end(End.CONSENT, grant, ""));

    assertThat(
            DATABASE.texts(
                "SELECT metadata->>'tokens_revoked' FROM {audit_events}"
                    + " WHERE action = 'consent_revoked'"))
        .as("two access tokens and the new refresh token; the old one was used")
        .containsExactly("3");
  }

  /**
   * Stops {@code request} when it inserts, lets {@code ending} run until it waits for it, and then
   * lets both go on.
   */
  private void whileInserting(Callable<Reply> request, Runnable ending) throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    CountDownLatch open = new CountDownLatch(1);
    Future<?> gate =
        threads.submit(
            () ->
                DATABASE
                    .database()
                    .transaction(
                        transaction -> {
                          transaction
                              .statements()
                              .first("SELECT pg_advisory_xact_lock(4711)", b -> {}, row -> true);
                          closed.countDown();
                          await(open);
                          return null;
                        }));
    await(closed);
    Future<Reply> running = threads.submit(request);
    awaitBlocked(1);
    Future<?> ended = threads.submit(ending);
    awaitBlocked(2);
    open.countDown();
    gate.get(30, TimeUnit.SECONDS);
    assertThat(running.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
    ended.get(30, TimeUnit.SECONDS);
  }

  private void end(End end, long grant, String family) {
    switch (end) {
      case CONSENT -> {
        AuditTrail audit = new AuditTrail(DATABASE.database());
        ConsentStore.Revocation ended =
            new ConsentStore(DATABASE.database(), audit)
                .revoke(
                    grant,
                    Optional.of("alice"),
                    Actor.subject("alice"),
                    "account_revoked",
                    server.clock.instant());
        assertThat(ended).isInstanceOf(ConsentStore.Revocation.Revoked.class);
      }
      case SESSION -> sessions().logoutSession("sid-1");
      case ACCOUNT -> sessions().logoutSubject("alice");
      case FAMILY ->
          TokenRevocation.ofFamily(DATABASE.database())
              .revoke(
                  family,
                  AuditEvent.succeeded(
                      "token_family_revoked",
                      Actor.client("c"),
                      "token_family",
                      family,
                      server.clock.instant()),
                  server.clock.instant());
    }
  }

  private SessionTermination sessions() {
    return new SessionTermination(
        DATABASE.database(), (event, attributes) -> {}, RandomSource.secure(), server.clock, true);
  }

  private static long grant() {
    return Long.parseLong(
        DATABASE.text(
            "INSERT INTO {consent_grants} (account_id, client_id, scopes, granted_at)"
                + " VALUES ('alice', 'c', ARRAY['openid', 'read:billing'], now()) RETURNING id"));
  }

  private String code(long grant) {
    return server.code().consent(grant).store();
  }

  private static String alive() {
    return DATABASE.text(
        "SELECT count(*) FROM {tokens} WHERE revoked_at IS NULL AND redeemed_at IS NULL");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitBlocked(int times) throws InterruptedException {
    while (DATABASE
            .texts(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND wait_event_type = 'Lock'")
            .size()
        < times) {
      Thread.sleep(20);
    }
  }
}
