package dev.lockspire.token;

import static dev.lockspire.token.TokenServer.API;
import static dev.lockspire.token.TokenServer.error;
import static dev.lockspire.token.TokenServer.json;
import static dev.lockspire.token.TokenServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.crypto.Purpose;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.SealBroken;
import dev.lockspire.crypto.SealedByToken;
import dev.lockspire.http.Reply;
import dev.lockspire.minting.TestClient;
import dev.lockspire.minting.TestSigner;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.storage.TestDatabase;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The refresh token grant")
final class RefreshTokenGrantTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final String R1 = "https://one.example/";
  private static final String R2 = "https://two.example/";
  private static final String DETAILS = "[{\"type\": \"account_information\"}]";
  private final TokenServer server = new TokenServer(DATABASE.database(), Duration.ofSeconds(10));

  @BeforeEach
  void start() {
    DATABASE.clear();
    register(server);
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static void register(TokenServer server) {
    server.register(
        TestClient.named("c").grants("authorization_code", "refresh_token").build(),
        TestClient.named("other").grants("authorization_code", "refresh_token").build());
  }

  private static String first(TokenServer server, StoredCodes.Builder code) {
    return text(server.redeem("c", code.store()), "refresh_token");
  }

  private String first() {
    return first(server, server.code());
  }

  private static String live() {
    return DATABASE.text(
        "SELECT count(*) FROM {tokens} WHERE revoked_at IS NULL"
            + " AND token_type IN ('access_token', 'refresh_token')");
  }

  private static List<String> audit() {
    return DATABASE.texts(
        "SELECT action || ' ' || outcome FROM {audit_events}"
            + " WHERE action <> 'authorization_code_redeemed' ORDER BY id");
  }

  @Test
  @DisplayName("21 refresh rotation: new access and refresh token, and a refreshed ID token")
  void rotation() {
    Reply code = server.redeem("c", server.code().authTimeRequested().store());
    server.clock.advance(Duration.ofMinutes(5));
    Reply reply = server.refresh("c", text(code, "refresh_token"));

    assertThat(json(reply))
        .containsEntry("token_type", "Bearer")
        .containsEntry("expires_in", 3600L)
        .containsEntry("scope", "openid offline_access read:billing");
    assertThat(text(reply, "refresh_token")).isNotEqualTo(text(code, "refresh_token"));
    assertThat(text(reply, "access_token")).isNotEqualTo(text(code, "access_token"));
    Map<String, Object> before = TestSigner.claims(text(code, "id_token"));
    Map<String, Object> after = TestSigner.claims(text(reply, "id_token"));
    for (String kept : List.of("iss", "sub", "aud", "auth_time", "sid", "acr", "amr")) {
      assertThat(after.get(kept)).as(kept).isNotNull().isEqualTo(before.get(kept));
    }
    assertThat(after).doesNotContainKey("nonce");
    assertThat((Long) after.get("iat") - (Long) before.get("iat")).isEqualTo(300);
    assertThat(audit()).containsExactly("refresh_token_rotated succeeded");
    assertThat(server.told)
        .endsWith(TelemetryEvent.TOKEN_ISSUED, TelemetryEvent.REFRESH_TOKEN_ISSUED);
  }

  @Test
  @DisplayName("21 refresh rotation: the old row is spent, the new ones are its children")
  void rows() {
    server.refresh("c", first());

    assertThat(
            DATABASE.texts(
                """
                SELECT concat_ws(' ', t.token_type, t.generation, t.redeemed_at IS NOT NULL,
                  t.revoked_at IS NOT NULL, t.sid, t.account_id, t.interaction_id, p.token_type,
                  p.generation)
                FROM {tokens} t LEFT JOIN {tokens} p ON p.id = t.parent_token_id
                WHERE t.token_type <> 'authorization_code' ORDER BY t.generation, t.token_type
                """))
        .containsExactly(
            "access_token 0 f f sid-1 alice i-1 refresh_token 0",
            "refresh_token 0 t t sid-1 alice i-1",
            "access_token 1 f f sid-1 alice i-1 refresh_token 1",
            "refresh_token 1 f f sid-1 alice i-1 refresh_token 0");
    assertThat(DATABASE.text("SELECT count(DISTINCT family_id) FROM {tokens}")).isEqualTo("1");
  }

  @Test
  @DisplayName("slides: a rotated token gets 30 fresh days, an unused one expires")
  void sliding() {
    String token = first();
    server.clock.advance(Duration.ofDays(29));
    String next = text(server.refresh("c", token), "refresh_token");
    server.clock.advance(Duration.ofDays(29));
    String last = text(server.refresh("c", next), "refresh_token");
    assertThat(last).isNotNull();

    server.clock.advance(Duration.ofDays(31));
    assertThat(error(server.refresh("c", last))).isEqualTo("400 invalid_grant");
    assertThat(audit()).doesNotContain("token_family_revoked succeeded");
  }

  @Test
  @DisplayName("22 family revocation: replay of a rotated token ends the family, two audit rows")
  void familyRevocation() {
    String token = first();
    String newest = text(server.refresh("c", token), "refresh_token");
    server.clock.advance(Duration.ofSeconds(11));

    assertThat(error(server.refresh("c", token))).isEqualTo("400 invalid_grant");

    assertThat(live()).isEqualTo("0");
    assertThat(audit())
        .containsExactly(
            "refresh_token_rotated succeeded",
            "refresh_token_reuse_detected denied",
            "token_family_revoked succeeded");
    assertThat(DATABASE.text("SELECT count(*) FROM {tokens} WHERE reuse_detected_at IS NOT NULL"))
        .isEqualTo("1");
    assertThat(server.told)
        .endsWith(TelemetryEvent.REFRESH_TOKEN_REUSE_DETECTED, TelemetryEvent.TOKEN_FAMILY_REVOKED);
    assertThat(error(server.refresh("c", newest))).isEqualTo("400 invalid_grant");
  }

  @Test
  @DisplayName("22 family revocation: the time of the first reuse is kept")
  void firstReuseIsKept() {
    String token = first();
    server.refresh("c", token);
    server.clock.advance(Duration.ofSeconds(11));
    server.refresh("c", token);
    String stamped =
        DATABASE.text("SELECT reuse_detected_at FROM {tokens} WHERE reuse_detected_at IS NOT NULL");
    server.clock.advance(Duration.ofSeconds(11));

    server.refresh("c", token);

    assertThat(
            DATABASE.text(
                "SELECT reuse_detected_at FROM {tokens} WHERE reuse_detected_at IS NOT NULL"))
        .isEqualTo(stamped);
  }

  @Test
  @DisplayName("22 family revocation: a revoked token that is presented again counts as reuse")
  void revokedTokenIsReuse() {
    String token = first();
    DATABASE.execute("UPDATE {tokens} SET revoked_at = now() WHERE token_type = 'refresh_token'");

    assertThat(error(server.refresh("c", token))).isEqualTo("400 invalid_grant");
    assertThat(live()).isEqualTo("0");
    assertThat(audit()).contains("refresh_token_reuse_detected denied");
  }

  @Test
  @DisplayName("22 family revocation: reuse of a row that has expired ends the family too")
  void expiredRowReuse() {
    String token = first();
    server.clock.advance(Duration.ofDays(29));
    server.refresh("c", token);
    server.clock.advance(Duration.ofDays(2));

    assertThat(error(server.refresh("c", token))).isEqualTo("400 invalid_grant");
    assertThat(audit()).contains("token_family_revoked succeeded");
  }

  @Test
  @DisplayName("23 wrong-client refresh → invalid_grant; the owner can still refresh")
  void wrongClient() {
    String token = first();

    assertThat(error(server.refresh("other", token))).isEqualTo("400 invalid_grant");
    assertThat(server.refresh("c", token).status()).isEqualTo(200);
    assertThat(error(server.refresh("other", token))).isEqualTo("400 invalid_grant");
    assertThat(audit()).containsExactly("refresh_token_rotated succeeded");
  }

  @Test
  @DisplayName("24 refresh sub stable: sub, consent and authorization details survive rotation")
  void subjectStable() {
    DATABASE.execute(
        "INSERT INTO {consent_grants} (id, account_id, client_id, scopes, granted_at)"
            + " VALUES (7, 'alice', 'c', ARRAY['openid'], now())");
    Reply code = server.redeem("c", server.code().consent(7).authorizationDetails(DETAILS).store());
    Reply reply = server.refresh("c", text(code, "refresh_token"));

    assertThat(TestSigner.claims(text(reply, "access_token")).get("sub"))
        .isEqualTo(TestSigner.claims(text(code, "access_token")).get("sub"))
        .isEqualTo("alice");
    assertThat(DATABASE.texts("SELECT DISTINCT consent_grant_id::text FROM {tokens}"))
        .containsExactly("7");
    assertThat(DATABASE.texts("SELECT DISTINCT authorization_details::text FROM {tokens}"))
        .containsExactly(DETAILS);
  }

  @Test
  @DisplayName("25 refresh resource: R2 → aud [R2], family keeps R1 and R2; R3 → invalid_target")
  void resource() {
    String token = first(server, server.code().audience(R1, R2));
    assertThat(error(server.refresh("c", token, "resource", "https://three.example/")))
        .isEqualTo("400 invalid_target");

    Reply two = server.refresh("c", token, "resource", R2);
    assertThat(TestSigner.claims(text(two, "access_token"))).containsEntry("aud", List.of(R2));

    Reply all = server.refresh("c", text(two, "refresh_token"));
    assertThat(TestSigner.claims(text(all, "access_token"))).containsEntry("aud", List.of(R1, R2));
  }

  @Test
  @DisplayName("26 refresh scope: a subset narrows the access token only; more → invalid_scope")
  void scope() {
    String token = first();
    assertThat(error(server.refresh("c", token, "scope", "read:billing admin")))
        .isEqualTo("400 invalid_scope");
    assertThat(error(server.refresh("c", token, "scope", "read:billing \"")))
        .isEqualTo("400 invalid_scope");

    Reply narrow = server.refresh("c", token, "scope", "read:billing");
    assertThat(json(narrow)).containsEntry("scope", "read:billing").doesNotContainKey("id_token");
    assertThat(TestSigner.claims(text(narrow, "access_token")))
        .containsEntry("scope", "read:billing")
        .containsEntry("aud", List.of(API));

    Reply wide = server.refresh("c", text(narrow, "refresh_token"));
    assertThat(json(wide)).containsEntry("scope", "openid offline_access read:billing");
  }

  @Test
  @DisplayName("ends the family when the account is gone")
  void accountGone() {
    String token = first();
    server.accounts.remove("alice");

    assertThat(error(server.refresh("c", token))).isEqualTo("400 invalid_grant");
    assertThat(live()).isEqualTo("0");
    assertThat(DATABASE.text("SELECT reason_code FROM {audit_events} ORDER BY id DESC LIMIT 1"))
        .isEqualTo("account_not_found");
  }

  @Test
  @DisplayName("ends the family when the consent is revoked, expired or deleted")
  void consentGone() {
    for (String end :
        List.of(
            "UPDATE {consent_grants} SET status = 'revoked'",
            "UPDATE {consent_grants} SET expires_at = '2020-01-01'",
            "DELETE FROM {consent_grants}")) {
      DATABASE.clear();
      DATABASE.execute(
          "INSERT INTO {consent_grants} (id, account_id, client_id, scopes, granted_at)"
              + " VALUES (7, 'alice', 'c', ARRAY['openid'], now())");
      String token = first(server, server.code().consent(7));
      DATABASE.execute(end);

      assertThat(error(server.refresh("c", token))).as(end).isEqualTo("400 invalid_grant");
      assertThat(live()).as(end).isEqualTo("0");
      assertThat(audit()).containsExactly("token_family_revoked succeeded");
    }
  }

  @Test
  @DisplayName("consumes nothing when a token cannot be made")
  void nothingConsumedOnFailure() {
    String token = first();
    server.accounts.fail(true);
    assertThat(error(server.refresh("c", token))).isEqualTo("500 server_error");
    server.accounts.fail(false);
    server.signer.active().remove(SigningAlgorithm.RS256);
    assertThat(error(server.refresh("c", token))).isEqualTo("500 server_error");
    server.signer.active().add(SigningAlgorithm.RS256);

    assertThat(server.refresh("c", token).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("asks for a refresh token when there is none; refuses what is none")
  void missingAndUnknown() {
    assertThat(error(server.refresh("c", ""))).isEqualTo("400 invalid_request");
    assertThat(error(server.refresh("c", "never-issued"))).isEqualTo("400 invalid_grant");
    String access = text(server.redeem("c", server.code().store()), "access_token");
    assertThat(error(server.refresh("c", access))).isEqualTo("400 invalid_grant");
  }

  @Test
  @DisplayName("a refresh token without a family is a server error")
  void withoutFamily() {
    String token = first();
    DATABASE.execute("UPDATE {tokens} SET family_id = NULL");

    assertThat(error(server.refresh("c", token))).isEqualTo("500 server_error");
  }

  @Nested
  @DisplayName("28 grace window")
  final class Grace {

    @Test
    @DisplayName(
        "the immediate predecessor, presented again, gets the same successor and an access token of"
            + " its own")
    void sameSuccessor() {
      String token = first();
      Reply rotated = server.refresh("c", token);
      server.clock.advance(Duration.ofSeconds(9));

      Reply again = server.refresh("c", token);
      Reply third = server.refresh("c", token);

      for (Reply reply : List.of(again, third)) {
        assertThat(text(reply, "refresh_token")).isEqualTo(text(rotated, "refresh_token"));
        assertThat(text(reply, "scope")).isEqualTo(text(rotated, "scope"));
        assertThat(text(reply, "access_token")).isNotEqualTo(text(rotated, "access_token"));
        assertThat(json(reply)).containsKey("id_token");
      }
      assertThat(
              DATABASE.text(
                  "SELECT count(*) FROM {tokens} a JOIN {tokens} r ON r.id = a.parent_token_id"
                      + " WHERE a.token_type = 'access_token' AND a.generation = r.generation"
                      + " AND a.family_id = r.family_id AND r.redeemed_at IS NULL"))
          .isEqualTo("3");
      assertThat(
              DATABASE.text(
                  "SELECT count(*) FROM {audit_events} WHERE action = 'refresh_token_retried'"))
          .isEqualTo("2");
      assertThat(server.refresh("c", text(again, "refresh_token")).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("what a retry yields dies with the family")
    void retriedTokensAreOfTheFamily() {
      String token = first();
      server.refresh("c", token);
      server.refresh("c", token);
      server.clock.advance(Duration.ofSeconds(10));

      assertThat(error(server.refresh("c", token))).isEqualTo("400 invalid_grant");
      assertThat(live()).isEqualTo("0");
    }

    @Test
    @DisplayName("closes when the time is over: the family ends")
    void closesByTime() {
      String token = first();
      server.refresh("c", token);
      server.clock.advance(Duration.ofSeconds(10));

      assertThat(error(server.refresh("c", token))).isEqualTo("400 invalid_grant");
      assertThat(live()).isEqualTo("0");
    }

    @Test
    @DisplayName("closes when the successor has been used: the family ends")
    void closesByUse() {
      String token = first();
      String second = text(server.refresh("c", token), "refresh_token");
      server.refresh("c", second);

      assertThat(error(server.refresh("c", token))).isEqualTo("400 invalid_grant");
      assertThat(live()).isEqualTo("0");
    }

    @Test
    @DisplayName("is no way back into a revoked family")
    void notIntoRevokedFamily() {
      String token = first();
      server.refresh("c", token);
      DATABASE.execute("UPDATE {tokens} SET revoked_at = now() WHERE revoked_at IS NULL");

      assertThat(error(server.refresh("c", token))).isEqualTo("400 invalid_grant");
    }

    @Test
    @DisplayName("is for the same client only")
    void sameClientOnly() {
      String token = first();
      server.refresh("c", token);

      assertThat(error(server.refresh("other", token))).isEqualTo("400 invalid_grant");
      assertThat(server.refresh("c", token).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("still asks whether the account exists and the scope was granted")
    void stillJudged() {
      String token = first();
      server.refresh("c", token);
      assertThat(error(server.refresh("c", token, "scope", "admin")))
          .isEqualTo("400 invalid_scope");
      server.accounts.remove("alice");

      assertThat(error(server.refresh("c", token))).isEqualTo("400 invalid_grant");
      assertThat(live()).isEqualTo("0");
    }

    @Test
    @DisplayName("at zero seconds is off: nothing is sealed and the first replay ends the family")
    void off() {
      TokenServer strict = new TokenServer(DATABASE.database(), Duration.ZERO);
      register(strict);
      String token = first(strict, strict.code());
      strict.refresh("c", token);

      assertThat(DATABASE.text("SELECT count(*) FROM {tokens} WHERE successor_sealed IS NOT NULL"))
          .isEqualTo("0");
      assertThat(error(strict.refresh("c", token))).isEqualTo("400 invalid_grant");
      assertThat(live()).isEqualTo("0");
    }

    @Test
    @DisplayName("yields nothing to who steals the database: only the presented token opens it")
    void stolenDatabase() {
      String token = first();
      Reply rotated = server.refresh("c", token);
      byte[] sealed = sealed();
      SealedByToken seal = new SealedByToken(Purpose.REFRESH_SUCCESSOR, RandomSource.secure());

      assertThat(new String(seal.open(token, sealed), java.nio.charset.StandardCharsets.UTF_8))
          .contains(text(rotated, "refresh_token"));
      for (String known :
          DATABASE.texts(
              "SELECT unnest(ARRAY[token_hash, family_id, id::text, jti, sid, account_id])"
                  + " FROM {tokens}")) {
        if (known != null) {
          assertThatThrownBy(() -> seal.open(known, sealed)).isInstanceOf(SealBroken.class);
        }
      }
      assertThat(String.join("\n", DATABASE.texts("SELECT t::text FROM {tokens} t")))
          .doesNotContain(text(rotated, "refresh_token"))
          .doesNotContain(text(rotated, "access_token"));
    }

    @Test
    @DisplayName("a sealed value that was tampered with counts as reuse")
    void tampered() {
      String token = first();
      server.refresh("c", token);
      DATABASE.execute(
          "UPDATE {tokens} SET successor_sealed = set_byte(successor_sealed, 20, 0)"
              + " WHERE successor_sealed IS NOT NULL AND get_byte(successor_sealed, 20) <> 0");
      DATABASE.execute(
          "UPDATE {tokens} SET successor_sealed = set_byte(successor_sealed, 21, 255)"
              + " WHERE successor_sealed IS NOT NULL AND get_byte(successor_sealed, 21) <> 255");

      assertThat(error(server.refresh("c", token))).isEqualTo("400 invalid_grant");
    }

    private byte[] sealed() {
      return HexFormat.of()
          .parseHex(
              DATABASE.text(
                  "SELECT encode(successor_sealed, 'hex') FROM {tokens}"
                      + " WHERE successor_sealed IS NOT NULL"));
    }
  }
}
