package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.http.Parameters;
import dev.lockspire.http.Reply;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Response modes")
final class ResponseModesTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();
  private static final String ISS = "https://as.example/lockspire";

  @ParameterizedTest
  @ValueSource(strings = {"query", "fragment", "form_post"})
  @DisplayName("iss everywhere: success, denial, validation error, prompt=none error: iss = issuer")
  void issEverywhere(String mode) {
    SERVER.host.signIn("alice", SERVER.now());
    TestBrowser browser = SERVER.browser();
    AuthorizeUrl url = SERVER.request().with("response_mode", mode);

    Map<String, String> success =
        delivered(mode, SERVER.approve(browser, SERVER.pendingConsent(browser, url), false));
    Map<String, String> denial =
        delivered(mode, SERVER.deny(browser, SERVER.pendingConsent(browser, url)));
    Map<String, String> silent =
        delivered(
            mode,
            browser.get(
                SERVER.request().with("response_mode", mode).with("prompt", "none").toString()));
    Map<String, String> invalid =
        delivered(
            mode,
            browser.get(SERVER.request().with("response_mode", mode).without("scope").toString()));

    assertThat(success).containsOnlyKeys("code", "state", "iss");
    assertThat(denial).containsEntry("error", "access_denied");
    assertThat(silent).containsEntry("error", "consent_required");
    assertThat(invalid).containsEntry("error", "invalid_scope");
    assertThat(java.util.List.of(success, denial, silent, invalid))
        .allSatisfy(p -> assertThat(p).containsEntry("iss", ISS).containsEntry("state", "xyz"));
  }

  @Test
  @DisplayName("Fragment mode: success and error in the fragment, the registered query left alone")
  void fragment() {
    SERVER.add(new TestClient("f").redirectUris("https://c.example/cb?state=old&a=b"));
    AuthorizeUrl url =
        AuthorizeUrl.of("f")
            .with("redirect_uri", "https://c.example/cb?state=old&a=b")
            .with("response_mode", "fragment");
    TestBrowser browser = SERVER.browser();

    Reply success = SERVER.approve(browser, SERVER.pendingConsent(browser, url), false);
    Reply error = browser.get(url.without("scope").toString());

    assertThat(Answer.location(success)).startsWith("https://c.example/cb?state=old&a=b#code=");
    assertThat(Answer.location(error))
        .startsWith("https://c.example/cb?state=old&a=b#error=invalid_scope");
    assertThat(Answer.fragment(error).value("state")).contains("xyz");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName(
      "form_post [B-36]: 200 HTML, auto-submit form with hidden parameters; values escaped; CSP and no-store")
  void formPost(boolean approve) {
    String state = "\"><script>alert('1')</script>&amp;";
    TestBrowser browser = SERVER.browser();
    AuthorizeUrl url = SERVER.request().with("response_mode", "form_post").with("state", state);
    String id = SERVER.pendingConsent(browser, url);

    Reply page = approve ? SERVER.approve(browser, id, false) : SERVER.deny(browser, id);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Location")).isEmpty();
    assertThat(page.header("Cache-Control")).contains("no-store");
    assertThat(page.text()).contains("<form method=\"post\" action=\"https://c.example/cb\">");
    assertThat(page.text()).contains("<noscript>").doesNotContain("<script>alert");
    assertThat(Answer.hiddenInputs(page))
        .containsEntry("state", state)
        .containsEntry("iss", ISS)
        .containsKey(approve ? "code" : "error");
    String policy = page.header("Content-Security-Policy").orElseThrow();
    String nonce = policy.replaceAll("(?s).*script-src 'nonce-([^']*)'.*", "$1");
    assertThat(policy).contains("form-action https://c.example");
    assertThat(policy).doesNotContain("'unsafe-inline'", "form-action 'self'");
    assertThat(page.text()).contains("<script nonce=\"" + nonce + "\">");
  }

  @Test
  @DisplayName("form_post [B-37]: validation errors are posted too")
  void formPostError() {
    Reply page =
        SERVER
            .browser()
            .get(SERVER.request().with("response_mode", "form_post").without("scope").toString());

    assertThat(page.status()).isEqualTo(200);
    assertThat(Answer.hiddenInputs(page))
        .containsEntry("error", "invalid_scope")
        .containsKey("error_description");
  }

  @Test
  @DisplayName("form_post: form-action names port, or the scheme where no host can be named")
  void formAction() {
    assertFormAction("https://c.example:8443/cb", "web", "https://c.example:8443");
    assertFormAction("http://127.0.0.1:9000/cb", "native", "http://127.0.0.1:9000");
    assertFormAction("http://[::1]:9000/cb", "native", "http:");
    assertFormAction("com.example.app:/cb", "native", "com.example.app:");
    assertFormAction("https://c;x.example/cb", "web", "https:");
    assertFormAction("https://user@c.example/cb", "web", "https://c.example");
  }

  @Test
  @DisplayName("Redirects [B-39]: 303 after a POST, 302 after a GET, never 307 or 308")
  void redirectStatus() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());
    assertThat(SERVER.deny(browser, id).status()).isEqualTo(303);
    assertThat(browser.post("/authorize", SERVER.request().without("scope").form()).status())
        .isEqualTo(303);
    assertThat(browser.get(SERVER.request().without("scope").toString()).status()).isEqualTo(302);
  }

  private static void assertFormAction(String redirectUri, String type, String source) {
    String client = SERVER.freshClientId();
    SERVER.add(new TestClient(client).text("application_type", type).redirectUris(redirectUri));

    Reply page =
        SERVER
            .browser()
            .get(
                AuthorizeUrl.of(client)
                    .with("redirect_uri", redirectUri)
                    .with("response_mode", "form_post")
                    .without("scope")
                    .toString());

    assertThat(page.header("Content-Security-Policy").orElseThrow())
        .endsWith("; form-action " + source);
  }

  private static Map<String, String> delivered(String mode, Reply reply) {
    if (mode.equals("form_post")) {
      return Answer.hiddenInputs(reply);
    }
    Parameters sent = mode.equals("query") ? Answer.query(reply) : Answer.fragment(reply);
    Map<String, String> single = new java.util.LinkedHashMap<>();
    sent.names().forEach(name -> single.put(name, sent.value(name).orElseThrow()));
    return single;
  }
}
