package dev.lockspire.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.clientauth.AuthenticationMetadata;
import dev.lockspire.clientauth.ProtocolSurface;
import dev.lockspire.config.IntrospectionConfig;
import dev.lockspire.config.IntrospectionConfig.TokenTypeStyle;
import dev.lockspire.http.JsonReader;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Reply;
import dev.lockspire.http.Route;
import dev.lockspire.http.Rule;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.minting.LookupFixture;
import dev.lockspire.minting.TestProtection;
import dev.lockspire.minting.TestSigner;
import dev.lockspire.policy.ServerPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Introspection")
class IntrospectionTest {
  private static final LookupFixture FIXTURE = new LookupFixture();
  private static final String INACTIVE = "{\"active\":false}";
  private static final String API = "https://api.example";

  @BeforeAll
  static void clients() {
    FIXTURE.client("api", "introspection_scope", "audience", "resource_identifiers", List.of(API));
    FIXTURE.client("auditor", "introspection_scope", "any");
  }

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  private static Route route(TokenTypeStyle style, RuleTrace trace) {
    return Route.post(
        "/introspect",
        Route.Rendering.JSON,
        new IntrospectionEndpoint(
            FIXTURE.authenticated(ProtocolSurface.INTROSPECTION),
            FIXTURE.clients::find,
            () -> FIXTURE.clients.policy,
            FIXTURE.lookup(),
            TestProtection.jwts(
                new TestSigner(), () -> FIXTURE.clients.policy, FIXTURE.clients::tell),
            FIXTURE.subjects(),
            new IntrospectionConfig(style),
            FIXTURE.clients.clock,
            FIXTURE.clients::tell,
            trace));
  }

  private static Reply introspect(String caller, String token) {
    return introspect(caller, Map.of("token", token));
  }

  private static Reply introspect(String caller, Map<String, String> form) {
    return FIXTURE.dispatch(
        route(TokenTypeStyle.RFC7662, RuleTrace.OFF), FIXTURE.post("/introspect", caller, form));
  }

  private static Map<String, Object> json(Reply reply) {
    return JsonReader.object(reply.text(), 10_000).orElseThrow();
  }

  private static void assertInactive(Reply reply) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo(INACTIVE);
    assertThat(reply.header("Cache-Control")).contains("no-store");
  }

  @Test
  @DisplayName(
      "62 Introspection active: C on own access token → active with client_id, scope, sub, exp,"
          + " iat, aud, cnf as applicable")
  void active() {
    String token =
        FIXTURE
            .token()
            .scopes("openid", "read:billing")
            .with("audience", List.of(API, "https://b.example"))
            .with("jti", "jti-1")
            .with("cnf", "{\"jkt\":\"thumb\"}")
            .insert();
    Reply reply = introspect("C", token);
    long iat = FIXTURE.clients.now.getEpochSecond();
    Map<String, Object> expected = new HashMap<>();
    expected.put("active", true);
    expected.put("iss", "https://op.example/lockspire");
    expected.put("client_id", "C");
    expected.put("token_type", "DPoP");
    expected.put("scope", "openid read:billing");
    expected.put("sub", "person-1");
    expected.put("aud", List.of(API, "https://b.example"));
    expected.put("exp", iat + 3600);
    expected.put("iat", iat);
    expected.put("nbf", iat);
    expected.put("jti", "jti-1");
    expected.put("cnf", Map.of("jkt", "thumb"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(json(reply)).isEqualTo(expected);
    assertThat(reply.header("Content-Type")).contains("application/json");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.header("Pragma")).contains("no-cache");
  }

  @Test
  @DisplayName(
      "69 RAR at introspection: authorization_details of access and refresh tokens, null members"
          + " and all")
  void authorizationDetails() {
    String details = "[{\"type\":\"account\",\"of\":null,\"amounts\":[1,2.5]}]";
    for (String token :
        List.of(
            FIXTURE.token().authorizationDetails(details).insert(),
            FIXTURE.token().refresh("f").authorizationDetails(details).insert())) {
      assertThat(introspect("C", token).text())
          .contains(
              "\"authorization_details\":"
                  + "[{\"amounts\":[1,2.5],\"of\":null,\"type\":\"account\"}]");
    }
  }

  @Test
  @DisplayName("members without a value are left out, and a client's own token has it as subject")
  void sparse() {
    String token = FIXTURE.token().without("account_id").insert();
    assertThat(json(introspect("C", token)))
        .containsOnlyKeys("active", "iss", "client_id", "token_type", "sub", "exp", "iat", "nbf")
        .containsEntry("sub", "C")
        .containsEntry("token_type", "Bearer");
  }

  @Test
  @DisplayName("an active refresh token has no token_type (RFC 6749 §5.1 gives it none)")
  void refreshToken() {
    String token = FIXTURE.token().refresh("f").insert();
    assertThat(json(introspect("C", token)))
        .containsEntry("active", true)
        .doesNotContainKey("token_type");
  }

  @Test
  @DisplayName("introspection.token_type_style=lockspire keeps access_token and refresh_token")
  void originalStyle() {
    Route route = route(TokenTypeStyle.LOCKSPIRE, RuleTrace.OFF);
    for (String type : List.of("access_token", "refresh_token")) {
      String token = FIXTURE.token().with("token_type", type).insert();
      Reply reply =
          FIXTURE.dispatch(route, FIXTURE.post("/introspect", "C", Map.of("token", token)));
      assertThat(json(reply)).containsEntry("token_type", type);
    }
  }

  @Test
  @DisplayName("token_type_hint is only a hint: a wrong or unknown one changes nothing")
  void hint() {
    String token = FIXTURE.token().insert();
    for (String hint : List.of("access_token", "refresh_token", "nonsense", "")) {
      assertThat(json(introspect("C", Map.of("token", token, "token_type_hint", hint))))
          .containsEntry("active", true);
    }
  }

  @Test
  @DisplayName("63 Inactive collapse: P caller → exactly {\"active\":false}, 200")
  void publicCaller() {
    String own = FIXTURE.token().with("client_id", "P").insert();
    Reply reply =
        FIXTURE.dispatch(
            route(TokenTypeStyle.RFC7662, RuleTrace.OFF),
            LookupFixture.post("/introspect", Map.of(), Map.of("token", own, "client_id", "P")));
    assertInactive(reply);
  }

  @Test
  @DisplayName(
      "63 Inactive collapse: foreign, expired, revoked, garbage, auth code → each exactly"
          + " {\"active\":false}, 200")
  void inactive() {
    var now = FIXTURE.clients.now;
    assertInactive(introspect("other", FIXTURE.token().insert()));
    assertInactive(introspect("C", FIXTURE.token().expires(now).insert()));
    assertInactive(introspect("C", FIXTURE.token().with("revoked_at", now).insert()));
    assertInactive(introspect("C", FIXTURE.token().with("reuse_detected_at", now).insert()));
    assertInactive(introspect("C", FIXTURE.token().refresh("f").with("redeemed_at", now).insert()));
    assertInactive(introspect("C", "garbage"));
    assertInactive(introspect("C", "x".repeat(8193)));
    assertInactive(introspect("C", FIXTURE.token().code().insert()));
  }

  @Test
  @DisplayName(
      "18 Disabled client (B): its tokens are inactive, and stay so when it is enabled again")
  void disabledClient() {
    FIXTURE.client("soon-disabled");
    String token = FIXTURE.token().with("client_id", "soon-disabled").insert();
    assertThat(json(introspect("auditor", token))).containsEntry("active", true);
    FIXTURE.disable("soon-disabled");
    String later = FIXTURE.token().with("client_id", "soon-disabled").insert();
    assertInactive(introspect("auditor", token));
    assertInactive(introspect("auditor", later));
    assertThat(introspect("soon-disabled", later).status()).isEqualTo(401);
    FIXTURE.enable("soon-disabled");
    assertInactive(introspect("auditor", token));
    assertInactive(introspect("auditor", later));
    String afterwards = FIXTURE.token().with("client_id", "soon-disabled").insert();
    assertThat(json(introspect("auditor", afterwards))).containsEntry("active", true);
  }

  @Test
  @DisplayName("a token is inactive once its consent is revoked, has ended, or is gone")
  void consent() {
    long grant =
        Long.parseLong(
            FIXTURE.clients.test.text(
                "INSERT INTO {consent_grants} (account_id, client_id, scopes, granted_at)"
                    + " VALUES ('person-1', 'C', ARRAY['openid'], now()) RETURNING id"));
    String token = FIXTURE.token().with("consent_grant_id", grant).insert();
    assertThat(json(introspect("C", token))).containsEntry("active", true);
    String row = " WHERE id = " + grant;
    FIXTURE.clients.test.execute("UPDATE {consent_grants} SET status = 'revoked'" + row);
    assertInactive(introspect("C", token));
    FIXTURE.clients.test.execute(
        "UPDATE {consent_grants} SET status = 'active', expires_at = '%s'%s"
            .formatted(FIXTURE.clients.now, row));
    assertInactive(introspect("C", token));
    FIXTURE.clients.test.execute("DELETE FROM {consent_grants}" + row);
    assertInactive(introspect("C", token));
  }

  @Test
  @DisplayName(
      "71 RS introspection (B): API client with audience authority introspects another client's"
          + " token for its resource → active; other resource → inactive")
  void audienceAuthority() {
    String mine = FIXTURE.token().with("audience", List.of("https://x.example", API)).insert();
    String others = FIXTURE.token().with("audience", List.of("https://x.example")).insert();
    String refresh = FIXTURE.token().refresh("f").with("audience", List.of(API)).insert();
    assertThat(json(introspect("api", mine)))
        .containsEntry("active", true)
        .containsEntry("client_id", "C");
    assertInactive(introspect("api", others));
    assertInactive(introspect("api", refresh));
  }

  @Test
  @DisplayName("an auditor with introspection_scope any sees every token, own sees its own only")
  void anyAuthority() {
    String access = FIXTURE.token().insert();
    String refresh = FIXTURE.token().refresh("f").insert();
    assertThat(json(introspect("auditor", access))).containsEntry("active", true);
    assertThat(json(introspect("auditor", refresh))).containsEntry("active", true);
    assertInactive(introspect("other", access));
  }

  @Test
  @DisplayName("64 Introspect needs token: no token → 400 invalid_request; bad secret → 401")
  void refused() {
    Reply missing = introspect("C", Map.of("token", " "));
    assertThat(missing.status()).isEqualTo(400);
    assertThat(json(missing)).containsEntry("error", "invalid_request");
    Reply badSecret = introspect("nobody", "x");
    assertThat(badSecret.status()).isEqualTo(401);
    assertThat(json(badSecret)).containsEntry("error", "invalid_client");
    assertThat(badSecret.header("WWW-Authenticate"))
        .contains("Basic realm=\"Lockspire Token Endpoint\"");
    assertThat(introspect("nobody", Map.of()).status())
        .as("the token is asked for before the credentials")
        .isEqualTo(400);
  }

  @Test
  @DisplayName(
      "a token in the query is not seen, a repeated parameter and another media type refused")
  void badRequests() {
    Route route = route(TokenTypeStyle.RFC7662, RuleTrace.OFF);
    Parameters token = Parameters.of(Map.of("token", FIXTURE.token().insert()));
    assertThat(
            FIXTURE
                .dispatch(
                    route,
                    LookupFixture.call("POST", "/introspect", Map.of(), token, Parameters.none()))
                .status())
        .isEqualTo(400);
    assertThat(
            FIXTURE
                .dispatch(
                    route,
                    LookupFixture.call(
                        "POST", "/introspect", Map.of(), Parameters.none(), token.and(token)))
                .status())
        .isEqualTo(400);
    assertThat(
            FIXTURE
                .dispatch(
                    route,
                    LookupFixture.post(
                        "/introspect", Map.of("Content-Type", "application/json"), Map.of()))
                .status())
        .isEqualTo(415);
  }

  @Test
  @DisplayName("takes one statement")
  void oneStatement() {
    String token = FIXTURE.token().insert();
    introspect("C", token);
    FIXTURE.counted.taken();
    introspect("C", token);
    assertThat(FIXTURE.counted.taken()).hasSize(1);
  }

  @Test
  @DisplayName("answers 500 server_error when the database is away, never inactive")
  void databaseAway() {
    String token = FIXTURE.token().insert();
    Route route = route(TokenTypeStyle.RFC7662, RuleTrace.OFF);
    FIXTURE.counted.away(true);
    try {
      Reply reply =
          FIXTURE.dispatch(route, FIXTURE.post("/introspect", "C", Map.of("token", token)));
      assertThat(reply.status()).isEqualTo(500);
      assertThat(json(reply)).containsEntry("error", "server_error");
    } finally {
      FIXTURE.counted.away(false);
    }
  }

  @Test
  @DisplayName("tells why a token is inactive to telemetry, not to the caller")
  void telemetry() {
    FIXTURE.clients.told.clear();
    introspect("other", FIXTURE.token().insert());
    introspect("C", FIXTURE.token().expires(FIXTURE.clients.now).insert());
    introspect("C", "garbage");
    introspect("C", Map.of());
    assertThat(FIXTURE.clients.told)
        .contains(
            "token.introspected not_caller_has_authority",
            "token.introspected not_token_is_live",
            "token.introspected token_not_found",
            "introspection.failed missing_token");
  }

  @Test
  @DisplayName("its rules can be traced in order")
  void trace() {
    List<String> seen = new ArrayList<>();
    RuleTrace trace =
        new RuleTrace() {
          @Override
          public <T> T check(Rule rule, Supplier<T> check) {
            seen.add(rule.name() + " " + rule.reference());
            return check.get();
          }

          @Override
          public String refused(OAuthError error) {
            return "";
          }
        };
    FIXTURE.dispatch(
        route(TokenTypeStyle.RFC7662, trace),
        FIXTURE.post("/introspect", "C", Map.of("token", FIXTURE.token().insert())));
    assertThat(seen)
        .containsExactly(
            "PARAMETERS_ARE_NOT_REPEATED RFC 6749 §3.2",
            "TOKEN_IS_PRESENT RFC 7662 §2.1",
            "CALLER_IS_AUTHENTICATED RFC 7662 §2.1",
            "SIGNED_FORM_IS_ACCEPTED FAPI 2.0 Message Signing §5.5",
            "ENCRYPTED_FORM_IS_ACCEPTED RFC 9701 §6",
            "CALLER_IS_CONFIDENTIAL RFC 7662 §4",
            "TOKEN_IS_ACCESS_OR_REFRESH RFC 7662 §2.1",
            "CALLER_HAS_AUTHORITY RFC 7662 §2.2",
            "TOKEN_IS_LIVE RFC 7662 §2.2",
            "CLIENT_IS_ENABLED RFC 7662 §2.2");
  }

  @Test
  @DisplayName("contributes its endpoint and the methods that get an answer")
  void metadata() {
    ServerMetadata metadata =
        new ServerMetadata(LookupFixture.ISSUER, ServerPolicy.defaults(), List.of());
    new IntrospectionMetadata(
            "/introspect",
            new AuthenticationMetadata(ProtocolSurface.INTROSPECTION, FIXTURE.authenticator()))
        .contribute(metadata);
    assertThat(metadata.members())
        .containsEntry("introspection_endpoint", "https://op.example/lockspire/introspect")
        .containsEntry(
            "introspection_endpoint_auth_methods_supported",
            List.of("client_secret_basic", "client_secret_post"));
  }

  @Test
  @DisplayName("an access token becomes inactive exactly when it expires")
  void expiry() {
    String token = FIXTURE.token().expires(FIXTURE.clients.now.plusSeconds(10)).insert();
    FIXTURE.clients.advance(Duration.ofMillis(9_999));
    assertThat(json(introspect("C", token))).containsEntry("active", true);
    FIXTURE.clients.advance(Duration.ofMillis(1));
    assertInactive(introspect("C", token));
  }
}
