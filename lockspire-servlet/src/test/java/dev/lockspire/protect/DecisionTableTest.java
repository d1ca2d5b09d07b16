package dev.lockspire.protect;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import dev.lockspire.crypto.TestCertificate;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.senderconstraint.CertificateThumbprint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A protected route")
class DecisionTableTest {
  private static final String BEARER = "Bearer realm=\"Lockspire\"";
  private static final String INVALID = BEARER + ", error=\"invalid_token\"";
  private static final String DPOP_INVALID = "DPoP realm=\"Lockspire\", error=\"invalid_token\"";
  private static RouteFixture routes;

  @BeforeAll
  static void open() {
    routes = new RouteFixture();
  }

  @AfterAll
  static void close() {
    routes.close();
  }

  @AfterEach
  void tidy() {
    routes.formats.clear();
    routes.refusals.clear();
    routes.proofs.nextNonce = java.util.Optional.empty();
    routes.clients.policy = dev.lockspire.policy.ServerPolicy.defaults();
  }

  private static FakeRoute bearer(String token, String... parameters) {
    return routes.send(new FakeRoute().bearer(token), parameters);
  }

  private static void assertInvalid(FakeRoute answer) {
    assertThat(answer.reached()).isFalse();
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.challenge()).isEqualTo(INVALID);
    assertThat(answer.text()).startsWith("{\"error\":\"invalid_token\",\"error_description\":\"");
  }

  private static void assertRefused(FakeRoute answer, String challenge) {
    assertThat(answer.reached()).isFalse();
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.challenge()).startsWith(challenge + ", error_description=\"");
    assertThat(answer.text()).startsWith("{\"error\":\"invalid_token\",\"error_description\":\"");
  }

  private static String reason() {
    return routes.refusals.get(routes.refusals.size() - 1).reason();
  }

  @Test
  @DisplayName(
      "114 Route OK: scopes and audience satisfied -> the host sees subject, client_id, scope,"
          + " audience, expires_at")
  void ok() {
    FakeRoute answer =
        bearer(
            routes.token("acr", "mfa", "auth_time", routes.clients.now.getEpochSecond()),
            "scopes",
            "read:billing, write:billing",
            "audience",
            RouteFixture.BILLING);

    assertThat(answer.reached()).isTrue();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.challenge()).isNull();
    AccessToken token = AccessToken.of(answer.asked()).orElseThrow();
    assertThat(answer.asked().getAttribute("access_token")).isSameAs(token);
    assertThat(token.subject()).isEqualTo("ada");
    assertThat(token.clientId()).isEqualTo("app");
    assertThat(token.scope()).isEqualTo("read:billing write:billing");
    assertThat(token.scopes()).containsExactly("read:billing", "write:billing");
    assertThat(token.audience()).containsExactly(RouteFixture.BILLING);
    assertThat(token.expiresAt()).isEqualTo(routes.clients.now.plusSeconds(3600));
    assertThat(token.cnf()).isEmpty();
    assertThat(token.jti()).contains("an-id");
    assertThat(token.acr()).contains("mfa");
    assertThat(token.authTime()).contains(routes.clients.now);
    assertThat(token.scheme()).isEqualTo(AuthorizationScheme.BEARER);
    assertThat(token.bindingType()).isEmpty();
    assertThat(token.bindingVerified()).isFalse();
    assertThat(token.error()).isEmpty();
    assertThat(token.claims()).containsEntry("iss", RouteFixture.ISSUER.value());
    assertThat(token.toString()).doesNotContain(token.value()).contains("ada", "app");
  }

  @Test
  @DisplayName("without options any valid token will do")
  void anyToken() {
    assertThat(bearer(routes.token("aud", "somebody", "scope", "")).reached()).isTrue();
    assertThat(bearer(routes.token("aud", null)).reached()).isTrue();
  }

  @Test
  @DisplayName("115 Route missing token -> 401 Bearer realm=\"Lockspire\" only, body invalid_token")
  void missing() {
    for (FakeRoute request :
        List.of(
            new FakeRoute(),
            new FakeRoute().header("Authorization", "Basic YTpi"),
            new FakeRoute().header("Authorization", "Bearer"),
            new FakeRoute().header("Authorization", "Bearer   "),
            new FakeRoute().header("Authorization", "Token abc"))) {
      FakeRoute answer = routes.send(request, "scopes", "read:billing");

      assertThat(answer.reached()).isFalse();
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.challenge()).isEqualTo(BEARER);
      assertThat(answer.text()).startsWith("{\"error\":\"invalid_token\"");
      assertThat(answer.answered("Cache-Control")).isEqualTo("no-store");
      assertThat(AccessToken.of(answer.asked())).isEmpty();
    }
    assertThat(routes.refusals).as("there is nothing to explain").isEmpty();
  }

  @Test
  @DisplayName("no token object, because no filter came before -> the same")
  void noFilter() {
    FakeRoute answer =
        RouteFixture.through(
            new FakeRoute().bearer(routes.token()), new RequireTokenFilter(routes.protection));

    assertThat(answer.reached()).isFalse();
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.challenge()).isEqualTo(BEARER);
  }

  @Test
  @DisplayName("the scheme is read in any case, and the token after the first space")
  void scheme() {
    for (String scheme : List.of("bearer", "BEARER", "dpop", "DPoP")) {
      FakeRoute answer =
          routes.send(new FakeRoute().header("Authorization", scheme + " " + routes.token()));
      assertThat(answer.reached()).isTrue();
    }
  }

  @Test
  @DisplayName("more than one Authorization header -> 400 invalid_request")
  void twoAuthorizations() {
    String token = routes.token();
    FakeRoute answer =
        routes.send(new FakeRoute().header("Authorization", "Bearer " + token, "Bearer " + token));

    assertThat(answer.reached()).isFalse();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.challenge()).startsWith(BEARER + ", error=\"invalid_request\"");
    assertThat(answer.text()).startsWith("{\"error\":\"invalid_request\"");
  }

  @Test
  @DisplayName("116 Route opaque: opaque token -> 401 invalid_token with description")
  void opaque() {
    String opaque = routes.row().insert();
    for (String token :
        List.of(opaque, "a.b", "a..c", "a.b.", ".b.c", "a.b.c.d", "a.b.c=", "a b.c.d")) {
      assertRefused(bearer(token), INVALID);
      assertThat(reason()).isEqualTo("opaque_token_not_accepted");
    }
    assertThat(routes.formats)
        .isNotEmpty()
        .allMatch(Map.of("token_format", "opaque-rejected")::equals);
    assertRefused(routes.send(new FakeRoute().dpop(opaque)), DPOP_INVALID);
  }

  @Test
  @DisplayName("malformed header -> 401 Bearer, error=\"invalid_token\"")
  void malformed() {
    String token = routes.token();
    assertInvalid(bearer("e30x" + token.substring(token.indexOf('.'))));
    assertThat(reason()).isEqualTo("malformed");
    assertInvalid(routes.send(new FakeRoute().dpop("bm8" + token.substring(token.indexOf('.')))));
    assertThat(reason()).isEqualTo("malformed");
  }

  @Test
  @DisplayName("117 Route JWT rules: no kid, unknown kid, bad signature, HS256 -> 401")
  void genuine() throws Exception {
    String token = routes.token();
    String rest = token.substring(token.indexOf('.'));
    String kid = JWSObject.parse(token).getHeader().getKeyID();

    assertInvalid(bearer(encoded("{\"alg\":\"ES256\"}") + rest));
    assertThat(reason()).isEqualTo("no_kid");
    assertInvalid(bearer(encoded("{\"alg\":\"ES256\",\"kid\":\"nobody\"}") + rest));
    assertThat(reason()).isEqualTo("key_not_found");
    char last = token.charAt(token.length() - 2);
    assertInvalid(
        bearer(
            token.substring(0, token.length() - 2)
                + (last == 'A' ? 'B' : 'A')
                + token.charAt(token.length() - 1)));
    assertThat(reason()).isEqualTo("invalid_signature");

    JWSObject hmac =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(kid).build(),
            new Payload(routes.claims()));
    hmac.sign(new MACSigner(new byte[32]));
    assertInvalid(bearer(hmac.serialize()));
    assertThat(reason()).isEqualTo("invalid_signature");
    assertInvalid(bearer(encoded("{\"alg\":\"none\",\"kid\":\"" + kid + "\"}") + rest));
    assertThat(reason()).isEqualTo("invalid_signature");
  }

  @Test
  @DisplayName("RS256, ES256, PS256, and EdDSA when the server signs with it")
  void algorithms() {
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      routes.activate(algorithm);
      String token = routes.signed(algorithm, "at+jwt", routes.claims());
      assertThat(bearer(token).reached()).as(algorithm.wireName()).isTrue();
    }
  }

  @Test
  @DisplayName("117 Route JWT rules: typ JWT, wrong iss, trailing-slash iss -> 401")
  void kindAndIssuer() {
    for (String type : List.of("JWT", "logout+jwt", "at", "")) {
      assertRefused(bearer(routes.signed(type, routes.claims())), INVALID);
      assertThat(reason()).isEqualTo("invalid_typ");
    }
    for (String type : List.of("AT+JWT", "application/at+jwt", "Application/At+Jwt")) {
      assertThat(bearer(routes.signed(type, routes.claims())).reached()).isTrue();
    }
    for (String issuer :
        List.of(
            "https://other.example",
            RouteFixture.ISSUER.value() + "/",
            "https://ID.example.com/lockspire")) {
      assertRefused(bearer(routes.token("iss", issuer)), INVALID);
      assertThat(reason()).isEqualTo("invalid_issuer");
    }
    assertRefused(bearer(routes.token("iss", null)), INVALID);
  }

  @Test
  @DisplayName("117 Route JWT rules: no exp, exp 0, no iat, blank sub -> 401")
  void required() {
    assertViolation("missing_exp", "exp", null);
    assertViolation("missing_exp", "exp", 0);
    assertViolation("missing_exp", "exp", -1);
    assertViolation("missing_exp", "exp", "1893456000");
    assertViolation("missing_exp", "exp", 1893456000.5);
    assertViolation("missing_exp", "exp", Long.MAX_VALUE);
    assertViolation("missing_iat", "iat", null);
    assertViolation("missing_iat", "iat", "now");
    assertViolation("missing_sub", "sub", null);
    assertViolation("missing_sub", "sub", " ");
    assertViolation("missing_sub", "sub", 7);
  }

  private static void assertViolation(String reason, String claim, Object value) {
    assertRefused(bearer(routes.token(claim, value)), INVALID);
    assertThat(reason()).isEqualTo(reason);
  }

  @Test
  @DisplayName("of several violations the first in order is told")
  void order() {
    assertRefused(
        bearer(routes.signed("JWT", routes.claims("iss", "x", "exp", null, "sub", ""))), INVALID);
    assertThat(reason()).isEqualTo("invalid_typ");
    assertRefused(bearer(routes.token("iss", "x", "exp", null)), INVALID);
    assertThat(reason()).isEqualTo("invalid_issuer");
    assertRefused(bearer(routes.token("iat", null, "sub", "")), INVALID);
    assertThat(reason()).isEqualTo("missing_iat");
    assertInvalid(bearer(routes.token("exp", 1), "audience", "x", "scopes", "admin"));
    assertThat(reason()).isEqualTo("invalid_time_claims");
    assertRefused(bearer(routes.token(), "audience", "x", "scopes", "admin"), INVALID);
    assertThat(reason()).isEqualTo("invalid_audience");
  }

  @Test
  @DisplayName("a confirmation that is not understood never makes a bearer token -> 401")
  void unknownConfirmation() {
    for (Object cnf :
        List.of(
            Map.of(), "x", Map.of("jwk", "x"), Map.of("jkt", 1), Map.of("jkt", "k", "kid", "x"))) {
      FakeRoute answer = bearer(routes.token("cnf", cnf));
      assertThat(answer.reached()).isFalse();
      assertThat(answer.status()).isEqualTo(401);
      assertThat(reason()).isEqualTo("unknown_confirmation");
    }
  }

  @Test
  @DisplayName("117 Route JWT rules: expired, nbf future -> 401, no skew unless it is configured")
  void time() {
    long now = routes.clients.now.getEpochSecond();
    assertInvalid(bearer(routes.token("exp", now)));
    assertThat(reason()).isEqualTo("invalid_time_claims");
    assertInvalid(bearer(routes.token("exp", now - 1)));
    assertInvalid(bearer(routes.token("nbf", now + 1)));
    assertInvalid(bearer(routes.token("nbf", "soon")));
    assertThat(bearer(routes.token("exp", now + 1, "nbf", now)).reached()).isTrue();

    assertThat(bearer(routes.token("exp", now - 59), "clockSkew", "60").reached()).isTrue();
    assertInvalid(bearer(routes.token("exp", now - 60), "clockSkew", "60"));
    assertThat(bearer(routes.token("nbf", now + 60), "clockSkew", "60").reached()).isTrue();
    assertInvalid(bearer(routes.token("nbf", now + 61), "clockSkew", "60"));
  }

  @Test
  @DisplayName("118 Route audience/scope: wrong aud -> 401")
  void audience() {
    String[] restricted = {"audience", RouteFixture.BILLING};
    assertRefused(bearer(routes.token("aud", "https://shop.example/API"), restricted), INVALID);
    assertThat(reason()).isEqualTo("invalid_audience");
    assertThat(routes.refusals.get(0).compared())
        .containsEntry("accepted", RouteFixture.BILLING)
        .containsEntry("audience", "https://shop.example/API");
    for (Object unreadable : new Object[] {null, List.of(), List.of(" "), List.of(1), "", 7}) {
      assertRefused(bearer(routes.token("aud", unreadable), restricted), INVALID);
      assertThat(reason()).isEqualTo("missing_audience");
    }
    assertThat(bearer(routes.token("aud", RouteFixture.BILLING), restricted).reached()).isTrue();
    assertThat(
            bearer(routes.token("aud", List.of("x", RouteFixture.BILLING)), restricted).reached())
        .isTrue();
    assertThat(
            bearer(routes.token("aud", "b"), "audiences", "a b", "enforce_audience", "true")
                .reached())
        .isTrue();
  }

  @Test
  @DisplayName(
      "118 Route audience/scope: missing scope -> 403 insufficient_scope + scope attribute")
  void scope() {
    FakeRoute answer =
        bearer(routes.token("scope", "read:billing"), "scopes", "read:billing write:billing");

    assertThat(answer.reached()).isFalse();
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.challenge())
        .matches(
            "Bearer realm=\"Lockspire\", error=\"insufficient_scope\", error_description=\"[^\"]+\","
                + " scope=\"read:billing write:billing\"");
    assertThat(answer.text()).startsWith("{\"error\":\"insufficient_scope\"");
    assertThat(answer.asked().getAttribute("access_token"))
        .isInstanceOfSatisfying(
            AccessToken.class,
            token -> {
              assertThat(token.error()).contains("insufficient_scope");
              assertThat(token.subject()).isEqualTo("ada");
            });
    assertThat(AccessToken.of(answer.asked())).isEmpty();
    assertThat(bearer(routes.token("scope", "Read:billing"), "scopes", "read:billing").status())
        .as("exact, case-sensitive")
        .isEqualTo(403);
    assertThat(bearer(routes.token("scope", null), "scopes", "read:billing").status())
        .isEqualTo(403);
    assertThat(
            routes
                .send(new FakeRoute().dpop(routes.token("scope", "")), "scopes", "read:billing")
                .challenge())
        .startsWith("DPoP realm=\"Lockspire\", error=\"insufficient_scope\"");
  }

  @Test
  @DisplayName("nothing of a token that did not verify can be read")
  void unverified() {
    FakeRoute answer = bearer(routes.token("iss", "https://other.example"));
    AccessToken token = (AccessToken) answer.asked().getAttribute("access_token");

    assertThat(token.claims()).isEmpty();
    assertThat(token.bindingType()).isEmpty();
    org.assertj.core.api.Assertions.assertThatThrownBy(token::subject)
        .isInstanceOf(IllegalStateException.class);
    assertThat(token.toString()).doesNotContain(token.value());
  }

  @Test
  @DisplayName(
      "RFC 9470: acr and maxAge unmet -> 401 insufficient_user_authentication, what is demanded")
  void stepUp() {
    long now = routes.clients.now.getEpochSecond();
    String[] demands = {"acr", "mfa phr", "maxAge", "300"};
    String expected =
        "Bearer realm=\"Lockspire\", error=\"insufficient_user_authentication\","
            + " error_description=\"[^\"]+\", acr_values=\"mfa phr\", max_age=\"300\"";

    for (String token :
        List.of(
            routes.token(),
            routes.token("acr", "pwd", "auth_time", now),
            routes.token("acr", "mfa"),
            routes.token("acr", "mfa", "auth_time", now - 301))) {
      FakeRoute answer = bearer(token, demands);
      assertThat(answer.reached()).isFalse();
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.challenge()).matches(expected);
      assertThat(answer.text()).startsWith("{\"error\":\"insufficient_user_authentication\"");
    }
    assertThat(bearer(routes.token("acr", "phr", "auth_time", now - 300), demands).reached())
        .isTrue();
    assertThat(bearer(routes.token("auth_time", now - 10), "maxAge", "5").challenge())
        .endsWith("max_age=\"5\"")
        .doesNotContain("acr_values");
  }

  @Test
  @DisplayName(
      "119 Route DPoP: bound token: no proof 401 DPoP; no nonce use_dpop_nonce + header; good -> 200; replay 401")
  void dpop() {
    String token = routes.token("cnf", Map.of("jkt", "thumb"));

    assertRefused(bearer(token), DPOP_INVALID);
    assertThat(reason()).isEqualTo("invalid_dpop_authorization_scheme");
    FakeRoute without = routes.send(new FakeRoute().dpop(token));
    assertRefused(without, DPOP_INVALID);
    assertThat(without.challenge()).endsWith(", algs=\"RS256 ES256 PS256 EdDSA\"");
    assertThat(reason()).isEqualTo("missing_dpop_proof");

    for (String nonce : List.of("missing_dpop_nonce", "invalid_dpop_nonce")) {
      FakeRoute answer = routes.send(new FakeRoute().dpop(token, nonce));
      assertThat(answer.reached()).isFalse();
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.challenge())
          .matches(
              "DPoP realm=\"Lockspire\", error=\"use_dpop_nonce\", error_description=\"[^\"]+\","
                  + " algs=\"RS256 ES256 PS256 EdDSA\"");
      assertThat(answer.answered("DPoP-Nonce")).isEqualTo("fresh-nonce-RESOURCE_SERVER");
      assertThat(answer.answered("Access-Control-Expose-Headers"))
          .contains("DPoP-Nonce", "WWW-Authenticate");
      assertThat(answer.text()).startsWith("{\"error\":\"use_dpop_nonce\"");
      assertThat(reason()).isEqualTo(nonce);
    }
    assertRefused(routes.send(new FakeRoute().dpop(token, "invalid_htu")), DPOP_INVALID);
    assertThat(reason()).isEqualTo("invalid_htu");

    FakeRoute good = routes.send(new FakeRoute().dpop(token, "good 119"));
    assertThat(good.reached()).isTrue();
    AccessToken seen = AccessToken.of(good.asked()).orElseThrow();
    assertThat(seen.bindingVerified()).isTrue();
    assertThat(seen.bindingType()).contains(BindingType.DPOP);
    assertThat(seen.cnf()).containsEntry("jkt", "thumb");
    assertThat(good.answered("DPoP-Nonce")).isNull();
    assertThat(routes.proofs.demanded.targets())
        .containsExactly("https://shop.example:443/api/orders");
    assertThat(routes.proofs.demanded.method()).isEqualTo("GET");
    assertThat(routes.proofs.demanded.accessToken()).contains(token);
    assertThat(routes.proofs.demanded.boundTo()).contains("thumb");

    assertRefused(routes.send(new FakeRoute().dpop(token, "good 119")), DPOP_INVALID);
    assertThat(reason()).isEqualTo("dpop_proof_replayed");
  }

  @Test
  @DisplayName("119 Route DPoP: under-scoped 403 DPoP challenge, with the scope")
  void dpopScope() {
    String token = routes.token("cnf", Map.of("jkt", "thumb"), "scope", "read:billing");
    FakeRoute answer =
        routes.send(new FakeRoute().dpop(token, "good scope"), "scopes", "write:billing");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.challenge())
        .matches(
            "DPoP realm=\"Lockspire\", error=\"insufficient_scope\", error_description=\"[^\"]+\","
                + " scope=\"write:billing\"");
    assertThat(bearer(token, "scopes", "write:billing").challenge()).startsWith("DPoP ");
  }

  @Test
  @DisplayName("a structured failure of a bound token is challenged with its binding")
  void challengeOfBinding() {
    Map<String, String> both = Map.of("jkt", "thumb", "x5t#S256", "cert");
    String[] elsewhere = {"audience", "elsewhere"};
    assertRefused(bearer(routes.token("cnf", Map.of("jkt", "t")), elsewhere), DPOP_INVALID);
    assertRefused(bearer(routes.token("cnf", both), elsewhere), DPOP_INVALID);
    assertRefused(
        routes.send(new FakeRoute().dpop(routes.token("cnf", Map.of("x5t#S256", "c"))), elsewhere),
        INVALID);
    assertRefused(bearer(routes.token("cnf", both, "iat", null)), DPOP_INVALID);
    assertInvalid(bearer(routes.token("cnf", both, "exp", 1)));
  }

  @Test
  @DisplayName("a fresh DPoP-Nonce comes with a success when the old one is past half its life")
  void nextNonce() {
    routes.proofs.nextNonce = java.util.Optional.of("next");
    FakeRoute good =
        routes.send(new FakeRoute().dpop(routes.token("cnf", Map.of("jkt", "thumb")), "good next"));

    assertThat(good.reached()).isTrue();
    assertThat(good.answered("DPoP-Nonce")).isEqualTo("next");
    assertThat(good.answered("Access-Control-Expose-Headers")).contains("DPoP-Nonce");
  }

  @Test
  @DisplayName("the algorithms of the profile are demanded and told")
  void profile() {
    routes.clients.policy =
        routes.clients.policy.withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY);
    FakeRoute answer =
        routes.send(
            new FakeRoute().dpop(routes.token("cnf", Map.of("jkt", "thumb")), "invalid_ath"));

    assertThat(answer.challenge()).endsWith("algs=\"ES256 PS256\"");
    assertThat(routes.proofs.demanded.profile().algorithms())
        .containsExactlyInAnyOrder(SigningAlgorithm.ES256, SigningAlgorithm.PS256);
  }

  @Test
  @DisplayName("a replay store that fails -> 401, fail closed")
  void replayStoreFails() {
    String token = routes.token("cnf", Map.of("jkt", "thumb"));
    routes.counted.away(true);
    try {
      assertRefused(routes.send(new FakeRoute().dpop(token, "good away")), DPOP_INVALID);
      assertThat(reason()).isEqualTo("dpop_replay_store_failed");
    } finally {
      routes.counted.away(false);
    }
  }

  @Test
  @DisplayName(
      "120 Route mTLS / dual: x5t token with cert 200, without 401 Bearer; dual-bound needs both")
  void certificate() {
    TestCertificate certificate = TestCertificate.selfSigned("CN=app");
    String thumbprint = CertificateThumbprint.of(certificate.certificate()).value();
    String bound = routes.token("cnf", Map.of("x5t#S256", thumbprint));
    String dual = routes.token("cnf", Map.of("x5t#S256", thumbprint, "jkt", "thumb"));

    assertRefused(bearer(bound), INVALID);
    assertThat(reason()).isEqualTo("invalid_client_certificate");
    assertRefused(routes.send(new FakeRoute().dpop(dual, "good dual 1")), INVALID);
    assertRefused(
        routes.send(new FakeRoute().bearer(bound).presenting(TestCertificate.selfSigned("CN=app"))),
        INVALID);

    FakeRoute good = routes.send(new FakeRoute().bearer(bound).presenting(certificate));
    assertThat(good.reached()).isTrue();
    assertThat(AccessToken.of(good.asked()).flatMap(AccessToken::bindingType))
        .contains(BindingType.MTLS);
    assertRefused(routes.send(new FakeRoute().bearer(dual).presenting(certificate)), DPOP_INVALID);
    assertRefused(routes.send(new FakeRoute().dpop(dual).presenting(certificate)), DPOP_INVALID);
    FakeRoute both = routes.send(new FakeRoute().dpop(dual, "good dual 2").presenting(certificate));
    assertThat(both.reached()).isTrue();
    assertThat(AccessToken.of(both.asked()).flatMap(AccessToken::bindingType))
        .contains(BindingType.DPOP_AND_MTLS);
  }

  @Test
  @DisplayName(
      "121 Fail closed: drop the middle filter, send bound token -> 403; unbound bearer -> 200")
  void failClosed() {
    VerifyTokenFilter verify = new VerifyTokenFilter(routes.route());
    RequireTokenFilter require = new RequireTokenFilter(routes.protection);

    for (Map<String, String> cnf : List.of(Map.of("jkt", "t"), Map.of("x5t#S256", "c"))) {
      FakeRoute answer =
          RouteFixture.through(
              new FakeRoute().dpop(routes.token("cnf", cnf), "good closed"), verify, require);
      assertThat(answer.reached()).isFalse();
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.challenge())
          .startsWith(
              (cnf.containsKey("jkt") ? "DPoP" : "Bearer")
                  + " realm=\"Lockspire\", error=\"invalid_token\"");
      assertThat(answer.text()).startsWith("{\"error\":\"invalid_token\"");
      assertThat(AccessToken.of(answer.asked())).isEmpty();
    }
    assertThat(
            RouteFixture.through(new FakeRoute().bearer(routes.token()), verify, require).reached())
        .isTrue();
  }

  @Test
  @DisplayName("the first two filters never end the request")
  void neverEnd() {
    for (FakeRoute request :
        List.of(
            new FakeRoute(),
            new FakeRoute().bearer("opaque"),
            new FakeRoute().dpop(routes.token("cnf", Map.of("jkt", "t")), "invalid_htm"))) {
      FakeRoute answer =
          RouteFixture.through(
              request,
              new VerifyTokenFilter(routes.route("scopes", "admin")),
              new EnforceSenderConstraintsFilter(routes.protection));
      assertThat(answer.reached()).isTrue();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(AccessToken.of(answer.asked())).isEmpty();
    }
  }

  @Test
  @DisplayName("where two routes ask, both must be satisfied, and a proof is used once")
  void twice() {
    String token = routes.token("cnf", Map.of("jkt", "t"), "scope", "read:billing");
    FakeRoute both =
        RouteFixture.through(
            new FakeRoute().dpop(token, "good twice"),
            new VerifyTokenFilter(routes.route()),
            new EnforceSenderConstraintsFilter(routes.protection),
            new VerifyTokenFilter(routes.route("scopes", "read:billing")),
            new EnforceSenderConstraintsFilter(routes.protection),
            new RequireTokenFilter(routes.protection));
    assertThat(both.reached()).isTrue();

    FakeRoute first =
        RouteFixture.through(
            new FakeRoute().dpop(token, "good twice more"),
            new VerifyTokenFilter(routes.route("scopes", "admin")),
            new VerifyTokenFilter(routes.route()),
            new EnforceSenderConstraintsFilter(routes.protection),
            new RequireTokenFilter(routes.protection));
    assertThat(first.reached()).isFalse();
    assertThat(first.status()).isEqualTo(403);
  }

  @Test
  @DisplayName("a request that waited is not judged anew by the same route")
  void waited() {
    Protection route = routes.route("scopes", "read:billing");
    FakeRoute request = new FakeRoute().bearer(routes.token());
    assertThat(route.verify(request.asked())).isInstanceOf(Decision.Allowed.class);

    request.bearer(routes.token("exp", 1)).dispatched(jakarta.servlet.DispatcherType.ASYNC);
    assertThat(route.verify(request.asked())).isInstanceOf(Decision.Allowed.class);
    assertThat(routes.route().verify(request.asked())).isInstanceOf(Decision.Refused.class);
  }

  @Test
  @DisplayName("a refusal is on record, rule by rule, under the id that the caller is told")
  void explained() {
    FakeRoute answer =
        bearer(routes.token("scope", ""), "scopes", "admin", "audience", RouteFixture.BILLING);

    assertThat(routes.refusals)
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(answer.answered("Lockspire-Correlation-Id"))
                  .isEqualTo(refusal.correlationId());
              assertThat(refusal.route()).isEqualTo("/api/*");
              assertThat(refusal.clientId()).contains("app");
              assertThat(refusal.judgements().get(0).rule())
                  .isEqualTo("AUTHORIZATION_IS_SENT_ONCE");
              assertThat(refusal.judgements()).filteredOn(j -> !j.passed()).hasSize(1);
              assertThat(refusal.judgements().get(refusal.judgements().size() - 1).rule())
                  .isEqualTo("SCOPE_IS_SUFFICIENT");
              assertThat(refusal.toString() + refusal.compared()).doesNotContain("eyJ");
            });
  }

  @Test
  @DisplayName("rs.token_format tells format, client, audience and binding, before restrictions")
  void telemetry() {
    bearer(routes.token("cnf", Map.of("jkt", "t")), "audience", "elsewhere");

    assertThat(routes.formats)
        .containsExactly(
            Map.of(
                "token_format", "jwt",
                "client_id", "app",
                "audience", RouteFixture.BILLING,
                "binding_type", "dpop"));
  }

  @Test
  @DisplayName(
      "a token that is shown again is judged again: it ends in time, and no statement is made")
  void again() {
    String token = routes.token("exp", routes.clients.now.getEpochSecond() + 60);
    assertThat(bearer(token).reached()).isTrue();
    routes.counted.taken();
    assertThat(bearer(token).reached()).isTrue();
    assertThat(bearer(token, "scopes", "admin").status()).isEqualTo(403);
    assertThat(routes.counted.taken()).isEmpty();

    routes.advance(Duration.ofSeconds(60));
    assertInvalid(bearer(token));
  }

  private static String encoded(String json) {
    return dev.lockspire.crypto.Base64Url.encode(RouteFixture.ascii(json));
  }
}
