package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.host.Account;
import dev.lockspire.host.AuthenticatedAccount;
import dev.lockspire.host.LoginRequest.Reason;
import dev.lockspire.http.Reply;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What prompt asks for")
final class PromptTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  @Test
  @DisplayName("prompt=none: no session gives login_required, never a host redirect")
  void noneWithoutSession() {
    assertSilent(silent(), "login_required");
  }

  @Test
  @DisplayName("prompt=none: stale max_age gives login_required")
  void noneWithStaleSession() {
    SERVER.host.signIn("alice", SERVER.now().minusSeconds(61));

    assertSilent(silent().with("max_age", "60"), "login_required");
  }

  @Test
  @DisplayName("prompt=none: max_age with an unknown time of login gives login_required")
  void noneWithUnknownAuthTime() {
    SERVER.host.signIn(withoutAuthTime());

    assertSilent(silent().with("max_age", "60"), "login_required");
  }

  @Test
  @DisplayName("prompt=none: no consent gives consent_required")
  void noneWithoutConsent() {
    SERVER.host.signIn("alice", SERVER.now());

    assertSilent(silent(), "consent_required");
  }

  @Test
  @DisplayName("prompt=none: ui_required gives interaction_required, before consent_required")
  void noneWithInteractionRequired() {
    SERVER.host.signIn(
        AuthenticatedAccount.of(Account.of("alice"), SERVER.now()).withInteractionRequired());

    assertSilent(silent(), "interaction_required");
  }

  @Test
  @DisplayName("prompt=none: a remembered consent gives a code and no interaction")
  void noneWithRememberedConsent() {
    remember();

    Reply reply = SERVER.browser().get(silent().toString());

    assertThat(Answer.query(reply).value("code")).isPresent();
    assertThat(Answer.query(reply).value("state")).contains("xyz");
    assertThat(Answer.query(reply).value("iss")).contains("https://as.example/lockspire");
    assertThat(SERVER.count("interactions", "status <> 'completed'")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "none login, prompt_none_conflict",
    "none consent, prompt_none_conflict",
    "login login, duplicate_prompt",
    "none none, duplicate_prompt",
    "foo, invalid_prompt",
    "login foo, invalid_prompt",
    "LOGIN, invalid_prompt",
    "select_account, unsupported_prompt",
    "create, unsupported_prompt",
  })
  @DisplayName("prompt conflicts: invalid_request")
  void conflicts(String prompt, String reason) {
    Reply reply = SERVER.browser().get(SERVER.request().with("prompt", prompt).toString());

    assertThat(Answer.query(reply).value("error")).contains("invalid_request");
    assertThat(SERVER.told.get(0).attributes()).containsEntry("reason_code", reason);
    assertThat(SERVER.host.logins).isEmpty();
  }

  @Test
  @DisplayName("prompt absent: ui_required does not stop a request that may show pages")
  void interactionRequiredMatters() {
    SERVER.host.signIn(
        AuthenticatedAccount.of(Account.of("alice"), SERVER.now()).withInteractionRequired());

    Reply reply = SERVER.browser().get(SERVER.request().toString());

    assertThat(Answer.location(reply)).startsWith("/lockspire/consent/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"login", "login consent"})
  @DisplayName("prompt=login: a live session and a remembered consent still go to the host's login")
  void login(String prompt) {
    remember();

    Reply reply = SERVER.browser().get(SERVER.request().with("prompt", prompt).toString());

    assertThat(Answer.location(reply)).startsWith("/login?");
    assertThat(SERVER.host.lastLogin().reason()).isEqualTo(Reason.PROMPT_LOGIN);
  }

  @Test
  @DisplayName("prompt=login consent: after the login the consent page is shown all the same")
  void loginConsent() {
    remember();
    TestBrowser browser = SERVER.browser();
    Reply start = browser.get(SERVER.request().with("prompt", "login consent").toString());
    SERVER.advance(Duration.ofSeconds(20));
    SERVER.host.signIn("alice", SERVER.now());

    Reply back = browser.get("/interactions/" + SERVER.interactionId(start));

    assertThat(Answer.location(back)).startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName(
      "prompt=consent: remembered grant exists, consent page still shown; re-approve leaves one active grant")
  void consent() {
    remember();
    TestBrowser browser = SERVER.browser();

    String id = SERVER.pendingConsent(browser, SERVER.request().with("prompt", "consent"));
    assertThat(browser.get("/consent/" + id).status()).isEqualTo(200);
    Reply reply = SERVER.approve(browser, id, true);

    assertThat(Answer.query(reply).value("code")).isPresent();
    assertThat(SERVER.count("consent_grants", "status = 'active' AND kind = 'remembered'"))
        .isEqualTo(1);
  }

  @Test
  @DisplayName("prompt reaches the host's login and consent context [B-34]")
  void hostIsTold() {
    SERVER.browser().get(SERVER.request().with("prompt", "login consent").toString());

    assertThat(SERVER.host.lastLogin().context().prompt()).containsExactly("consent", "login");
  }

  private static AuthorizeUrl silent() {
    return SERVER.request().with("prompt", "none");
  }

  private static AuthenticatedAccount withoutAuthTime() {
    AuthenticatedAccount known = AuthenticatedAccount.of(Account.of("alice"), SERVER.now());
    return new AuthenticatedAccount(
        known.account(),
        java.util.Optional.empty(),
        known.acr(),
        known.amr(),
        known.sessionKey(),
        false);
  }

  private static void remember() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());
    assertThat(Answer.query(SERVER.approve(browser, id, true)).value("code")).isPresent();
  }

  private static void assertSilent(AuthorizeUrl url, String error) {
    Reply reply = SERVER.browser().get(url.toString());
    assertThat(Answer.location(reply)).startsWith("https://c.example/cb?");
    assertThat(Answer.query(reply).value("error")).contains(error);
    assertThat(Answer.query(reply).value("state")).contains("xyz");
    assertThat(Answer.query(reply).value("iss")).contains("https://as.example/lockspire");
    assertThat(SERVER.host.logins).isEmpty();
    assertThat(SERVER.count("interactions", "true")).isZero();
    assertThat(SERVER.codes()).isZero();
  }
}
