package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.http.Refusal;
import dev.lockspire.http.Reply;
import dev.lockspire.policy.ParPolicy;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Pushed requests")
final class PushedRequestTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  @BeforeEach
  void signedIn() {
    SERVER.host.signIn("alice", SERVER.now());
  }

  private static Reply use(String reference) {
    return SERVER.browser().get(AuthorizationFixture.referring("c1", reference));
  }

  private static void assertPage(Reply reply, String reason) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.header("Location")).isEmpty();
    assertThat(Answer.reason(reply)).isEqualTo(reason);
  }

  private static int stored() {
    return SERVER.count("pushed_authorization_requests", "true");
  }

  @Test
  @DisplayName(
      "PAR happy path: 201, URN prefix + 43 chars, expires_in 300, no-store; authorize with"
          + " client_id + request_uri works once")
  void happyPath() {
    Reply pushed = SERVER.pushed(SERVER.request(), Map.of());

    assertThat(pushed.status()).isEqualTo(201);
    assertThat(pushed.header("Cache-Control")).contains("no-store");
    assertThat(pushed.header("Pragma")).contains("no-cache");
    assertThat(pushed.header("Content-Type")).contains("application/json");
    assertThat(pushed.text())
        .matches(
            "\\{\"request_uri\":\"urn:ietf:params:oauth:request_uri:[A-Za-z0-9_-]{43}\","
                + "\"expires_in\":300}");
    assertThat(SERVER.wasTold(TelemetryEvent.PUSHED_REQUEST_ACCEPTED)).isTrue();

    TestBrowser browser = SERVER.browser();
    String url = AuthorizationFixture.referring("c1", AuthorizationFixture.reference(pushed));
    String id = SERVER.interactionId(browser.get(url));
    Reply granted = SERVER.approve(browser, id, false);
    assertThat(Answer.query(granted).value("code")).isPresent();
    assertThat(Answer.query(granted).value("state")).contains("xyz");

    assertPage(browser.get(url), "invalid_request_uri");
  }

  @Test
  @DisplayName("PAR happy path: form POST of the reference behaves as GET [B-04]")
  void posted() {
    String query = AuthorizationFixture.referring("c1", SERVER.push(SERVER.request()));

    Reply reply = SERVER.browser().post("/authorize", query.substring(query.indexOf('?') + 1));

    assertThat(Answer.location(reply)).startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName("PAR misuse: replay, expired, foreign URN, wrong client → same 400 page")
  void misuse() {
    SERVER.add(new TestClient("c2"));
    String used = SERVER.push(SERVER.request());
    use(used);
    Reply replay = use(used);
    String left = SERVER.push(SERVER.request());
    Reply wrongClient = SERVER.browser().get(AuthorizationFixture.referring("c2", left));
    Reply unknown = use("urn:ietf:params:oauth:request_uri:" + "A".repeat(43));
    SERVER.advance(AuthorizationFixture.PUSHED_LIFETIME);
    Reply expired = use(left);

    List<Reply> all =
        List.of(
            replay,
            wrongClient,
            unknown,
            expired,
            use("https://evil.example/request.jwt"),
            use("urn:ietf:params:oauth:request_uri:short"),
            use("urn:ietf:params:oauth:request_uri:" + "A".repeat(44)));

    all.forEach(reply -> assertPage(reply, "invalid_request_uri"));
    assertThat(all.stream().map(PushedRequestTest::withoutCorrelation).distinct()).hasSize(1);
    assertThat(SERVER.refusals.stream().map(PushedRequestTest::why))
        .as("operators are told apart what callers are not")
        .contains("used before", "pushed by another client", "unknown", "expired");
  }

  private static String why(Refusal refusal) {
    return refusal.compared().getOrDefault("reference", "");
  }

  private static String withoutCorrelation(Reply reply) {
    return reply
        .text()
        .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]+", "id")
        .replaceAll("nonce=\"[^\"]*\"", "nonce");
  }

  @Test
  @DisplayName("A reference is not burnt by a wrong client [B-73], which leaves a row of evidence")
  void wrongClient() {
    SERVER.add(new TestClient("c2"));
    String reference = SERVER.push(SERVER.request());

    for (int i = 0; i < 3; i++) {
      assertPage(
          SERVER.browser().get(AuthorizationFixture.referring("c2", reference)),
          "invalid_request_uri");
    }

    assertThat(
            SERVER
                .database()
                .texts(
                    "SELECT concat_ws(' ', outcome, reason_code, actor_type, resource_type,"
                        + " metadata) FROM {audit_events} WHERE action = 'pushed_request_misused'"))
        .containsExactly(
            "denied client_mismatch system pushed_request"
                + " {\"client_id\": \"c1\", \"presented_as\": \"c2\"}");
    assertThat(Answer.location(use(reference))).startsWith("/lockspire/consent/");
  }

  @ParameterizedTest
  @CsvSource({"scope, openid", "state, other", "prompt, login", "resource, https://x.example/"})
  @DisplayName("PAR extras: request_uri plus different parameter → 400, and it is not used up")
  void extras(String name, String value) {
    String reference = SERVER.push(SERVER.request());
    String url = AuthorizationFixture.referring("c1", reference);

    Reply reply =
        SERVER.browser().get(url + "&" + name + "=" + dev.lockspire.http.QueryString.encode(value));

    assertPage(reply, "request_uri_conflict");
    assertThat(Answer.location(use(reference))).startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName("PAR extras: what equals the pushed values, is empty or unknown is ignored [B-17]")
  void repeatedParameters() {
    String url = AuthorizationFixture.referring("c1", SERVER.push(SERVER.request()));

    Reply reply =
        SERVER
            .browser()
            .get(url + "&response_type=code&scope=openid+email&prompt=&request=&color=red");

    assertThat(Answer.location(reply)).startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName("request_uri together with request → 400 page; a parameter twice → 400 page [B-14]")
  void conflicts() {
    String url = AuthorizationFixture.referring("c1", SERVER.push(SERVER.request()));

    assertPage(
        SERVER.browser().get(url + "&request=e30."), "request_object_and_request_uri_conflict");
    assertPage(
        SERVER.browser().get(url + "&scope=openid+email&scope=openid+email"),
        "duplicate_parameter");
    assertThat(Answer.location(SERVER.browser().get(url))).startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName(
      "PAR carries all [B-70]: push max_age, claims, response_mode, resource×2, hints → all"
          + " effective")
  void carriesAll() {
    String claims = "{\"id_token\":{\"email\":{\"essential\":true}},\"userinfo\":{\"name\":null}}";
    AuthorizeUrl request =
        SERVER
            .request()
            .with("max_age", "3600")
            .with("claims", claims)
            .with("response_mode", "fragment")
            .with("state", "[[[[[[[[[[[[[[[[[[[[ ä\"\\+ \uD83D\uDE00")
            .with("login_hint", "alice@example.com")
            .with("ui_locales", "de en")
            .with("claims_locales", "fr")
            .with("display", "popup")
            .with("acr_values", "urn:acr:one")
            .with("prompt", "consent")
            .and("resource=https%3A%2F%2Fa.example%2F&resource=https%3A%2F%2Fb.example%2F");
    String direct = SERVER.pendingConsent(SERVER.browser(), request);

    TestBrowser browser = SERVER.browser();
    String id =
        SERVER.interactionId(
            browser.get(AuthorizationFixture.referring("c1", SERVER.push(request))));

    assertThat(kept(id)).isEqualTo(kept(direct)).contains("3600", "b.example", "alice@example.com");
  }

  @Test
  @DisplayName("PAR carries all [B-70]: the answer comes in the pushed response_mode")
  void responseMode() {
    TestBrowser browser = SERVER.browser();
    String reference = SERVER.push(SERVER.request().with("response_mode", "fragment"));
    String id = SERVER.interactionId(browser.get(AuthorizationFixture.referring("c1", reference)));

    Reply granted = SERVER.approve(browser, id, false);
    assertThat(Answer.fragment(granted).value("code")).isPresent();
  }

  private static String kept(String interactionId) {
    return SERVER
        .database()
        .text(
            "SELECT (to_jsonb(i) - 'id' - 'interaction_id' - 'browser_hash' - 'return_to' - 'sid'"
                + " - 'inserted_at' - 'updated_at')::text FROM {interactions} i"
                + " WHERE interaction_id = '"
                + interactionId
                + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "redirect_uri, https://c.example/cb/, invalid_request, invalid_redirect_uri",
    "redirect_uri, '', invalid_request, missing_redirect_uri",
    "scope, '', invalid_scope, missing_scope",
    "scope, openid phone, invalid_scope, unknown_scope",
    "scope, openid profile, invalid_scope, disallowed_scope",
    "prompt, none login, invalid_request, prompt_none_conflict",
    "max_age, -1, invalid_request, invalid_max_age",
    "response_type, token, unsupported_response_type, unsupported_response_type",
    "response_mode, web, invalid_request, invalid_response_mode",
    "code_challenge_method, plain, invalid_request, missing_pkce",
    "code_challenge, short, invalid_request, invalid_code_challenge",
    "dpop_jkt, short, invalid_request, invalid_dpop_jkt",
    "claims, [], invalid_request, invalid_claims_parameter",
    "resource, relative, invalid_target, invalid_resource",
    "authorization_details, [{}], invalid_authorization_details, invalid_authorization_details",
    "id_token_hint, x, invalid_request, invalid_id_token_hint",
    "request_uri, urn:x, invalid_request, unsupported_request_uri",
  })
  @DisplayName(
      "Pushes are judged as /authorize judges: JSON 400 with the same error; nothing stored on any"
          + " failed push")
  void refused(String name, String value, String error, String reason) {
    Reply reply = SERVER.pushed(SERVER.request().with(name, value), Map.of());

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("Location")).isEmpty();
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.text()).startsWith("{\"error\":\"" + error + "\"");
    assertThat(stored()).isZero();
    assertThat(SERVER.told.get(SERVER.told.size() - 1))
        .isEqualTo(
            new AuthorizationFixture.Told(
                TelemetryEvent.PUSHED_REQUEST_REJECTED,
                Map.of("client_id", "c1", "reason_code", reason)));
  }

  @Test
  @DisplayName("A parameter pushed twice is invalid_request, except resource")
  void pushedTwice() {
    Reply reply = SERVER.pushed(SERVER.request().and("scope=openid"), Map.of());

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).contains("invalid_request");
    assertThat(stored()).isZero();
  }

  @Test
  @DisplayName("The pushed request is validated again when it is used: the client's changes count")
  void validatedAgain() {
    String narrowed = SERVER.push(SERVER.request());
    String moved = SERVER.push(SERVER.request());
    String disabled = SERVER.push(SERVER.request());

    SERVER.alterClient("c1", "allowed_scopes = ARRAY['openid']");
    Reply reply = use(narrowed);
    assertThat(Answer.query(reply).value("error")).contains("invalid_scope");
    assertThat(Answer.query(reply).value("iss")).contains(AuthorizationFixture.ISSUER.value());

    SERVER.alterClient("c1", "redirect_uris = ARRAY['https://c.example/other']");
    assertPage(use(moved), "invalid_redirect_uri");

    SERVER.alterClient("c1", "active = false");
    assertPage(use(disabled), "client_disabled");
  }

  @Test
  @DisplayName(
      "PAR policy: global required → direct request 302 invalid_request and pushed request"
          + " accepted; client optional override passes; client required under optional fails;"
          + " unregistered URI → page")
  void policy() {
    SERVER.policy(() -> ServerPolicy.defaults().withParPolicy(ParPolicy.REQUIRED));
    Reply direct = SERVER.browser().get(SERVER.request().toString());
    assertThat(direct.status()).isEqualTo(302);
    assertThat(Answer.query(direct).value("error")).contains("invalid_request");
    assertPage(
        SERVER
            .browser()
            .get(SERVER.request().with("redirect_uri", "https://evil.example/").toString()),
        "invalid_redirect_uri");
    assertThat(Answer.location(use(SERVER.push(SERVER.request()))))
        .startsWith("/lockspire/consent/");

    SERVER.alterClient("c1", "par_policy = 'optional'");
    assertThat(Answer.location(SERVER.browser().get(SERVER.request().toString())))
        .startsWith("/lockspire/consent/");

    SERVER.policy(ServerPolicy::defaults);
    SERVER.alterClient("c1", "par_policy = 'required'");
    assertThat(Answer.query(SERVER.browser().get(SERVER.request().toString())).value("error"))
        .contains("invalid_request");
    assertThat(Answer.location(use(SERVER.push(SERVER.request()))))
        .startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName("FAPI: PAR + PKCE: direct authorize → invalid_request; `plain` at /par → 400")
  void fapi() {
    SERVER.add(new TestClient("f").keyed().flag("pkce_required", false));
    SERVER.policy(
        () -> ServerPolicy.defaults().withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY));

    Reply direct = SERVER.browser().get(AuthorizeUrl.of("f").toString());
    assertThat(Answer.query(direct).value("error")).contains("invalid_request");
    for (AuthorizeUrl weak :
        List.of(
            AuthorizeUrl.of("f").with("code_challenge_method", "plain"),
            AuthorizeUrl.of("f").without("code_challenge", "code_challenge_method"))) {
      assertThat(SERVER.pushed(weak, Map.of()).status()).isEqualTo(400);
    }
    String url = AuthorizationFixture.referring("f", SERVER.push(AuthorizeUrl.of("f")));
    assertThat(Answer.location(SERVER.browser().get(url))).startsWith("/lockspire/consent/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "consent"})
  @DisplayName("prompt=none is answered and uses the reference up like every other request")
  void silent(String prompt) {
    SERVER.host.signOut();
    String reference = SERVER.push(SERVER.request().with("prompt", prompt));

    assertThat(Answer.location(use(reference)))
        .contains(prompt.equals("none") ? "error=login_required" : "/login");
    assertPage(use(reference), "invalid_request_uri");
  }

  @Test
  @DisplayName("the reference is good until its last second, by the clock alone")
  void lifetime() {
    String reference = SERVER.push(SERVER.request());
    SERVER.advance(AuthorizationFixture.PUSHED_LIFETIME.minus(Duration.ofSeconds(1)));

    assertThat(Answer.location(use(reference))).startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName("a table that cannot be asked → page request_uri_lookup_failed, no redirect")
  void lookupFails() {
    String reference = SERVER.push(SERVER.request());
    SERVER
        .database()
        .execute("ALTER TABLE {pushed_authorization_requests} RENAME TO away_for_a_moment");
    try {
      Reply reply = use(reference);
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("Location")).isEmpty();
      assertThat(Answer.reason(reply)).isEqualTo("request_uri_lookup_failed");

      Reply push = SERVER.pushed(SERVER.request(), Map.of());
      assertThat(push.status()).isEqualTo(500);
      assertThat(push.text()).contains("server_error");
    } finally {
      SERVER
          .database()
          .execute(
              "ALTER TABLE "
                  + SERVER.database().database().schema().name()
                  + ".away_for_a_moment RENAME TO lockspire_pushed_authorization_requests");
    }
  }

  @Test
  @DisplayName(
      "Redaction: stored is the digest of the reference, nothing that proves who the client is,"
          + " and nothing of the request once it is used")
  void redaction() {
    String reference =
        SERVER.push(SERVER.request().with("client_secret", "s3cret").with("color", "red"));
    String row = row();

    assertThat(row)
        .contains(Sha256.hex(reference), "xyz")
        .doesNotContain(reference, "s3cret", "client_secret", "red\"");
    use(reference);
    assertThat(row()).doesNotContain("xyz");
    assertThat(SERVER.told.toString() + SERVER.refusals).doesNotContain(reference);
  }

  private static String row() {
    return SERVER.database().text("SELECT p::text FROM {pushed_authorization_requests} p");
  }
}
