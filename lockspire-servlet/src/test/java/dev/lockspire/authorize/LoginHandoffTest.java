package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.host.HostRedirect;
import dev.lockspire.http.Reply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Login handoff")
final class LoginHandoffTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  @Test
  @DisplayName("No session: 302 host login with interaction_id and return_to=<mount>/consent/<id>")
  void noSession() {
    Reply reply = SERVER.browser().get(SERVER.request().toString());

    String id = SERVER.interactionId(reply);
    assertThat(reply.status()).isEqualTo(302);
    assertThat(id).matches("[A-Za-z0-9_-]{43}");
    assertThat(Answer.location(reply))
        .isEqualTo("/login?interaction_id=" + id + "&return_to=%2Flockspire%2Fconsent%2F" + id);
    assertThat(SERVER.status(id)).isEqualTo("pending_login");
    assertThat(SERVER.host.lastLogin().interactionId()).isEqualTo(id);
    assertThat(SERVER.host.lastLogin().returnTo()).isEqualTo("/lockspire/consent/" + id);
    assertThat(SERVER.wasTold(TelemetryEvent.INTERACTION_STARTED)).isTrue();
    assertThat(SERVER.wasTold(TelemetryEvent.INTERACTION_LOGIN_REQUIRED)).isTrue();
  }

  @Test
  @DisplayName("The host's own query is respected, its return_to overridden, empty values dropped")
  void hostParameters() {
    SERVER.host.loginPage =
        new HostRedirect(
            "/login?tab=a%20b&return_to=%2Felsewhere",
            Map.of("hint", "x y&z", "empty", "", "interaction_id", "forged"));

    Reply reply = SERVER.browser().get(SERVER.request().toString());

    String id = SERVER.interactionId(reply);
    assertThat(Answer.location(reply)).startsWith("/login?tab=a%20b&").contains("hint=x%20y%26z");
    assertThat(Answer.query(reply).all("return_to")).containsExactly("/lockspire/consent/" + id);
    assertThat(Answer.query(reply).all("interaction_id")).containsExactly(id);
    assertThat(Answer.query(reply).value("empty")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/interactions/", "/consent/"})
  @DisplayName("Both resume URLs lead to consent")
  void bothResumeUrls(String path) {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.interactionId(browser.get(SERVER.request().toString()));
    SERVER.host.signIn("alice", SERVER.now());

    Reply back = browser.get(path + id);

    assertThat(Answer.location(back)).isEqualTo("/lockspire/consent/" + id);
    assertThat(SERVER.status(id)).isEqualTo("pending_consent");
    assertThat(browser.get("/consent/" + id).status()).isEqualTo(200);
    assertThat(Answer.location(browser.get("/interactions/" + id)))
        .isEqualTo("/lockspire/consent/" + id);
  }

  @Test
  @DisplayName("Full flow: login, consent approve, 302/303 with code, state and iss")
  void fullFlow() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.interactionId(browser.get(SERVER.request().toString()));
    SERVER.advance(Duration.ofSeconds(30));
    SERVER.host.signIn("alice", SERVER.now());
    browser.get("/interactions/" + id);

    Reply reply = SERVER.approve(browser, id, false);

    assertThat(reply.status()).isEqualTo(303);
    assertThat(Answer.location(reply)).startsWith("https://c.example/cb?code=");
    assertThat(Answer.query(reply).value("code").orElseThrow()).matches("[A-Za-z0-9_-]{43}");
    assertThat(Answer.query(reply).value("state")).contains("xyz");
    assertThat(Answer.query(reply).value("iss")).contains("https://as.example/lockspire");
    assertThat(Answer.query(reply).names()).containsExactly("code", "state", "iss");
    assertThat(SERVER.status(id)).isEqualTo("completed");
    assertThat(SERVER.wasTold(TelemetryEvent.AUTHORIZATION_CODE_ISSUED)).isTrue();
    assertThat(SERVER.wasTold(TelemetryEvent.AUTHORIZATION_COMPLETED)).isTrue();
  }

  @Test
  @DisplayName("The code row has everything /token needs [B-11]")
  void codeRow() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());
    Reply reply = SERVER.approve(browser, id, false);

    assertThat(SERVER.codeColumn(reply, "client_id")).isEqualTo("c1");
    assertThat(SERVER.codeColumn(reply, "account_id")).isEqualTo("alice");
    assertThat(SERVER.codeColumn(reply, "redirect_uri")).isEqualTo("https://c.example/cb");
    assertThat(SERVER.codeColumn(reply, "scopes")).isEqualTo("{openid,email}");
    assertThat(SERVER.codeColumn(reply, "nonce")).isEqualTo("n-1");
    assertThat(SERVER.codeColumn(reply, "interaction_id")).isEqualTo(id);
    assertThat(SERVER.codeColumn(reply, "sid")).matches("[A-Za-z0-9_-]{43}");
    assertThat(SERVER.codeColumn(reply, "consent_grant_id")).isNotNull();
    assertThat(SERVER.codeColumn(reply, "extract(epoch from expires_at - issued_at)::int"))
        .isEqualTo("300");
    assertThat(SERVER.codeColumn(reply, "redeemed_at")).isNull();
  }

  @Test
  @DisplayName("FAPI [B-47]: a code lives 60 s at most, also when the profile came in between")
  void fapiCodeLifetime() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());
    SERVER.alterClient("c1", "security_profile = 'fapi_2_0_security'");

    Reply reply = SERVER.approve(browser, id, false);

    assertThat(SERVER.codeColumn(reply, "extract(epoch from expires_at - issued_at)::int"))
        .isEqualTo("60");
  }

  @Test
  @DisplayName("A session that is gone on resume or consent goes to login again [B-43]")
  void sessionGone() {
    TestBrowser browser = SERVER.browser();
    String pendingLogin = SERVER.interactionId(browser.get(SERVER.request().toString()));
    String pendingConsent = SERVER.pendingConsent(browser, SERVER.request());
    SERVER.host.signOut();

    for (String id : new String[] {pendingLogin, pendingConsent}) {
      Reply reply = browser.get("/consent/" + id);
      assertThat(Answer.location(reply)).startsWith("/login?");
      assertThat(SERVER.interactionId(reply)).isEqualTo(id);
    }
    SERVER.host.signIn("alice", SERVER.now());
    assertThat(browser.get("/consent/" + pendingConsent).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("A remembered consent needs no page after the login either")
  void rememberedAfterLogin() {
    TestBrowser browser = SERVER.browser();
    SERVER.approve(browser, SERVER.pendingConsent(browser, SERVER.request()), true);
    SERVER.host.signOut();
    String id = SERVER.interactionId(browser.get(SERVER.request().toString()));
    SERVER.host.signIn("alice", SERVER.now());

    Reply back = browser.get("/consent/" + id);

    assertThat(Answer.query(back).value("code")).isPresent();
    assertThat(SERVER.status(id)).isEqualTo("completed");
    assertThat(SERVER.wasTold(TelemetryEvent.CONSENT_REUSED)).isTrue();
  }

  @Test
  @DisplayName("Another account [B-43]: subject_mismatch offers a way to go on as somebody else")
  void anotherAccount() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());
    SERVER.host.signIn("bob", SERVER.now());

    Reply page = browser.get("/consent/" + id);
    assertThat(page.status()).isEqualTo(400);
    assertThat(Answer.reason(page)).isEqualTo("subject_mismatch");
    assertThat(page.text()).contains("href=\"/lockspire/interactions/" + id + "/login\"");

    Reply login = browser.get("/interactions/" + id + "/login");
    assertThat(Answer.location(login)).startsWith("/login?");
    assertThat(SERVER.status(id)).isEqualTo("pending_login");
    assertThat(Answer.location(browser.get("/interactions/" + id)))
        .isEqualTo("/lockspire/consent/" + id);
    Reply reply = SERVER.approve(browser, id, false);
    assertThat(SERVER.codeColumn(reply, "account_id")).isEqualTo("bob");
  }

  @Test
  @DisplayName("Another account: a demanded login is demanded of them too")
  void anotherAccountIsAuthenticatedToo() {
    TestBrowser browser = SERVER.browser();
    String id =
        SERVER.interactionId(browser.get(SERVER.request().with("prompt", "login").toString()));
    SERVER.host.signIn("alice", SERVER.now());
    browser.get("/interactions/" + id);
    SERVER.advance(Duration.ofSeconds(30));
    browser.get("/interactions/" + id + "/login");
    SERVER.host.signIn("bob", SERVER.now().minusSeconds(20));

    assertThat(Answer.location(browser.get("/interactions/" + id))).startsWith("/login?");
  }

  @Test
  @DisplayName("An unknown, overlong or forged interaction id is a 400 page interaction_not_found")
  void unknownInteraction() {
    TestBrowser browser = SERVER.browser();
    browser.get(SERVER.request().toString());

    for (String id : new String[] {"x", "A".repeat(43), "%27;--" + "A".repeat(38)}) {
      for (String path : new String[] {"/interactions/", "/consent/"}) {
        Reply reply = browser.get(path + id);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(Answer.reason(reply)).isEqualTo("interaction_not_found");
      }
    }
  }

  @Test
  @DisplayName("A client that was disabled, or lost its redirect URI, meanwhile gets nothing")
  void clientChangedMeanwhile() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());
    String token = SERVER.formToken(browser, id);
    String form = "decision=approve&csrf_token=" + token;

    SERVER.alterClient("c1", "redirect_uris = ARRAY['https://c.example/other']");
    Reply moved = browser.post(AuthorizationFixture.completePath(id), form);
    SERVER.alterClient("c1", "active = false, redirect_uris = ARRAY['https://c.example/cb']");
    Reply disabled = browser.post(AuthorizationFixture.completePath(id), form);

    assertThat(Answer.reason(moved)).isEqualTo("invalid_redirect_uri");
    assertThat(Answer.reason(disabled)).isEqualTo("client_not_found");
    assertThat(moved.header("Location")).isEmpty();
    assertThat(disabled.header("Location")).isEmpty();
    assertThat(SERVER.codes()).isZero();
  }
}
