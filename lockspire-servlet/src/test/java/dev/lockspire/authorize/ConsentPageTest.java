package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.host.ConsentPrompt;
import dev.lockspire.http.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The consent page")
final class ConsentPageTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  @Test
  @DisplayName("shows client name, subject, scopes and resources, escaped")
  void content() {
    SERVER.alterClient("c1", "name = '<b>Acme & \"Co\"</b>'");
    TestBrowser browser = SERVER.browser();
    SERVER.host.signIn("<alice>", SERVER.now());
    Reply start =
        browser.get(SERVER.request().with("resource", "https://a.example/?x=1&y='2'").toString());

    String page = browser.get("/consent/" + SERVER.interactionId(start)).text();

    assertThat(page).contains("&lt;b&gt;Acme &amp; &quot;Co&quot;&lt;/b&gt;", "&lt;alice&gt;");
    assertThat(page).contains("<code>openid</code>", "<code>email</code>");
    assertThat(page).contains("https://a.example/?x=1&amp;y=&#39;2&#39;");
    assertThat(page).doesNotContain("<b>Acme", "<alice>");
  }

  @Test
  @DisplayName("has one form to approve, with remember ticked, and one to deny")
  void forms() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());

    String page = browser.get("/consent/" + id).text();

    String action = "action=\"/lockspire/interactions/" + id + "/complete\"";
    assertThat(page.split(action, -1)).hasSize(3);
    assertThat(page).contains("name=\"decision\" value=\"approve\"");
    assertThat(page).contains("name=\"decision\" value=\"deny\"");
    assertThat(page).contains("name=\"remember\" value=\"true\" checked");
    assertThat(SERVER.wasTold(TelemetryEvent.CONSENT_SHOWN)).isTrue();
  }

  @Test
  @DisplayName("falls back to the client_id where no name was registered")
  void nameFallback() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());

    assertThat(browser.get("/consent/" + id).text()).contains("<h1>Allow c1?</h1>");
  }

  @Test
  @DisplayName(
      "allows itself and the client's origin in form-action, loads nothing from elsewhere [B-40]")
  void policy() {
    SERVER.alterClient("c1", "logo_uri = 'https://c.example/logo.png'");
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());

    Reply page = browser.get("/consent/" + id);

    assertThat(page.header("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
        .contains("form-action 'self' https://c.example")
        .doesNotContain("img-src https:");
    assertThat(page.text()).doesNotContain("logo.png");
  }

  @Test
  @DisplayName("can be the host's own [B-46], with everything it must show and post [B-41]")
  void hostPage() {
    SERVER.alterClient("c1", "name = 'Acme', tos_uri = 'https://c.example/tos'");
    SERVER.host.consentPage = "<!doctype html><p>our look</p>";
    TestBrowser browser = SERVER.browserOfHostWithOwnLook();
    String id = SERVER.pendingConsent(browser, SERVER.request());

    Reply page = browser.get("/consent/" + id);

    ConsentPrompt prompt = SERVER.host.shown;
    assertThat(page.text()).isEqualTo("<!doctype html><p>our look</p>");
    assertThat(page.header("Content-Security-Policy").orElseThrow())
        .contains("style-src 'nonce-", "' 'self'", "form-action 'self' https://c.example");
    assertThat(prompt.interactionId()).isEqualTo(id);
    assertThat(prompt.clientName()).isEqualTo("Acme");
    assertThat(prompt.tosUri()).contains("https://c.example/tos");
    assertThat(prompt.scopes()).containsExactly("openid", "email");
    assertThat(prompt.subject().subject()).isEqualTo("alice");
    assertThat(prompt.finalizePath())
        .isEqualTo("/lockspire" + AuthorizationFixture.completePath(id));

    Reply reply =
        browser.post(prompt.finalizePath(), "decision=approve&csrf_token=" + prompt.csrfToken());
    assertThat(Answer.query(reply).value("code")).isPresent();
  }
}
