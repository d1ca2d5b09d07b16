package dev.lockspire.token;

import static dev.lockspire.token.TokenServer.API;
import static dev.lockspire.token.TokenServer.error;
import static dev.lockspire.token.TokenServer.form;
import static dev.lockspire.token.TokenServer.json;
import static dev.lockspire.token.TokenServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.ClientType;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.http.Reply;
import dev.lockspire.minting.TestClient;
import dev.lockspire.minting.TestSigner;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.policy.TokenFormat;
import dev.lockspire.storage.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The authorization code grant")
final class AuthorizationCodeGrantTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final String R1 = "https://one.example/";
  private static final String R2 = "https://two.example/";
  private final TokenServer server = new TokenServer(DATABASE.database(), Duration.ofSeconds(10));

  @BeforeEach
  void start() {
    DATABASE.clear();
    server.register(
        TestClient.named("c").grants("authorization_code", "refresh_token").build(),
        TestClient.named("other").grants("authorization_code", "refresh_token").build(),
        TestClient.named("no-refresh").grants("authorization_code").build(),
        TestClient.named("opaque")
            .grants("authorization_code")
            .with("accessTokenFormat", TokenFormat.OPAQUE)
            .build(),
        TestClient.named("short")
            .grants("authorization_code")
            .with("clientType", ClientType.PUBLIC)
            .with("accessTokenLifetime", 60)
            .with("idTokenLifetime", 30)
            .build());
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static Map<String, Object> access(Reply reply) {
    return TestSigner.claims(text(reply, "access_token"));
  }

  private static String live(String type) {
    return DATABASE.text(
        "SELECT count(*) FROM {tokens} WHERE revoked_at IS NULL AND token_type = '" + type + "'");
  }

  @Test
  @DisplayName("3 code happy path: Bearer, expires_in 3600, scope present")
  void happyPath() {
    Reply reply = server.redeem("c", server.code().store());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(json(reply))
        .containsEntry("token_type", "Bearer")
        .containsEntry("expires_in", 3600L)
        .containsEntry("scope", "openid offline_access read:billing");
    assertThat(server.told)
        .containsExactly(
            TelemetryEvent.AUTHORIZATION_CODE_REDEEMED,
            TelemetryEvent.TOKEN_ISSUED,
            TelemetryEvent.REFRESH_TOKEN_ISSUED);
  }

  @Test
  @DisplayName("4 JWT default: typ at+jwt, aud [client_id] without resources, person's sub")
  void jwtDefault() {
    Reply reply = server.redeem("c", server.code().scopes("openid").store());

    JWSObject jws = TestSigner.verified(text(reply, "access_token"));
    assertThat(jws.getHeader().getType().getType()).isEqualTo("at+jwt");
    assertThat(jws.getPayload().toJSONObject())
        .containsEntry("aud", List.of("c"))
        .containsEntry("sub", "alice")
        .containsEntry("client_id", "c")
        .containsEntry("scope", "openid")
        .containsEntry("acr", "urn:acr:two");
  }

  @Test
  @DisplayName("gives scopes of a resource server that server's identifier as audience")
  void audienceByScope() {
    Reply reply = server.redeem("c", server.code().scopes("read:billing").store());

    assertThat(access(reply)).containsEntry("aud", List.of(API));
    assertThat(DATABASE.text("SELECT audience[1] FROM {tokens} WHERE token_type = 'access_token'"))
        .isEqualTo(API);
  }

  @Test
  @DisplayName("5 opaque override: the client's format decides; the row is found by its hash")
  void opaque() {
    Reply reply = server.redeem("opaque", server.code().client("opaque").store());

    String token = text(reply, "access_token");
    assertThat(token).hasSize(43).doesNotContain(".");
    assertThat(
            DATABASE.text(
                "SELECT token_type FROM {tokens} WHERE token_hash = '" + Sha256.hex(token) + "'"))
        .isEqualTo("access_token");
  }

  @Test
  @DisplayName("uses the client's own lifetimes")
  void ownLifetimes() {
    Reply reply = server.redeem("short", server.code().client("short").store());

    assertThat(json(reply)).containsEntry("expires_in", 60L);
    Map<String, Object> id = TestSigner.claims(text(reply, "id_token"));
    assertThat((Long) id.get("exp") - (Long) id.get("iat")).isEqualTo(30);
  }

  @Test
  @DisplayName("6 code replay: the second redemption → invalid_grant, audit row denied")
  void replay() {
    String code = server.code().store();
    server.redeem("c", code);

    assertThat(error(server.redeem("c", code))).isEqualTo("400 invalid_grant");
    assertThat(
            DATABASE.texts(
                "SELECT action || ' ' || outcome || ' ' || actor_id FROM {audit_events} ORDER BY"
                    + " id"))
        .containsExactly(
            "authorization_code_redeemed succeeded c",
            "authorization_code_replay_detected denied c");
    assertThat(server.told).contains(TelemetryEvent.AUTHORIZATION_CODE_REPLAY_DETECTED);
  }

  @Test
  @DisplayName("7 replay revokes: everything the code issued is revoked, rotated tokens included")
  void replayRevokes() {
    String code = server.code().store();
    String first = text(server.redeem("c", code), "refresh_token");
    String second = text(server.refresh("c", first), "refresh_token");

    server.redeem("c", code);

    assertThat(live("access_token")).isEqualTo("0");
    assertThat(live("refresh_token")).isEqualTo("0");
    assertThat(error(server.refresh("c", second))).isEqualTo("400 invalid_grant");
    assertThat(
            DATABASE.text(
                "SELECT metadata->>'revoked_tokens' FROM {audit_events}"
                    + " WHERE action = 'authorization_code_replay_detected'"))
        .isEqualTo("3");
  }

  @Test
  @DisplayName("7 replay revokes also an access token without a family")
  void replayRevokesWithoutFamily() {
    String code = server.code().client("no-refresh").store();
    server.redeem("no-refresh", code);

    server.redeem("no-refresh", code);

    assertThat(live("access_token")).isEqualTo("0");
  }

  @Test
  @DisplayName("8 code expiry: after 301 s → invalid_grant")
  void expiry() {
    String code = server.code().store();
    server.clock.advance(Duration.ofSeconds(301));

    assertThat(error(server.redeem("c", code))).isEqualTo("400 invalid_grant");
  }

  @Test
  @DisplayName("refuses a revoked code without touching anything")
  void revoked() {
    String code = server.code().store();
    DATABASE.execute("UPDATE {tokens} SET revoked_at = now()");

    assertThat(error(server.redeem("c", code))).isEqualTo("400 invalid_grant");
    assertThat(DATABASE.text("SELECT count(*) FROM {audit_events}")).isEqualTo("0");
  }

  @Test
  @DisplayName("9 redirect exactness: a trailing slash more → invalid_grant; missing → bad request")
  void redirectExactness() {
    String code = server.code().store();
    Reply drifted =
        server.post(
            form(
                    "c",
                    "grant_type",
                    "authorization_code",
                    "code",
                    code,
                    "redirect_uri",
                    StoredCodes.REDIRECT_URI + "/",
                    "code_verifier",
                    StoredCodes.VERIFIER)
                .build());
    Reply missing =
        server.post(
            form(
                    "c",
                    "grant_type",
                    "authorization_code",
                    "code",
                    code,
                    "code_verifier",
                    StoredCodes.VERIFIER)
                .build());

    assertThat(error(drifted)).isEqualTo("400 invalid_grant");
    assertThat(error(missing)).isEqualTo("400 invalid_request");
    assertThat(server.redeem("c", code).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("10 PKCE: wrong, missing or malformed verifier → invalid_grant")
  void pkce() {
    String code = server.code().store();
    String wrong = "x".repeat(43);
    for (String verifier : List.of(wrong, "", "short", "ü".repeat(43), "x".repeat(129))) {
      Reply reply =
          server.post(
              form(
                      "c",
                      "grant_type",
                      "authorization_code",
                      "code",
                      code,
                      "redirect_uri",
                      StoredCodes.REDIRECT_URI,
                      "code_verifier",
                      verifier)
                  .build());
      assertThat(error(reply)).as(verifier).isEqualTo("400 invalid_grant");
    }
    assertThat(server.redeem("c", code).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("10 PKCE: a code without challenge takes no verifier")
  void pkceDowngrade() {
    String code = server.code().withoutPkce().store();

    assertThat(error(server.redeem("c", code))).isEqualTo("400 invalid_grant");
    Reply without =
        server.post(
            form(
                    "c",
                    "grant_type",
                    "authorization_code",
                    "code",
                    code,
                    "redirect_uri",
                    StoredCodes.REDIRECT_URI)
                .build());
    assertThat(without.status()).isEqualTo(200);
  }

  @Test
  @DisplayName("11 other client's code → invalid_grant, and nothing of the owner's is touched")
  void otherClient() {
    String code = server.code().store();

    assertThat(error(server.redeem("other", code))).isEqualTo("400 invalid_grant");
    assertThat(server.redeem("c", code).status()).isEqualTo(200);
    assertThat(error(server.redeem("other", code))).isEqualTo("400 invalid_grant");
    assertThat(live("access_token")).isEqualTo("1");
    assertThat(DATABASE.text("SELECT count(*) FROM {audit_events}")).isEqualTo("1");
  }

  @Test
  @DisplayName("refuses what was never issued; asks for a code when there is none")
  void unknownAndMissing() {
    assertThat(error(server.redeem("c", "never-issued"))).isEqualTo("400 invalid_grant");
    assertThat(error(server.redeem("c", " "))).isEqualTo("400 invalid_request");
  }

  @Test
  @DisplayName("13 offline_access gate: a refresh token needs the scope and the client's grant")
  void offlineAccessGate() {
    assertThat(json(server.redeem("c", server.code().store()))).containsKey("refresh_token");
    assertThat(json(server.redeem("c", server.code().scopes("openid").store())))
        .doesNotContainKey("refresh_token");
    assertThat(json(server.redeem("no-refresh", server.code().client("no-refresh").store())))
        .doesNotContainKey("refresh_token");
  }

  @Test
  @DisplayName("14 ID token: nonce, at_hash, aud=client_id, sid, lifetime 3600, same sub")
  void idToken() throws Exception {
    Reply reply = server.redeem("c", server.code().store());

    Map<String, Object> id = TestSigner.claims(text(reply, "id_token"));
    assertThat(id)
        .containsEntry("nonce", "n-1")
        .containsEntry("aud", "c")
        .containsEntry("sid", "sid-1")
        .containsEntry("sub", access(reply).get("sub"))
        .containsEntry("iss", TokenServer.ISSUER.value())
        .containsEntry("tenant", "acme")
        .doesNotContainKey("email");
    assertThat((Long) id.get("exp") - (Long) id.get("iat")).isEqualTo(3600);
    byte[] digest =
        java.security.MessageDigest.getInstance("SHA-256")
            .digest(text(reply, "access_token").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(id.get("at_hash"))
        .isEqualTo(
            java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOf(digest, 16)));
  }

  @Test
  @DisplayName("14 ID token: only with openid; individual claims as requested")
  void idTokenClaims() {
    assertThat(json(server.redeem("c", server.code().scopes("read:billing").store())))
        .doesNotContainKey("id_token");
    Reply asked =
        server.redeem("c", server.code().claims("{\"id_token\":{\"email\":null}}").store());
    assertThat(TestSigner.claims(text(asked, "id_token")))
        .containsEntry("email", "alice@example.com");
  }

  @Test
  @DisplayName("15 auth_time: integer when demanded; B-33: and always when it is known")
  void authTime() {
    Reply demanded = server.redeem("c", server.code().authTimeRequested().store());
    Reply not = server.redeem("c", server.code().store());

    assertThat(TestSigner.claims(text(demanded, "id_token")))
        .containsEntry("auth_time", server.clock.instant().getEpochSecond() - 60);
    assertThat(TestSigner.claims(text(not, "id_token")))
        .containsEntry("auth_time", server.clock.instant().getEpochSecond() - 60);
  }

  @Test
  @DisplayName("B-112 consumes nothing when the ID token cannot be made")
  void nothingConsumedOnFailure() {
    String noTime = server.code().authTimeRequested().withoutAuthTime().store();
    assertThat(error(server.redeem("c", noTime))).isEqualTo("500 server_error");

    String code = server.code().store();
    server.accounts.fail(true);
    assertThat(error(server.redeem("c", code))).isEqualTo("500 server_error");
    server.accounts.fail(false);
    server.signer.active().remove(SigningAlgorithm.RS256);
    assertThat(error(server.redeem("c", code))).isEqualTo("500 server_error");
    server.signer.active().add(SigningAlgorithm.RS256);

    assertThat(live("access_token")).isEqualTo("0");
    assertThat(server.redeem("c", code).status()).isEqualTo(200);
  }

  @Test
  @DisplayName(
      "16 resource subset: aud [R1]; nothing asked → everything granted; R3 → invalid_target")
  void resourceSubset() {
    Reply one = server.redeem("c", server.code().audience(R1, R2).store(), "resource", R1);
    assertThat(access(one)).containsEntry("aud", List.of(R1));
    assertThat(
            DATABASE.texts(
                "SELECT array_to_string(audience, ' ') FROM {tokens}"
                    + " WHERE token_type <> 'authorization_code' ORDER BY token_type"))
        .containsExactly(R1, R1 + " " + R2);

    Reply all = server.redeem("c", server.code().audience(R1, R2).store());
    assertThat(access(all)).containsEntry("aud", List.of(R1, R2));

    String code = server.code().audience(R1, R2).store();
    assertThat(error(server.redeem("c", code, "resource", "https://three.example/")))
        .isEqualTo("400 invalid_target");
    assertThat(error(server.redeem("c", code, "resource", R1, "resource", R1)))
        .isEqualTo("400 invalid_target");
    assertThat(server.redeem("c", code, "resource", R2, "resource", R1).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("writes rows that inherit everything from the code, and the family")
  void rows() {
    DATABASE.execute(
        "INSERT INTO {consent_grants} (id, account_id, client_id, scopes, granted_at)"
            + " VALUES (7, 'alice', 'c', ARRAY['openid'], now())");
    server.redeem("c", server.code().consent(7).claims("{\"userinfo\":{\"name\":null}}").store());

    assertThat(
            DATABASE.texts(
                """
                SELECT concat_ws(' ', t.token_type, t.account_id, t.interaction_id,
                  t.consent_grant_id, t.sid, t.acr, t.amr, t.generation,
                  t.authorization_code_id = c.id, t.jti IS NOT NULL,
                  t.family_id = (SELECT family_id FROM {tokens} WHERE token_type = 'refresh_token'),
                  t.claims->'userinfo' IS NOT NULL)
                FROM {tokens} t, {tokens} c
                WHERE c.token_type = 'authorization_code' AND t.id <> c.id ORDER BY t.token_type
                """))
        .containsExactly(
            "access_token alice i-1 7 sid-1 urn:acr:two {pwd,otp} 0 t t t t",
            "refresh_token alice i-1 7 sid-1 urn:acr:two {pwd,otp} 0 t f t t");
    assertThat(DATABASE.text("SELECT redeemed_at IS NOT NULL FROM {tokens} ORDER BY id LIMIT 1"))
        .isEqualTo("t");
  }

  @Test
  @DisplayName("remembers once that the browser session reached the client")
  void sessionClients() {
    server.redeem("c", server.code().store());
    server.redeem("c", server.code().store());
    server.redeem("c", server.code().withoutSession().store());
    assertThat(
            DATABASE.texts(
                "SELECT sid || ' ' || client_id || ' ' || account_id" + " FROM {session_clients}"))
        .containsExactly("sid-1 c alice");
    String until = DATABASE.text("SELECT expires_at FROM {session_clients}");

    server.clock.advance(Duration.ofDays(20));
    server.redeem("c", server.code().store());

    assertThat(DATABASE.text("SELECT expires_at FROM {session_clients}")).isGreaterThan(until);
  }

  @Test
  @DisplayName("keeps no token, code or verifier in clear in any row")
  void nothingInClear() {
    String code = server.code().store();
    Reply reply = server.redeem("c", code);

    String rows =
        String.join("\n", DATABASE.texts("SELECT t::text FROM {tokens} t"))
            + String.join("\n", DATABASE.texts("SELECT a::text FROM {audit_events} a"));
    assertThat(rows)
        .doesNotContain(code)
        .doesNotContain(text(reply, "access_token"))
        .doesNotContain(text(reply, "refresh_token"))
        .doesNotContain(StoredCodes.VERIFIER);
  }
}
