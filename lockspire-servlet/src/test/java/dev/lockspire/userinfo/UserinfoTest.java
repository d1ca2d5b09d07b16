package dev.lockspire.userinfo;

import static dev.lockspire.minting.ScriptedHost.claims;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.host.Claims;
import dev.lockspire.host.ClaimsContext;
import dev.lockspire.http.Call;
import dev.lockspire.http.JsonReader;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Reply;
import dev.lockspire.http.Route;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.minting.AccountClaims;
import dev.lockspire.minting.ClaimsSelection;
import dev.lockspire.minting.LookupFixture;
import dev.lockspire.minting.ScriptedHost;
import dev.lockspire.minting.TokenFixture;
import dev.lockspire.policy.ServerPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("UserInfo")
class UserinfoTest {
  private static final LookupFixture FIXTURE = new LookupFixture();
  private static final String REALM = "Bearer realm=\"Lockspire Userinfo\"";
  private static final String INVALID_TOKEN = REALM + ", error=\"invalid_token\"";

  private final ScriptedHost host = new ScriptedHost();
  private final Route route =
      new Route(
          List.of("GET", "POST", "OPTIONS"),
          "/userinfo",
          new UserinfoEndpoint(
              FIXTURE.lookup(),
              FIXTURE.clients::find,
              () -> FIXTURE.clients.policy,
              new AccountClaims(host),
              new ClaimsSelection(Map.of()),
              FIXTURE.clients.clock,
              RuleTrace.OFF),
          Route.Rendering.JSON,
          Route.Body.ANY);

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void person() {
    FIXTURE.clients.policy = ServerPolicy.defaults();
    host.known.put(
        "person-1",
        Claims.of(
            claims(
                "name", "Ada Lovelace",
                "nickname", null,
                "email", "ada@example.com",
                "email_verified", true,
                "phone_number", "+43 1",
                "department", "R&D",
                "sub", "somebody-else")));
  }

  private static TokenFixture token() {
    return FIXTURE.token().scopes("openid", "profile", "email");
  }

  private Reply get(String authorization) {
    return dispatch("GET", Map.of("Authorization", authorization), Parameters.none());
  }

  private Reply dispatch(String method, Map<String, String> headers, Parameters form) {
    return dispatch(LookupFixture.call(method, "/userinfo", headers, Parameters.none(), form));
  }

  private Reply dispatch(Call call) {
    return FIXTURE.dispatch(route, call);
  }

  private static Parameters form(String token) {
    return Parameters.of(Map.of("access_token", token));
  }

  private static Map<String, Object> json(Reply reply) {
    return JsonReader.object(reply.text(), 10_000).orElseThrow();
  }

  private static void assertRefused(Reply reply, int status, String error, String challenge) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(json(reply)).containsEntry("error", error);
    assertThat(reply.header("WWW-Authenticate")).contains(challenge);
    assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
  }

  private static void assertInvalidToken(Reply reply) {
    assertRefused(reply, 401, "invalid_token", INVALID_TOKEN);
  }

  @Test
  @DisplayName(
      "75 Userinfo claims: profile+email scopes → sub, name, email; nulls and unscoped claims"
          + " absent")
  void claimsByScope() {
    Reply reply = get("Bearer " + token().insert());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(json(reply))
        .isEqualTo(
            Map.of(
                "sub", "person-1",
                "name", "Ada Lovelace",
                "email", "ada@example.com",
                "email_verified", true));
    assertThat(reply.header("Content-Type")).contains("application/json");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.header("Pragma")).contains("no-cache");
    assertThat(host.lastContext)
        .isEqualTo(
            new ClaimsContext(
                ClaimsContext.Purpose.USERINFO, "C", Set.of("openid", "profile", "email")));
  }

  @Test
  @DisplayName("delivers what the claims parameter asked for, beyond the scopes")
  void requestedClaims() {
    String token =
        FIXTURE
            .token()
            .scopes("openid")
            .with("claims", "{\"userinfo\":{\"department\":null}}")
            .insert();
    assertThat(json(get("Bearer " + token)))
        .isEqualTo(Map.of("sub", "person-1", "department", "R&D"));
  }

  @Test
  @DisplayName("the scheme is case-insensitive")
  void scheme() {
    for (String scheme : List.of("Bearer", "bearer", "BEARER")) {
      assertThat(get(scheme + " " + token().insert()).status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName(
      "76 Userinfo errors: no token → 401 Bearer realm=\"Lockspire Userinfo\" without error")
  void noToken() {
    assertRefused(dispatch("GET", Map.of(), Parameters.none()), 401, "invalid_token", REALM);
    assertRefused(dispatch("POST", Map.of(), form(" ")), 401, "invalid_token", REALM);
    assertRefused(get("Basic QzpD"), 401, "invalid_token", REALM);
    assertRefused(get("Bearer"), 401, "invalid_token", REALM);
  }

  @Test
  @DisplayName("76 Userinfo errors: DPoP token as Bearer → 401 DPoP challenge with algs")
  void boundTokenAsBearer() {
    String token = token().with("cnf", "{\"jkt\":\"thumb\"}").insert();
    String challenge =
        "DPoP realm=\"Lockspire Userinfo\", error=\"invalid_token\","
            + " algs=\"RS256 ES256 PS256 EdDSA\"";
    assertRefused(get("Bearer " + token), 401, "invalid_token", challenge);
    assertRefused(get("DPoP " + token), 401, "invalid_token", challenge);
  }

  @Test
  @DisplayName("a certificate-bound token is refused without its certificate")
  void certificateBound() {
    assertInvalidToken(get("Bearer " + token().with("cnf", "{\"x5t#S256\":\"thumb\"}").insert()));
  }

  @Test
  @DisplayName("an unbound token sent as DPoP → 401")
  void unboundTokenAsDpop() {
    assertInvalidToken(get("DPoP " + token().insert()));
  }

  @Test
  @DisplayName("124 FAPI boundary: FAPI global: /userinfo Bearer → 401")
  void fapi() {
    ServerPolicy open = ServerPolicy.defaults();
    FIXTURE.clients.policy =
        new ServerPolicy(
            open.parPolicy(),
            open.dpopPolicy(),
            dev.lockspire.policy.SecurityProfile.FAPI_2_0_SECURITY,
            open.accessTokenFormat(),
            open.maxDelegationDepth(),
            open.registration());
    assertRefused(
        get("Bearer " + token().insert()),
        401,
        "invalid_token",
        "DPoP realm=\"Lockspire Userinfo\", error=\"invalid_token\", algs=\"ES256 PS256\"");
  }

  @Test
  @DisplayName("unknown, expired, revoked, refresh token or code → 401 invalid_token")
  void deadTokens() {
    var now = FIXTURE.clients.now;
    assertInvalidToken(get("Bearer unknown"));
    assertInvalidToken(get("Bearer " + "x".repeat(9000)));
    assertInvalidToken(get("Bearer " + token().expires(now).insert()));
    assertInvalidToken(get("Bearer " + token().with("revoked_at", now).insert()));
    assertInvalidToken(get("Bearer " + token().refresh("f").insert()));
    assertInvalidToken(get("Bearer " + token().code().insert()));
    assertInvalidToken(get("Bearer " + token().with("consent_grant_id", 404L).insert()));
  }

  @Test
  @DisplayName("18 Disabled client (B): disable C → /userinfo 401")
  void disabledClient() {
    FIXTURE.client("soon-disabled");
    String token = token().with("client_id", "soon-disabled").insert();
    assertThat(get("Bearer " + token).status()).isEqualTo(200);
    FIXTURE.disable("soon-disabled");
    assertInvalidToken(get("Bearer " + token().with("client_id", "soon-disabled").insert()));
    assertInvalidToken(get("Bearer " + token().with("client_id", "never-registered").insert()));
  }

  @Test
  @DisplayName("79 Userinfo POST (B): form access_token → 200; token without openid → 403")
  void post() {
    assertThat(json(dispatch("POST", Map.of(), form(token().insert()))))
        .containsEntry("sub", "person-1");
    assertThat(
            dispatch(
                    "POST",
                    Map.of(
                        "Authorization",
                        "Bearer " + token().insert(),
                        "Content-Type",
                        "application/json"),
                    Parameters.none())
                .status())
        .as("a POST with the header may have any body")
        .isEqualTo(200);
    assertRefused(
        get("Bearer " + FIXTURE.token().scopes("profile").insert()),
        403,
        "insufficient_scope",
        REALM + ", error=\"insufficient_scope\", scope=\"openid\"");
  }

  @Test
  @DisplayName("a token in two places, twice, or in the query → 400 invalid_request")
  void ambiguous() {
    String token = token().insert();
    String challenge = REALM + ", error=\"invalid_request\"";
    assertRefused(
        dispatch("POST", Map.of("Authorization", "Bearer " + token), form(token)),
        400,
        "invalid_request",
        challenge);
    assertRefused(
        dispatch("POST", Map.of(), form(token).and(form(token))),
        400,
        "invalid_request",
        challenge);
    Call query = LookupFixture.call("GET", "/userinfo", Map.of(), form(token), Parameters.none());
    assertRefused(dispatch(query), 400, "invalid_request", challenge);
  }

  @Test
  @DisplayName("vanished account → 401 invalid_token")
  void vanishedAccount() {
    host.known.clear();
    assertInvalidToken(get("Bearer " + token().insert()));
  }

  @Test
  @DisplayName("a client_credentials token speaks of nobody → 403, and 401 even with openid")
  void clientsOwnToken() {
    TokenFixture own = FIXTURE.token().without("account_id").scopes("read:billing");
    assertThat(get("Bearer " + own.insert()).status()).isEqualTo(403);
    assertInvalidToken(get("Bearer " + token().without("account_id").insert()));
  }

  @Test
  @DisplayName("a host that cannot tell → 500 server_error, readable across origins")
  void hostFailure() {
    host.resolve =
        subject -> {
          throw new IllegalStateException("directory down");
        };
    Reply reply = get("Bearer " + token().insert());
    assertThat(reply.status()).isEqualTo(500);
    assertThat(json(reply)).containsEntry("error", "server_error");
    assertThat(reply.text()).doesNotContain("directory");
    assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
  }

  @Test
  @DisplayName("scripts of any origin may ask beforehand, call and read, without cookies")
  void crossOrigin() {
    Reply preflight =
        dispatch("OPTIONS", Map.of("Origin", "https://spa.example"), Parameters.none());
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("Access-Control-Allow-Origin")).contains("*");
    assertThat(preflight.header("Access-Control-Allow-Methods")).contains("GET, POST");
    assertThat(preflight.header("Access-Control-Allow-Headers").orElseThrow())
        .contains("Authorization");
    Reply reply = get("Bearer " + token().insert());
    assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
    assertThat(reply.header("Access-Control-Expose-Headers").orElseThrow())
        .contains("WWW-Authenticate");
    assertThat(reply.header("Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  @DisplayName("takes one statement")
  void oneStatement() {
    String token = token().insert();
    get("Bearer " + token);
    FIXTURE.counted.taken();
    assertThat(get("Bearer " + token).status()).isEqualTo(200);
    assertThat(FIXTURE.counted.taken()).isOne();
  }

  @Test
  @DisplayName("a token never shows in the text form of what carries it")
  void masked() {
    assertThat(new PresentedToken("secret", PresentedToken.Scheme.BEARER).toString())
        .doesNotContain("secret");
  }

  @Test
  @DisplayName("contributes its endpoint")
  void metadata() {
    ServerMetadata metadata =
        new ServerMetadata(LookupFixture.ISSUER, ServerPolicy.defaults(), List.of());
    new UserinfoMetadata("/userinfo").contribute(metadata);
    assertThat(metadata.members())
        .containsEntry("userinfo_endpoint", "https://op.example/lockspire/userinfo");
  }
}
