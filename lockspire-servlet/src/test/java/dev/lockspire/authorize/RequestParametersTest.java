package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.http.Reply;
import dev.lockspire.policy.ParPolicy;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The parameters of an authorization request")
final class RequestParametersTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  @ParameterizedTest
  @CsvSource({
    "'', missing_scope",
    "'   ', missing_scope",
    "openid a\"b, malformed_scope",
    "openid a\\b, malformed_scope",
    "openid caf\u00e9, malformed_scope",
    "openid unknown, unknown_scope",
    "openid profile, disallowed_scope",
    "unknown a\"b, malformed_scope",
    "profile unknown, unknown_scope",
  })
  @DisplayName("Scope errors: 302 invalid_scope with state and iss")
  void scopeErrors(String scope, String reason) {
    assertError(SERVER.request().with("scope", scope), "invalid_scope", reason);
  }

  @Test
  @DisplayName("Scope errors: a missing scope is invalid_scope")
  void missingScope() {
    assertError(SERVER.request().without("scope"), "invalid_scope", "missing_scope");
  }

  @Test
  @DisplayName("URL scope [B-26]: scope=openid https://api/x.read (known, allowed) succeeds")
  void urlScope() {
    SERVER.alterClient("c1", "allowed_scopes = ARRAY['email', 'https://api/x.read']");

    TestBrowser browser = SERVER.browser();
    AuthorizeUrl url = SERVER.request().with("scope", "openid https://api/x.read");
    String id = SERVER.pendingConsent(browser, url);
    Reply reply = SERVER.approve(browser, id, false);

    assertThat(SERVER.codeColumn(reply, "scopes")).isEqualTo("{openid,https://api/x.read}");
  }

  @Test
  @DisplayName("Scopes: blanks collapse, duplicates are dropped [B-26], openid is always allowed")
  void scopesAreNormalised() {
    SERVER.alterClient("c1", "allowed_scopes = ARRAY['email']");
    TestBrowser browser = SERVER.browser();

    AuthorizeUrl url = SERVER.request().with("scope", " email   openid email ");
    String id = SERVER.pendingConsent(browser, url);
    Reply reply = SERVER.approve(browser, id, false);

    assertThat(SERVER.codeColumn(reply, "scopes")).isEqualTo("{email,openid}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scope=openid",
        "state=abc",
        "nonce=abc",
        "response_mode=query&response_mode=query"
      })
  @DisplayName("Duplicate parameter [B-14]: any other parameter twice is invalid_request")
  void duplicateParameter(String again) {
    Reply reply = get(SERVER.request().and(again));

    assertThat(Answer.query(reply).value("error")).contains("invalid_request");
    assertThat(rejection()).containsEntry("reason_code", "duplicate_parameter");
  }

  @Test
  @DisplayName("Duplicate parameter [B-14]: an ambiguous state is not sent back")
  void duplicateState() {
    Reply reply = get(SERVER.request().and("state=abc"));

    assertThat(Answer.query(reply).value("state")).isEmpty();
  }

  @Test
  @DisplayName("Duplicate parameter [B-14]: resource twice is OK and both are in the code [B-58]")
  void resourceTwice() {
    TestBrowser browser = SERVER.browser();
    AuthorizeUrl url =
        SERVER
            .request()
            .and("resource=https%3A%2F%2Fa.example%2F&resource=https%3A%2F%2Fb.example");

    String id = SERVER.pendingConsent(browser, url);
    Reply page = browser.get("/consent/" + id);
    assertThat(page.text()).contains("https://a.example/", "https://b.example");
    Reply reply = SERVER.approve(browser, id, false);

    assertThat(SERVER.codeColumn(reply, "audience"))
        .isEqualTo("{https://a.example/,https://b.example}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.example/#f",
        "/relative",
        "a.example",
        "https:///nohost",
        "http://a b",
        "https://same.example&resource=https://same.example",
      })
  @DisplayName("Resources: fragment, relative or repeated gives invalid_target")
  void badResource(String resource) {
    assertError(
        SERVER.request().and("resource=" + resource.replace("#", "%23").replace(" ", "%20")),
        "invalid_target",
        "invalid_resource");
  }

  @Test
  @DisplayName("Resources [B-59]: the client's own list limits them, and ten is the most")
  void resourceLimits() {
    SERVER.alterClient("c1", "allowed_resources = ARRAY['https://a.example/']");
    assertError(
        SERVER.request().with("resource", "https://b.example/"),
        "invalid_target",
        "invalid_resource");

    SERVER.alterClient("c1", "allowed_resources = ARRAY[]::text[]");
    AuthorizeUrl url = SERVER.request();
    for (int i = 0; i < 11; i++) {
      url.and("resource=https://r" + i + ".example");
    }
    assertError(url, "invalid_target", "invalid_resource");
  }

  @Test
  @DisplayName("state fidelity [B-16]: state=%20a%2Bb%20 comes back identical")
  void stateFidelity() {
    Reply error = get(SERVER.request().without("state", "scope").and("state=%20a%2Bb%20"));
    assertThat(Answer.query(error).value("state")).contains(" a+b ");

    TestBrowser browser = SERVER.browser();
    AuthorizeUrl url = SERVER.request().without("state").and("state=%20a%2Bb%20");
    String id = SERVER.pendingConsent(browser, url);
    Reply success = SERVER.approve(browser, id, false);
    assertThat(Answer.query(success).value("state")).contains(" a+b ");
  }

  @Test
  @DisplayName("nonce is bound byte for byte [B-16]")
  void nonceFidelity() {
    TestBrowser browser = SERVER.browser();
    AuthorizeUrl url = SERVER.request().with("nonce", " n+1 \u00e9 ");

    String id = SERVER.pendingConsent(browser, url);
    Reply reply = SERVER.approve(browser, id, false);

    assertThat(SERVER.codeColumn(reply, "nonce")).isEqualTo(" n+1 \u00e9 ");
  }

  @Test
  @DisplayName("Sizes [B-18]: state up to 2048 and nonce up to 512 characters")
  void sizes() {
    String longState = "s".repeat(2048);
    Reply fits = get(SERVER.request().with("state", longState).without("scope"));
    assertThat(Answer.query(fits).value("state")).contains(longState);

    Reply tooLong = get(SERVER.request().with("state", longState + "s"));
    assertThat(Answer.query(tooLong).value("error")).contains("invalid_request");
    assertThat(Answer.query(tooLong).value("state")).isEmpty();
    assertThat(rejection()).containsEntry("reason_code", "state_too_long");

    TestBrowser browser = SERVER.browser();
    SERVER.pendingConsent(browser, SERVER.request().with("nonce", "n".repeat(512)));
    assertError(
        SERVER.request().with("nonce", "n".repeat(513)), "invalid_request", "nonce_too_long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%0Ab", "a%0D%0Ab", "%09", "%7F"})
  @DisplayName("state with control characters, which no form post could return, is refused")
  void controlCharactersInState(String state) {
    Reply reply = get(SERVER.request().without("state").and("state=" + state));

    assertThat(Answer.query(reply).value("error")).contains("invalid_request");
    assertThat(Answer.query(reply).value("state")).isEmpty();
    assertThat(rejection()).containsEntry("reason_code", "malformed_state");
  }

  @ParameterizedTest
  @ValueSource(strings = {"token", "id_token", "code id_token", "code token", "none", "CODE"})
  @DisplayName("Response type: anything but code is unsupported_response_type")
  void responseType(String type) {
    assertError(
        SERVER.request().with("response_type", type),
        "unsupported_response_type",
        "unsupported_response_type");
  }

  @Test
  @DisplayName("Response type [B-16]: missing is invalid_request")
  void missingResponseType() {
    assertError(
        SERVER.request().without("response_type"), "invalid_request", "missing_response_type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "other", "web_message.jwt", "QUERY"})
  @DisplayName("response_mode: empty or not offered is invalid_request, told in the query")
  void responseMode(String mode) {
    assertError(
        SERVER.request().with("response_mode", mode), "invalid_request", "invalid_response_mode");
  }

  @Test
  @DisplayName("Empty and unknown parameters are ignored")
  void emptyAndUnknown() {
    SERVER.host.signIn("alice", SERVER.now());

    Reply reply =
        get(SERVER.request().with("request", "").with("request_uri", "").with("color", "red"));

    assertThat(Answer.location(reply)).startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName("PAR policy: required makes a direct request 302 invalid_request, client may differ")
  void parPolicy() {
    SERVER.policy(() -> policy(ParPolicy.REQUIRED, SecurityProfile.NONE));
    assertError(SERVER.request(), "invalid_request", "par_required_request_uri");

    SERVER.alterClient("c1", "par_policy = 'optional'");
    assertThat(Answer.location(get(SERVER.request()))).startsWith("/login");

    SERVER.policy(ServerPolicy::defaults);
    SERVER.alterClient("c1", "par_policy = 'required'");
    assertError(SERVER.request(), "invalid_request", "par_required_request_uri");
  }

  @Test
  @DisplayName("FAPI: direct authorize is invalid_request; an unregistered redirect gets nothing")
  void fapiNeedsPushedRequests() {
    SERVER.policy(() -> policy(ParPolicy.OPTIONAL, SecurityProfile.FAPI_2_0_SECURITY));
    assertError(SERVER.request(), "invalid_request", "par_required_request_uri");
    Reply page = get(SERVER.request().with("redirect_uri", "https://evil.example/"));
    assertThat(page.header("Location")).isEmpty();

    SERVER.alterClient("c1", "security_profile = 'none'");
    assertThat(Answer.location(get(SERVER.request()))).startsWith("/login");

    SERVER.policy(ServerPolicy::defaults);
    SERVER.alterClient(
        "c1",
        "security_profile = 'fapi_2_0_message_signing',"
            + " authorization_signed_response_alg = 'ES256'");
    assertThat(ResponseJwt.claims("query.jwt", get(SERVER.request())))
        .containsEntry("error", "invalid_request");
  }

  @Test
  @DisplayName("POST authorize [B-04]: form POST behaves as GET, answers with 303 [B-39]")
  void postAuthorize() {
    SERVER.host.signIn("alice", SERVER.now());

    Reply reply = SERVER.browser().post("/authorize", SERVER.request().form());

    assertThat(reply.status()).isEqualTo(303);
    assertThat(Answer.location(reply)).startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName("POST authorize [B-04]: the same parameter in body and query is a duplicate")
  void postWithQuery() {
    Reply reply = SERVER.browser().post("/authorize?scope=openid", SERVER.request().form());

    assertThat(Answer.query(reply).value("error")).contains("invalid_request");
    assertThat(rejection()).containsEntry("reason_code", "duplicate_parameter");
  }

  @Test
  @DisplayName("Telemetry: accepted and rejected requests are told, with reason and redirect_safe")
  void telemetry() {
    get(SERVER.request());
    assertThat(SERVER.wasTold(TelemetryEvent.AUTHORIZATION_REQUEST_ACCEPTED)).isTrue();

    get(SERVER.request().without("scope"));
    assertThat(rejection())
        .isEqualTo(
            Map.of("client_id", "c1", "reason_code", "missing_scope", "redirect_safe", "true"));

    get(SERVER.request().without("redirect_uri"));
    assertThat(rejection()).containsEntry("redirect_safe", "false");
  }

  private static ServerPolicy policy(ParPolicy par, SecurityProfile profile) {
    return ServerPolicy.defaults().withParPolicy(par).withSecurityProfile(profile);
  }

  private static Map<String, String> rejection() {
    return SERVER.told.stream()
        .filter(t -> t.event() == TelemetryEvent.AUTHORIZATION_REQUEST_REJECTED)
        .reduce((first, last) -> last)
        .orElseThrow()
        .attributes();
  }

  private static Reply get(AuthorizeUrl url) {
    return SERVER.browser().get(url.toString());
  }

  private static void assertError(AuthorizeUrl url, String error, String reason) {
    Reply reply = get(url);
    assertThat(reply.status()).isEqualTo(302);
    assertThat(Answer.location(reply)).startsWith("https://c.example/cb?");
    assertThat(Answer.query(reply).value("error")).contains(error);
    assertThat(Answer.query(reply).value("error_description")).isPresent();
    assertThat(Answer.query(reply).value("state")).contains("xyz");
    assertThat(Answer.query(reply).value("iss")).contains("https://as.example/lockspire");
    assertThat(rejection()).containsEntry("reason_code", reason);
  }
}
