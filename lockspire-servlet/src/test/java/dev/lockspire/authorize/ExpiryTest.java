package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.http.Reply;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Expiry [B-45]")
final class ExpiryTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  @ParameterizedTest
  @ValueSource(strings = {"/interactions/", "/consent/"})
  @DisplayName("waiting for the login for too long: REDIR login_required, once")
  void pendingLogin(String path) {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.interactionId(browser.get(SERVER.request().toString()));
    SERVER.advance(Duration.ofMinutes(5));
    SERVER.host.signIn("alice", SERVER.now());

    Reply reply = browser.get(path + id);

    assertThat(Answer.query(reply).value("error")).contains("login_required");
    assertThat(Answer.query(reply).value("state")).contains("xyz");
    assertThat(SERVER.status(id)).isEqualTo("expired");
    assertThat(Answer.reason(browser.get(path + id))).isEqualTo("interaction_expired");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/interactions/", "/consent/"})
  @DisplayName("waiting for consent for too long: REDIR access_denied")
  void pendingConsent(String path) {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());
    SERVER.advance(Duration.ofMinutes(5));

    Reply reply = browser.get(path + id);

    assertThat(Answer.query(reply).value("error")).contains("access_denied");
    assertThat(SERVER.status(id)).isEqualTo("expired");
  }

  @Test
  @DisplayName("a second before the end everything still works; a login does not extend it")
  void lastSecond() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.interactionId(browser.get(SERVER.request().toString()));
    SERVER.advance(Duration.ofSeconds(200));
    SERVER.host.signIn("alice", SERVER.now());
    browser.get("/interactions/" + id);
    SERVER.advance(Duration.ofSeconds(99));
    assertThat(browser.get("/consent/" + id).status()).isEqualTo(200);

    SERVER.advance(Duration.ofSeconds(1));
    assertThat(Answer.query(browser.get("/consent/" + id)).value("error"))
        .contains("access_denied");
  }

  @Test
  @DisplayName("using another account does not revive an expired interaction")
  void switchAccount() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());
    SERVER.advance(Duration.ofMinutes(5));

    Reply reply = browser.get("/interactions/" + id + "/login");

    assertThat(Answer.query(reply).value("error")).contains("access_denied");
    assertThat(SERVER.status(id)).isEqualTo("expired");
  }
}
