package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.host.Account;
import dev.lockspire.host.AuthenticatedAccount;
import dev.lockspire.host.LoginRequest.Reason;
import dev.lockspire.http.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A demanded login really happens")
final class ReauthenticationTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  @Test
  @DisplayName(
      "prompt=login enforced [B-30]: live session, resume without new auth_time is login again, not consent")
  void bounceIsNoLogin() {
    SERVER.host.signIn("alice", SERVER.now().minusSeconds(30));
    TestBrowser browser = SERVER.browser();
    String id = start(browser, SERVER.request().with("prompt", "login"));

    for (String path : List.of("/interactions/", "/consent/")) {
      Reply back = browser.get(path + id);
      assertThat(Answer.location(back)).startsWith("/login?");
      assertThat(SERVER.interactionId(back)).isEqualTo(id);
      assertThat(SERVER.status(id)).isEqualTo("pending_login");
    }
  }

  @Test
  @DisplayName(
      "prompt=login [B-30]: a login up to 5 s before it was asked for counts, 6 s does not")
  void tolerance() {
    TestBrowser browser = SERVER.browser();
    String id = start(browser, SERVER.request().with("prompt", "login"));
    Instant askedAt = SERVER.now();

    SERVER.host.signIn("alice", askedAt.minusSeconds(6));
    assertThat(Answer.location(browser.get("/interactions/" + id))).startsWith("/login?");

    SERVER.host.signIn("alice", askedAt.minusSeconds(5));
    assertThat(Answer.location(browser.get("/interactions/" + id)))
        .isEqualTo("/lockspire/consent/" + id);
  }

  @Test
  @DisplayName(
      "prompt=login [B-30]: a host that does not know when the login was cannot satisfy it")
  void unknownAuthTime() {
    TestBrowser browser = SERVER.browser();
    String id = start(browser, SERVER.request().with("prompt", "login"));
    SERVER.host.signIn(
        new AuthenticatedAccount(
            Account.of("alice"),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            false));

    assertThat(Answer.location(browser.get("/interactions/" + id))).startsWith("/login?");
  }

  @Test
  @DisplayName("After 3 login rounds [B-30] the application gets login_required")
  void threeRounds() {
    SERVER.host.signIn("alice", SERVER.now().minusSeconds(30));
    TestBrowser browser = SERVER.browser();
    String id = start(browser, SERVER.request().with("prompt", "login"));
    assertThat(Answer.location(browser.get("/interactions/" + id))).startsWith("/login?");
    assertThat(Answer.location(browser.get("/interactions/" + id))).startsWith("/login?");

    Reply told = browser.get("/interactions/" + id);

    assertThat(Answer.location(told)).startsWith("https://c.example/cb?");
    assertThat(Answer.query(told).value("error")).contains("login_required");
    assertThat(Answer.query(told).value("state")).contains("xyz");
    assertThat(SERVER.host.logins).hasSize(3);
    assertThat(browser.get("/interactions/" + id).status()).isEqualTo(400);
  }

  @Test
  @DisplayName(
      "max_age via fresh login [B-29]: log in during the flow, the code has that auth_time")
  void maxAgeViaFreshLogin() {
    SERVER.host.signIn("alice", SERVER.now().minusSeconds(61));
    TestBrowser browser = SERVER.browser();
    String id = start(browser, SERVER.request().with("max_age", "60"));
    assertThat(SERVER.host.lastLogin().reason()).isEqualTo(Reason.MAX_AGE);
    SERVER.advance(Duration.ofSeconds(20));
    SERVER.host.signIn("alice", SERVER.now());

    browser.get("/interactions/" + id);
    SERVER.advance(Duration.ofSeconds(20));
    Reply reply = SERVER.approve(browser, id, false);

    assertThat(SERVER.codeColumn(reply, "extract(epoch from auth_time)::bigint"))
        .isEqualTo(Long.toString(AuthorizationFixture.NOON.getEpochSecond() + 20));
    assertThat(SERVER.codeColumn(reply, "auth_time_requested")).isEqualTo("t");
  }

  @Test
  @DisplayName("max_age: a bounce with the stale session is login again [B-30]")
  void maxAgeBounce() {
    SERVER.host.signIn("alice", SERVER.now().minusSeconds(61));
    TestBrowser browser = SERVER.browser();
    String id = start(browser, SERVER.request().with("max_age", "60"));

    assertThat(Answer.location(browser.get("/interactions/" + id))).startsWith("/login?");
  }

  @Test
  @DisplayName("max_age: exactly as old as allowed is fresh")
  void maxAgeBoundary() {
    SERVER.host.signIn("alice", SERVER.now().minusSeconds(60));

    Reply reply = SERVER.browser().get(SERVER.request().with("max_age", "60").toString());

    assertThat(Answer.location(reply)).startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName("max_age=0 terminates [B-30]: the login that it asked for satisfies it")
  void maxAgeZero() {
    SERVER.host.signIn("alice", SERVER.now().minusSeconds(1));
    TestBrowser browser = SERVER.browser();
    String id = start(browser, SERVER.request().with("max_age", "0"));
    SERVER.advance(Duration.ofSeconds(40));
    SERVER.host.signIn("alice", SERVER.now());
    SERVER.advance(Duration.ofSeconds(3));

    Reply back = browser.get("/interactions/" + id);

    assertThat(Answer.location(back)).isEqualTo("/lockspire/consent/" + id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "12.5", " 60", "60 ", "abc", "1e3", "\u0661", "9999999999"})
  @DisplayName("max_age input: empty, -1, 12.5, leading blank, abc are invalid_request")
  void maxAgeInput(String maxAge) {
    Reply reply = SERVER.browser().get(SERVER.request().with("max_age", maxAge).toString());

    assertThat(Answer.query(reply).value("error")).contains("invalid_request");
    assertThat(SERVER.told.get(0).attributes()).containsEntry("reason_code", "invalid_max_age");
  }

  @Test
  @DisplayName("default_max_age [B-33] holds for a request without max_age")
  void defaultMaxAge() {
    SERVER.alterClient("c1", "default_max_age = 60");
    SERVER.host.signIn("alice", SERVER.now().minusSeconds(61));

    assertThat(Answer.location(SERVER.browser().get(SERVER.request().toString())))
        .startsWith("/login?");
    assertThat(
            Answer.location(
                SERVER.browser().get(SERVER.request().with("max_age", "100").toString())))
        .startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName("require_auth_time [B-33] is remembered on the code")
  void requireAuthTime() {
    SERVER.alterClient("c1", "require_auth_time = true");
    TestBrowser browser = SERVER.browser();

    String id = SERVER.pendingConsent(browser, SERVER.request());
    Reply reply = SERVER.approve(browser, id, false);

    assertThat(SERVER.codeColumn(reply, "auth_time_requested")).isEqualTo("t");
  }

  @Test
  @DisplayName("auth_time, acr and amr of the login in the flow are on the code [B-11] [B-29]")
  void authenticationTravels() {
    TestBrowser browser = SERVER.browser();
    String id = start(browser, SERVER.request());
    SERVER.host.signIn(
        AuthenticatedAccount.of(Account.of("alice"), SERVER.now())
            .withAcr("urn:acr:two", List.of("pwd", "otp")));
    browser.get("/interactions/" + id);

    Reply reply = SERVER.approve(browser, id, false);

    assertThat(SERVER.codeColumn(reply, "acr")).isEqualTo("urn:acr:two");
    assertThat(SERVER.codeColumn(reply, "amr")).isEqualTo("{pwd,otp}");
    assertThat(SERVER.codeColumn(reply, "auth_time")).isNotNull();
    assertThat(SERVER.codeColumn(reply, "auth_time_requested")).isEqualTo("f");
  }

  private static String start(TestBrowser browser, AuthorizeUrl url) {
    Reply reply = browser.get(url.toString());
    assertThat(Answer.location(reply)).startsWith("/login?");
    return SERVER.interactionId(reply);
  }
}
