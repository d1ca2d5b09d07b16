package dev.lockspire.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.client.Client;
import dev.lockspire.client.ClientFixture;
import dev.lockspire.crypto.Sha256;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A route with tokenLookup=database")
class DatabaseLookupTest {
  private static RouteFixture routes;

  @BeforeAll
  static void open() {
    routes = new RouteFixture();
  }

  @AfterAll
  static void close() {
    routes.close();
  }

  @BeforeEach
  void start() {
    routes.refusals.clear();
    routes.formats.clear();
  }

  private static FakeRoute ask(String token, String... parameters) {
    return ask(new FakeRoute().bearer(token), parameters);
  }

  private static FakeRoute ask(FakeRoute request, String... parameters) {
    String[] all = java.util.Arrays.copyOf(parameters, parameters.length + 2);
    all[parameters.length] = "tokenLookup";
    all[parameters.length + 1] = "database";
    return routes.send(request, all);
  }

  private static void assertRefused(FakeRoute answer, String reason) {
    assertThat(answer.reached()).isFalse();
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.challenge())
        .startsWith("Bearer realm=\"Lockspire\", error=\"invalid_token\", error_description=");
    assertThat(routes.refusals.get(routes.refusals.size() - 1).reason()).isEqualTo(reason);
  }

  private static String stored(String jwt) {
    routes.row().with("token_hash", Sha256.hex(jwt)).with("account_id", "ada").insert();
    return jwt;
  }

  @Test
  @DisplayName(
      "accepts an opaque token and makes the same token object of its row, in one statement")
  void opaque() {
    String token =
        routes
            .row()
            .with("account_id", "ada")
            .with("auth_time", routes.clients.now)
            .with("acr", "mfa")
            .with("jti", "an-id")
            .insert();
    ask(token);
    routes.counted.taken();
    FakeRoute answer = ask(token, "scopes", "read:billing", "audience", RouteFixture.BILLING);

    assertThat(routes.counted.taken()).hasSize(1);
    assertThat(answer.reached()).isTrue();
    AccessToken seen = AccessToken.of(answer.asked()).orElseThrow();
    assertThat(seen.subject()).isEqualTo("ada");
    assertThat(seen.clientId()).isEqualTo("app");
    assertThat(seen.scopes()).containsExactly("read:billing");
    assertThat(seen.audience()).containsExactly(RouteFixture.BILLING);
    assertThat(seen.expiresAt()).isEqualTo(routes.clients.now.plusSeconds(3600));
    assertThat(seen.acr()).contains("mfa");
    assertThat(seen.authTime()).contains(routes.clients.now);
    assertThat(seen.jti()).contains("an-id");
    assertThat(seen.claims())
        .containsEntry("iss", RouteFixture.ISSUER.value())
        .containsEntry("aud", List.of(RouteFixture.BILLING));
    assertThat(routes.formats.get(0)).containsEntry("token_format", "opaque");
  }

  @Test
  @DisplayName("tells the authorization details of an opaque token (RFC 9396 §9)")
  void authorizationDetails() {
    String token =
        routes.row().authorizationDetails("[{\"type\":\"payment\",\"amount\":7}]").insert();
    FakeRoute answer = ask(token);

    assertThat(AccessToken.of(answer.asked()).orElseThrow().claims())
        .containsEntry("authorization_details", List.of(Map.of("type", "payment", "amount", 7L)));
  }

  @Test
  @DisplayName("takes the client for the subject of its own token")
  void ownToken() {
    FakeRoute answer = ask(routes.row().without("account_id").insert());
    assertThat(AccessToken.of(answer.asked()).map(AccessToken::subject)).contains("app");
  }

  @Test
  @DisplayName(
      "names the account, opaque and JWT, also where a pairwise client has another subject")
  void account() {
    routes.clients.create("client_id", "pairwise", "subject_type", "pairwise");
    Client client = routes.clients.find("pairwise").orElseThrow();
    String sub = routes.subjects.of(client, "ada");
    String opaque = routes.row().with("client_id", "pairwise").with("account_id", "ada").insert();
    String jwt = routes.token("client_id", "pairwise", "sub", sub);
    routes
        .row()
        .with("client_id", "pairwise")
        .with("token_hash", Sha256.hex(jwt))
        .with("account_id", "ada")
        .insert();

    for (String token : List.of(opaque, jwt)) {
      AccessToken seen = AccessToken.of(ask(token).asked()).orElseThrow();
      assertThat(seen.subject()).isEqualTo(sub);
      assertThat(seen.claims()).containsEntry("sub", sub);
      assertThat(seen.account()).contains("ada");
    }
    AccessToken local =
        AccessToken.of(routes.send(new FakeRoute().bearer(jwt)).asked()).orElseThrow();
    assertThat(local.subject()).isEqualTo(sub);
    assertThat(local.account()).isEmpty();
    AccessToken own =
        AccessToken.of(ask(routes.row().without("account_id").insert()).asked()).get();
    assertThat(own.account()).isEmpty();
  }

  @Test
  @DisplayName("restrictions hold for opaque tokens too")
  void restrictions() {
    String token = routes.row().insert();
    assertThat(ask(token, "scopes", "write:billing").status()).isEqualTo(403);
    assertRefused(ask(token, "audience", "elsewhere"), "invalid_audience");
  }

  @Test
  @DisplayName("unknown, expired, revoked, reused, of another kind -> 401")
  void dead() {
    assertRefused(ask("never-issued"), "unknown_access_token");
    assertRefused(ask("x".repeat(9000)), "unknown_access_token");
    assertRefused(ask(routes.row().refresh("f").insert()), "unknown_access_token");
    assertRefused(ask(routes.row().code().insert()), "unknown_access_token");
    assertRefused(ask(routes.row().expires(routes.clients.now).insert()), "invalid_access_token");
    assertRefused(
        ask(routes.row().with("revoked_at", routes.clients.now).insert()), "invalid_access_token");
    assertRefused(
        ask(routes.row().with("reuse_detected_at", routes.clients.now).insert()),
        "invalid_access_token");
  }

  @Test
  @DisplayName("sees the revocation of a JWT at once, which a local route does not")
  void revokedJwt() {
    String jwt = stored(routes.token());
    assertThat(ask(jwt).reached()).isTrue();

    routes.clients.test.execute(
        "UPDATE {tokens} SET revoked_at = now() WHERE token_hash = '" + Sha256.hex(jwt) + "'");

    assertRefused(ask(jwt), "invalid_access_token");
    assertThat(routes.send(new FakeRoute().bearer(jwt)).reached()).isTrue();
    assertRefused(ask(routes.token("jti", "not stored")), "unknown_access_token");
  }

  @Test
  @DisplayName("a JWT is still judged by what it says")
  void judgedLocallyToo() {
    String ended = stored(routes.token("exp", routes.clients.now.getEpochSecond() - 1));
    assertThat(ask(ended).challenge())
        .isEqualTo("Bearer realm=\"Lockspire\", error=\"invalid_token\"");
    assertRefused(ask(stored(routes.token("iss", "https://other.example"))), "invalid_issuer");
  }

  @Test
  @DisplayName("a disabled client -> 401")
  void disabledClient() {
    routes.clients.create("client_id", "gone");
    String token = routes.row().with("client_id", "gone").insert();
    assertThat(ask(token).reached()).isTrue();

    routes.clients.registration().disable("gone", ClientFixture.OPERATOR);
    assertThat(ask(token).reached()).isFalse();
    routes.clients.test.execute("UPDATE {tokens} SET revoked_at = NULL WHERE client_id = 'gone'");
    assertRefused(ask(token), "client_disabled");
    assertRefused(ask(routes.row().with("client_id", "nobody").insert()), "client_disabled");
  }

  @Test
  @DisplayName("a bound opaque token needs its key, and one bound in an unknown way is refused")
  void bound() {
    String token = routes.row().with("cnf", "{\"jkt\":\"thumb\"}").insert();
    assertThat(ask(token).challenge()).startsWith("DPoP ");
    assertThat(ask(new FakeRoute().dpop(token, "good opaque")).reached()).isTrue();
    FakeRoute unknown = ask(routes.row().with("cnf", "{\"jwk\":\"x\"}").insert());
    assertThat(unknown.reached()).isFalse();
  }

  @Test
  @DisplayName("a database that is away -> 503, never accepted")
  void away() {
    String jwt = stored(routes.token("jti", "away"));
    String opaque = routes.row().insert();
    assertThat(ask(jwt).reached()).isTrue();
    routes.counted.away(true);
    try {
      for (String token : List.of(jwt, opaque)) {
        FakeRoute answer = ask(token);
        assertThat(answer.reached()).isFalse();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.challenge()).isNull();
        assertThat(answer.answered("Retry-After")).isNotNull();
        assertThat(answer.text()).startsWith("{\"error\":\"temporarily_unavailable\"");
        assertThat(AccessToken.of(answer.asked())).isEmpty();
      }
    } finally {
      routes.counted.away(false);
    }
  }

  @Test
  @DisplayName("the skew of the route also holds for what is on record")
  void skew() {
    String token = routes.row().expires(routes.clients.now.minus(Duration.ofSeconds(20))).insert();
    assertRefused(ask(token), "invalid_access_token");
    assertThat(ask(token, "clockSkew", "30").reached()).isTrue();
    assertThat(routes.refusals.get(0).compared()).isEqualTo(Map.of());
  }
}
