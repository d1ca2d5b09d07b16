package dev.lockspire.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.clientauth.AuthenticationMetadata;
import dev.lockspire.clientauth.ProtocolSurface;
import dev.lockspire.config.RevocationConfig;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Reply;
import dev.lockspire.http.Route;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.minting.LookupFixture;
import dev.lockspire.minting.TokenFixture;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Revocation")
class RevocationTest {
  private static final LookupFixture FIXTURE = new LookupFixture();
  private static final TestDatabase DATABASE = FIXTURE.clients.test;

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void empty() {
    DATABASE.execute("TRUNCATE {tokens}");
    DATABASE.execute("TRUNCATE {audit_events}");
    FIXTURE.clients.told.clear();
  }

  private static Route route(boolean accessRevokesFamily) {
    return Route.post(
        "/revoke",
        Route.Rendering.JSON,
        new RevocationEndpoint(
            FIXTURE.authenticated(ProtocolSurface.REVOCATION),
            FIXTURE.counted.database(),
            FIXTURE.lookup(),
            new RevocationConfig(accessRevokesFamily),
            FIXTURE.clients.clock,
            FIXTURE.clients::tell,
            RuleTrace.OFF));
  }

  private static Reply revoke(String caller, String token) {
    return FIXTURE.dispatch(route(false), FIXTURE.post("/revoke", caller, Map.of("token", token)));
  }

  private static void assertDone(Reply reply) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("{}");
    assertThat(reply.header("Cache-Control")).contains("no-store");
  }

  private static List<String> live() {
    return DATABASE.texts("SELECT id FROM {tokens} WHERE revoked_at IS NULL ORDER BY id");
  }

  private static List<String> audit() {
    return DATABASE.texts(
        "SELECT action || ' ' || outcome || ' ' || actor_type || ' ' || actor_id || ' '"
            + " || resource_type || ' ' || resource_id FROM {audit_events} ORDER BY id");
  }

  @Test
  @DisplayName("72 Revoke own: POST /revoke → 200 {}; then revoked, with its evidence")
  void own() {
    TokenFixture fixture = FIXTURE.token();
    String token = fixture.insert();
    String id = DATABASE.text("SELECT id FROM {tokens}");
    assertDone(revoke("C", token));
    assertThat(FIXTURE.lookup().find(token).orElseThrow().isLive(FIXTURE.clients.now)).isFalse();
    assertThat(DATABASE.text("SELECT revoked_at IS NOT NULL FROM {tokens}")).isEqualTo("t");
    assertThat(audit()).containsExactly("token_revoked succeeded client C access_token " + id);
    assertThat(FIXTURE.clients.told).contains("token.revoked ");
  }

  @Test
  @DisplayName("revoking again answers the same and leaves no further evidence")
  void twice() {
    String token = FIXTURE.token().insert();
    assertDone(revoke("C", token));
    String before = DATABASE.text("SELECT revoked_at FROM {tokens}");
    FIXTURE.clients.now = FIXTURE.clients.now.plusSeconds(1);
    assertDone(revoke("C", token));
    assertThat(DATABASE.text("SELECT revoked_at FROM {tokens}")).isEqualTo(before);
    assertThat(audit()).hasSize(1);
  }

  @Test
  @DisplayName("73 Revoke foreign/unknown: 200 {}; token stays active; no audit row")
  void foreignOrUnknown() {
    String token = FIXTURE.token().insert();
    assertDone(revoke("other", token));
    assertDone(revoke("C", "unknown"));
    assertDone(revoke("C", "x".repeat(9000)));
    String code = FIXTURE.token().code().insert();
    assertDone(revoke("C", code));
    assertThat(live()).hasSize(2);
    assertThat(audit()).isEmpty();
  }

  @Test
  @DisplayName("74 Revoke refresh cascades (B): revoke refresh → sibling access token inactive")
  void refreshCascades() {
    String refresh = FIXTURE.token().refresh("f").insert();
    FIXTURE.token().family("f").insertRow();
    FIXTURE.token().family("f").insertRow();
    long otherFamily = FIXTURE.token().refresh("g").insertRow();
    assertDone(revoke("C", refresh));
    assertThat(live()).containsExactly(Long.toString(otherFamily));
    assertThat(audit()).containsExactly("token_family_revoked succeeded client C token_family f");
    assertThat(FIXTURE.clients.told).contains("token.family_revoked ");
  }

  @Test
  @DisplayName("a refresh token that has been rotated already still ends its family")
  void rotatedRefreshToken() {
    var now = FIXTURE.clients.now;
    String rotated =
        FIXTURE.token().refresh("f").with("redeemed_at", now).with("revoked_at", now).insert();
    FIXTURE.token().refresh("f").insertRow();
    FIXTURE.token().family("f").insertRow();
    assertDone(revoke("C", rotated));
    assertThat(live()).isEmpty();
    assertThat(audit()).hasSize(1);
  }

  @Test
  @DisplayName("revoking an access token leaves the refresh token, unless configured otherwise")
  void accessToken() {
    String access = FIXTURE.token().family("f").insert();
    long refresh = FIXTURE.token().refresh("f").insertRow();
    assertDone(revoke("C", access));
    assertThat(live()).containsExactly(Long.toString(refresh));
    String another = FIXTURE.token().family("f").insert();
    assertDone(
        FIXTURE.dispatch(route(true), FIXTURE.post("/revoke", "C", Map.of("token", another))));
    assertThat(live()).isEmpty();
  }

  @Test
  @DisplayName("a public client revokes its own tokens by its client_id")
  void publicClient() {
    String token = FIXTURE.token().with("client_id", "P").insert();
    assertDone(
        FIXTURE.dispatch(
            route(false),
            LookupFixture.post("/revoke", Map.of(), Map.of("token", token, "client_id", "P"))));
    assertThat(live()).isEmpty();
  }

  @Test
  @DisplayName("no token → 400 before the credentials are looked at; bad secret → 401; twice → 400")
  void refused() {
    assertThat(revoke("nobody", " ").status()).isEqualTo(400);
    assertThat(revoke("nobody", "x").status()).isEqualTo(401);
    Parameters token = Parameters.of(Map.of("token", "x"));
    assertThat(
            FIXTURE
                .dispatch(
                    route(false),
                    LookupFixture.call(
                        "POST", "/revoke", Map.of(), Parameters.none(), token.and(token)))
                .status())
        .isEqualTo(400);
    assertThat(FIXTURE.clients.told)
        .contains("revocation.failed missing_token", "revocation.failed repeated_parameter");
  }

  @Test
  @DisplayName("another media type than a form → 415")
  void mediaType() {
    assertThat(
            FIXTURE
                .dispatch(
                    route(false),
                    LookupFixture.post(
                        "/revoke", Map.of("Content-Type", "application/json"), Map.of()))
                .status())
        .isEqualTo(415);
  }

  @Test
  @DisplayName("token_type_hint is never a reason to refuse")
  void hints() {
    for (String hint : List.of("access_token", "refresh_token", "id_token", "?")) {
      String token = FIXTURE.token().insert();
      assertDone(
          FIXTURE.dispatch(
              route(false),
              FIXTURE.post("/revoke", "C", Map.of("token", token, "token_type_hint", hint))));
    }
    assertThat(live()).isEmpty();
  }

  @Test
  @DisplayName("without its evidence a revocation does not happen")
  void evidenceIsPartOfTheChange() {
    String token = FIXTURE.token().insert();
    DATABASE.execute("ALTER TABLE {audit_events} ADD CONSTRAINT refused CHECK (false) NOT VALID");
    try {
      assertThat(revoke("C", token).status()).isGreaterThanOrEqualTo(500);
    } finally {
      DATABASE.execute("ALTER TABLE {audit_events} DROP CONSTRAINT refused");
    }
    assertThat(live()).hasSize(1);
  }

  @Test
  @Timeout(60)
  @DisplayName("ends the successor of a rotation that is under way")
  void rotationUnderWay() throws Exception {
    Database database = DATABASE.database();
    String refresh = FIXTURE.token().refresh("f").insert();
    CountDownLatch rotated = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    var threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> rotation =
          threads.submit(
              () ->
                  database.transaction(
                      transaction -> {
                        transaction
                            .statements()
                            .execute(
                                database.sql(
                                    "WITH old AS (UPDATE {tokens} SET redeemed_at = now(),"
                                        + " revoked_at = now() WHERE family_id = 'f' RETURNING *)"
                                        + " INSERT INTO {tokens} (token_hash, token_type,"
                                        + " client_id, family_id, issued_at, expires_at) SELECT"
                                        + " 'next', token_type, client_id, family_id, issued_at,"
                                        + " expires_at FROM old"),
                                bind -> {});
                        rotated.countDown();
                        await(commit);
                        return null;
                      }));
      await(rotated);
      Future<Reply> revocation = threads.submit(() -> revoke("C", refresh));
      awaitBlockedStatement();
      commit.countDown();
      rotation.get(30, TimeUnit.SECONDS);
      assertDone(revocation.get(30, TimeUnit.SECONDS));
    } finally {
      threads.shutdownNow();
    }
    assertThat(live()).isEmpty();
    assertThat(audit()).hasSize(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitBlockedStatement() throws InterruptedException {
    while (DATABASE.texts("SELECT pid FROM pg_locks WHERE NOT granted").isEmpty()) {
      Thread.sleep(20);
    }
  }

  @Test
  @DisplayName("contributes its endpoint and methods, public clients included")
  void metadata() {
    ServerMetadata metadata =
        new ServerMetadata(LookupFixture.ISSUER, ServerPolicy.defaults(), List.of());
    new RevocationMetadata(
            "/revoke",
            new AuthenticationMetadata(ProtocolSurface.REVOCATION, FIXTURE.authenticator()))
        .contribute(metadata);
    assertThat(metadata.members())
        .containsEntry("revocation_endpoint", "https://op.example/lockspire/revoke")
        .containsEntry(
            "revocation_endpoint_auth_methods_supported",
            List.of("none", "client_secret_basic", "client_secret_post"));
  }
}
