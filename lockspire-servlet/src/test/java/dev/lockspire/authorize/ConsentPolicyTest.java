package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.host.ConsentPolicy.Decision;
import dev.lockspire.http.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Consent that nobody has to be asked for [B-51] [B-111]")
final class ConsentPolicyTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  @BeforeEach
  void clients() {
    SERVER.add(
        new TestClient("trusted")
            .confidential()
            .flag("consent_required", false)
            .scopes("email", "offline_access"));
    SERVER.add(new TestClient("confidential").confidential().scopes("email", "offline_access"));
    SERVER.add(new TestClient("public").flag("consent_required", false));
    SERVER.host.signIn("alice", SERVER.now());
  }

  @Test
  @DisplayName("consent_required=false: code at once, silently too, offline_access dropped [B-28]")
  void trustedClient() {
    AuthorizeUrl url = AuthorizeUrl.of("trusted").with("scope", "openid email offline_access");

    for (Reply reply : new Reply[] {get(url), get(url.with("prompt", "none"))}) {
      assertThat(SERVER.codeColumn(reply, "scopes")).isEqualTo("{openid,email}");
      assertThat(SERVER.codeColumn(reply, "consent_grant_id")).isNull();
    }
    assertThat(SERVER.count("audit_events", "reason_code = 'consent_not_required'")).isEqualTo(2);
    assertThat(SERVER.count("consent_grants", "true")).isZero();
  }

  @Test
  @DisplayName("consent_required=false: prompt=consent still asks, and offline_access is then kept")
  void trustedClientThatAsks() {
    TestBrowser browser = SERVER.browser();
    AuthorizeUrl url =
        AuthorizeUrl.of("trusted").with("scope", "openid offline_access").with("prompt", "consent");

    Reply reply = SERVER.approve(browser, SERVER.pendingConsent(browser, url), false);

    assertThat(SERVER.codeColumn(reply, "scopes")).isEqualTo("{openid,offline_access}");
  }

  @Test
  @DisplayName("consent_required=false of a public client is not honoured")
  void publicClient() {
    assertThat(Answer.location(get(AuthorizeUrl.of("public")))).startsWith("/lockspire/consent/");
    assertError(AuthorizeUrl.of("public").with("prompt", "none"), "consent_required");
  }

  @Test
  @DisplayName("ConsentPolicy SKIP: code at once for a confidential client, page for a public one")
  void skip() {
    SERVER.host.decision = Decision.SKIP;

    assertThat(Answer.query(get(AuthorizeUrl.of("confidential"))).value("code")).isPresent();
    assertThat(Answer.location(get(AuthorizeUrl.of("public")))).startsWith("/lockspire/consent/");
    assertThat(Answer.location(get(AuthorizeUrl.of("confidential").with("prompt", "consent"))))
        .startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName("ConsentPolicy SKIP after a login: code without a page")
  void skipAfterLogin() {
    SERVER.host.decision = Decision.SKIP;
    SERVER.host.signOut();
    TestBrowser browser = SERVER.browser();
    Reply start = browser.get(AuthorizeUrl.of("confidential").toString());
    SERVER.host.signIn("alice", SERVER.now());

    Reply back = browser.get("/consent/" + SERVER.interactionId(start));

    assertThat(Answer.query(back).value("code")).isPresent();
  }

  @Test
  @DisplayName(
      "ConsentPolicy REQUIRE: page in spite of a remembered consent; silently consent_required")
  void require() {
    TestBrowser browser = SERVER.browser();
    SERVER.approve(browser, SERVER.pendingConsent(browser, SERVER.request()), true);
    SERVER.host.decision = Decision.REQUIRE;

    assertThat(Answer.location(get(SERVER.request()))).startsWith("/lockspire/consent/");
    assertError(SERVER.request().with("prompt", "none"), "consent_required");
    assertThat(Answer.location(get(AuthorizeUrl.of("trusted")))).startsWith("/lockspire/consent/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c1", "trusted"})
  @DisplayName("ConsentPolicy DENY: access_denied, at once and silently")
  void deny(String client) {
    SERVER.host.decision = Decision.DENY;

    assertError(AuthorizeUrl.of(client), "access_denied");
    assertError(AuthorizeUrl.of(client).with("prompt", "none"), "access_denied");
    assertThat(SERVER.codes()).isZero();
  }

  @Test
  @DisplayName("ConsentPolicy DENY after a login: access_denied, the interaction is over")
  void denyAfterLogin() {
    SERVER.host.decision = Decision.DENY;
    SERVER.host.signOut();
    TestBrowser browser = SERVER.browser();
    String id = SERVER.interactionId(browser.get(SERVER.request().toString()));
    SERVER.host.signIn("alice", SERVER.now());

    Reply back = browser.get("/interactions/" + id);

    assertThat(Answer.query(back).value("error")).contains("access_denied");
    assertThat(Answer.query(back).value("state")).contains("xyz");
    assertThat(browser.get("/consent/" + id).status()).isEqualTo(400);
  }

  private static void assertError(AuthorizeUrl url, String error) {
    Reply reply = get(url);
    assertThat(Answer.location(reply)).startsWith("https://c.example/cb?");
    assertThat(Answer.query(reply).value("error")).contains(error);
  }

  private static Reply get(AuthorizeUrl url) {
    return SERVER.browser().get(url.toString());
  }
}
