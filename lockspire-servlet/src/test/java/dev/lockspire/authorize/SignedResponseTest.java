package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import dev.lockspire.http.Reply;
import dev.lockspire.policy.SigningAlgorithm;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Signed authorization responses (JARM)")
final class SignedResponseTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();
  private static final String ISS = "https://as.example/lockspire";

  @ParameterizedTest
  @ValueSource(strings = {"jwt", "query.jwt", "fragment.jwt", "form_post.jwt"})
  @DisplayName(
      "JARM query/fragment/form: response only; verify with JWKS: iss, aud, exp≤600 s, code, state;"
          + " no raw code. iss everywhere: success, denial, validation error, prompt=none error")
  void everyOutcome(String mode) {
    TestBrowser browser = SERVER.browser();

    Map<String, Object> success =
        ResponseJwt.claims(
            mode, SERVER.approve(browser, SERVER.pendingConsent(browser, in(mode)), false));
    Map<String, Object> denial =
        ResponseJwt.claims(mode, SERVER.deny(browser, SERVER.pendingConsent(browser, in(mode))));
    Map<String, Object> silent =
        ResponseJwt.claims(mode, browser.get(in(mode).with("prompt", "none").toString()));
    Map<String, Object> invalid =
        ResponseJwt.claims(mode, browser.get(in(mode).without("scope").toString()));

    assertThat(success).containsOnlyKeys("iss", "aud", "exp", "iat", "code", "state");
    assertThat(SERVER.codeColumn((String) success.get("code"), "client_id")).isEqualTo("c1");
    assertThat(denial).containsEntry("error", "access_denied");
    assertThat(silent).containsEntry("error", "consent_required");
    assertThat(invalid).containsEntry("error", "invalid_scope").containsKey("error_description");
    long now = AuthorizationFixture.NOON.getEpochSecond();
    assertThat(List.of(success, denial, silent, invalid))
        .allSatisfy(
            claims ->
                assertThat(claims)
                    .containsEntry("iss", ISS)
                    .containsEntry("aud", "c1")
                    .containsEntry("state", "xyz")
                    .containsEntry("iat", now)
                    .containsEntry("exp", now + 600));
  }

  @Test
  @DisplayName("JARM error [B-37]: query.jwt + prompt=none without session → signed login_required")
  void silentWithoutSession() {
    Reply reply = SERVER.browser().get(in("query.jwt").with("prompt", "none").toString());

    assertThat(ResponseJwt.claims("query.jwt", reply))
        .containsEntry("error", "login_required")
        .containsEntry("iss", ISS);
  }

  @Test
  @DisplayName("jwt is normalised to query.jwt before it is stored")
  void normalised() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, in("jwt"));

    assertThat(
            SERVER
                .database()
                .text(
                    "SELECT response_mode FROM {interactions} WHERE interaction_id = '" + id + "'"))
        .isEqualTo("query.jwt");
  }

  @Test
  @DisplayName("a pushed jwt mode takes effect; a plain one beside the reference contradicts it")
  void pushed() {
    String reference = SERVER.push(in("jwt").with("prompt", "none"));
    String url = AuthorizationFixture.referring("c1", reference);

    assertThat(Answer.reason(SERVER.browser().get(url + "&response_mode=query")))
        .isEqualTo("request_uri_conflict");
    assertThat(ResponseJwt.claims("query.jwt", SERVER.browser().get(url + "&response_mode=jwt")))
        .containsEntry("error", "login_required");
  }

  @Test
  @DisplayName("no nulls [B-38]: what was not sent is not in the payload")
  void noNulls() {
    Reply reply = SERVER.browser().get(in("jwt").without("state", "scope").toString());

    assertThat(ResponseJwt.claims("jwt", reply))
        .containsOnlyKeys("iss", "aud", "exp", "iat", "error", "error_description");
  }

  @Test
  @DisplayName("any state comes back, whatever JSON has to escape")
  void state() {
    String state = "\"}{\\ ä€ \u2028</script>";
    Reply reply =
        SERVER.browser().get(in("fragment.jwt").with("state", state).without("scope").toString());

    assertThat(ResponseJwt.claims("fragment.jwt", reply)).containsEntry("state", state);
  }

  @Test
  @DisplayName("header: alg, kid, typ=JWT; RS256 for a client that registered no algorithm [B-75]")
  void standardAlgorithm() {
    assertThat(algorithm("c1")).isEqualTo(JWSAlgorithm.RS256);
  }

  @Test
  @DisplayName("the registered authorization_signed_response_alg signs")
  void registeredAlgorithm() {
    SERVER.add(new TestClient("es").text("authorization_signed_response_alg", "ES256"));

    assertThat(algorithm("es")).isEqualTo(JWSAlgorithm.ES256);
  }

  @Test
  @DisplayName("under the FAPI 2.0 Security Profile a client without a registration gets ES256")
  void fapi() {
    SERVER.add(
        new TestClient("fapi")
            .confidential()
            .text("security_profile", "fapi_2_0_security")
            .flag("pkce_required", true));

    assertThat(algorithm("fapi")).isEqualTo(JWSAlgorithm.ES256);
  }

  private static JWSAlgorithm algorithm(String client) {
    Reply reply =
        SERVER
            .browser()
            .get(AuthorizeUrl.of(client).with("response_mode", "jwt").without("scope").toString());
    String jwt = ResponseJwt.of("jwt", reply);
    ResponseJwt.verified(jwt);
    return ResponseJwt.header(jwt).getAlgorithm();
  }

  @Test
  @DisplayName("the key that signs is found by its kid, before and after another algorithm is gone")
  void keyId() {
    SERVER.signer.active().remove(SigningAlgorithm.ES256);

    String jwt = ResponseJwt.of("jwt", SERVER.browser().get(in("jwt").without("scope").toString()));
    assertThat(ResponseJwt.header(jwt).getKeyID()).isEqualTo("rsa");
  }

  @Test
  @DisplayName("form_post.jwt: the page is that of form_post, with its headers")
  void formPost() {
    Reply page = SERVER.browser().get(in("form_post.jwt").without("scope").toString());

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Cache-Control")).contains("no-store");
    assertThat(page.header("Referrer-Policy")).contains("no-referrer");
    assertThat(page.header("Content-Security-Policy").orElseThrow())
        .contains("frame-ancestors 'none'", "form-action https://c.example");
    assertThat(page.text())
        .contains("<form method=\"post\" action=\"https://c.example/cb\">", "<noscript>")
        .doesNotContain("invalid_scope");
  }

  @Test
  @DisplayName("what the redirect URI has in its query stays, a response of its own is replaced")
  void registeredQuery() {
    String redirectUri = "https://c.example/cb?foo=bar&response=old";
    SERVER.add(new TestClient("q").redirectUris(redirectUri));
    AuthorizeUrl url =
        AuthorizeUrl.of("q").with("redirect_uri", redirectUri).with("response_mode", "jwt");

    Reply reply = SERVER.browser().get(url.without("scope").toString());

    assertThat(Answer.query(reply).value("foo")).contains("bar");
    assertThat(Answer.query(reply).all("response")).hasSize(1).doesNotContain("old");
  }

  @Test
  @DisplayName("a remembered consent answers with a signed code at once")
  void remembered() {
    TestBrowser browser = SERVER.browser();
    SERVER.approve(browser, SERVER.pendingConsent(browser, in("jwt")), true);

    assertThat(ResponseJwt.claims("jwt", browser.get(in("jwt").toString()))).containsKey("code");
  }

  @Test
  @DisplayName("an interaction that was not decided in time ends with a signed error")
  void expired() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, in("jwt"));
    SERVER.advance(AuthorizationFixture.INTERACTION_LIFETIME);

    Map<String, Object> claims = ResponseJwt.claims("jwt", browser.get("/consent/" + id));
    assertThat(claims).containsEntry("error", "access_denied");
    assertThat(Instant.ofEpochSecond((long) claims.get("exp")))
        .isEqualTo(SERVER.now().plus(AuthorizationFixture.JARM_LIFETIME));
  }

  @Test
  @DisplayName("an invalid mode is refused in the query, unsigned")
  void invalidMode() {
    Reply reply = SERVER.browser().get(in("web_message.jwt").toString());

    assertThat(Answer.query(reply).value("error")).contains("invalid_request");
    assertThat(Answer.query(reply).value("response")).isEmpty();
  }

  private static AuthorizeUrl in(String mode) {
    return SERVER.request().with("response_mode", mode);
  }
}
