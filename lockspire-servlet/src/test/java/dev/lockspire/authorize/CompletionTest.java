package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.http.Reply;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What the person decided")
final class CompletionTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  @Test
  @DisplayName("Deny: error=access_denied, state, iss; interaction denied; audit row")
  void deny() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());

    Reply reply = SERVER.deny(browser, id);

    assertThat(reply.status()).isEqualTo(303);
    assertThat(Answer.query(reply).value("error")).contains("access_denied");
    assertThat(Answer.query(reply).value("state")).contains("xyz");
    assertThat(Answer.query(reply).value("iss")).contains("https://as.example/lockspire");
    assertThat(SERVER.status(id)).isEqualTo("denied");
    assertThat(SERVER.codes()).isZero();
    assertThat(SERVER.count("consent_grants", "true")).isZero();
    assertThat(
            SERVER.count(
                "audit_events",
                "action = 'consent_denied' AND outcome = 'denied' AND actor_type = 'subject'"
                    + " AND actor_id = 'alice' AND resource_id = '"
                    + id
                    + "'"))
        .isEqualTo(1);
    assertThat(SERVER.wasTold(TelemetryEvent.CONSENT_DENIED)).isTrue();
  }

  @Test
  @DisplayName(
      "Approve: consent_approved (with remember) and authorization_completed are in the audit")
  void approveLeavesEvidence() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());

    SERVER.approve(browser, id, true);

    assertThat(
            SERVER
                .database()
                .texts(
                    "SELECT action || ' ' || actor_id || ' ' || coalesce(metadata ->> 'remember', '-')"
                        + " FROM {audit_events} WHERE resource_id = '"
                        + id
                        + "' ORDER BY id"))
        .containsExactly("consent_approved alice true", "authorization_completed alice -");
    assertThat(SERVER.wasTold(TelemetryEvent.CONSENT_APPROVED)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "decision=",
        "decision=maybe",
        "decision=APPROVE",
        "decision=deny&decision=approve"
      })
  @DisplayName("Completion errors: bad decision gives 400 HTML invalid_decision, no redirect")
  void badDecision(String fields) {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());

    Reply reply = SERVER.complete(browser, id, fields.isEmpty() ? "x=y" : fields);

    assertPage(reply, 400, "invalid_decision");
    assertThat(SERVER.status(id)).isEqualTo("pending_consent");
  }

  @ParameterizedTest
  @CsvSource({"approve, approve", "approve, deny", "deny, approve", "deny, deny"})
  @DisplayName("Completion errors: replay gives 400 HTML interaction_not_active, no redirect")
  void replay(String first, String second) {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());
    String token = "&csrf_token=" + SERVER.formToken(browser, id);
    String path = AuthorizationFixture.completePath(id);
    browser.post(path, "decision=" + first + token);
    int codes = SERVER.codes();

    Reply again = browser.post(path, "decision=" + second + token);

    assertPage(again, 400, "interaction_not_active");
    assertThat(SERVER.codes()).isEqualTo(codes);
    assertPage(browser.get("/consent/" + id), 400, "interaction_not_active");
  }

  @Test
  @DisplayName("Completion errors: other account gives 400 HTML subject_mismatch, never a redirect")
  void otherAccount() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());
    String token = SERVER.formToken(browser, id);
    SERVER.host.signIn("bob", SERVER.now());

    for (String decision : new String[] {"approve", "deny"}) {
      Reply reply =
          browser.post(
              AuthorizationFixture.completePath(id),
              "decision=" + decision + "&csrf_token=" + token);
      assertPage(reply, 400, "subject_mismatch");
    }
    assertThat(SERVER.status(id)).isEqualTo("pending_consent");
  }

  @Test
  @DisplayName("Completion errors: nobody signed in gives 400 HTML authentication_required")
  void signedOut() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());
    String token = SERVER.formToken(browser, id);
    SERVER.host.signOut();

    Reply reply =
        browser.post(AuthorizationFixture.completePath(id), "decision=approve&csrf_token=" + token);

    assertPage(reply, 400, "authentication_required");
    assertThat(SERVER.status(id)).isEqualTo("pending_consent");
  }

  @Test
  @DisplayName("Completion errors: unknown id gives 400 HTML interaction_not_found")
  void unknownId() {
    TestBrowser browser = SERVER.browser();
    browser.get(SERVER.request().toString());

    Reply reply =
        browser.post(AuthorizationFixture.completePath("A".repeat(43)), "decision=approve");

    assertPage(reply, 400, "interaction_not_found");
  }

  @Test
  @DisplayName("Completion errors: expired gives 400 HTML interaction_expired, no redirect")
  void expired() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());
    String token = SERVER.formToken(browser, id);
    SERVER.advance(Duration.ofMinutes(5));
    SERVER.host.signIn("alice", SERVER.now());

    for (int i = 0; i < 2; i++) {
      Reply reply =
          browser.post(
              AuthorizationFixture.completePath(id), "decision=approve&csrf_token=" + token);
      assertPage(reply, 400, "interaction_expired");
      assertThat(SERVER.status(id)).isEqualTo("expired");
    }
    assertThat(SERVER.codes()).isZero();
  }

  @Test
  @DisplayName("Completion before the login: 400 HTML interaction_not_active")
  void beforeLogin() {
    TestBrowser browser = SERVER.browser();
    String other = SERVER.pendingConsent(browser, SERVER.request());
    String page = browser.get("/consent/" + other).text();
    SERVER.host.signOut();
    String id = SERVER.interactionId(browser.get(SERVER.request().toString()));

    Reply reply = browser.post(AuthorizationFixture.completePath(id), "decision=approve");

    assertThat(page).contains("csrf_token");
    assertThat(reply.header("Location")).isEmpty();
    assertThat(SERVER.status(id)).isEqualTo("pending_login");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "of-another-interaction"})
  @DisplayName(
      "CSRF [B-41]: POST complete without the token gives 403 csrf_failed, nothing changed")
  void withoutToken(String token) {
    TestBrowser browser = SERVER.browser();
    String other = SERVER.pendingConsent(browser, SERVER.request());
    String id = SERVER.pendingConsent(browser, SERVER.request());
    String sent = token.equals("of-another-interaction") ? SERVER.formToken(browser, other) : token;

    for (String form : new String[] {"decision=approve", "decision=approve&csrf_token=" + sent}) {
      assertPage(browser.post(AuthorizationFixture.completePath(id), form), 403, "csrf_failed");
    }
    assertThat(SERVER.status(id)).isEqualTo("pending_consent");
    assertThat(SERVER.codes()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example, ",
    "https://as.example.evil.example, ",
    "http://as.example, ",
    "null, cross-site",
    "null, same-site",
    "https://as.example, cross-site",
    ", cross-site",
    ", none",
  })
  @DisplayName("CSRF [B-41]: foreign Origin or Sec-Fetch-Site gives 403, nothing changed")
  void foreignOrigin(String origin, String site) {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());

    Reply reply =
        browser.post(
            AuthorizationFixture.completePath(id), form(browser, id), headers(origin, site));

    assertPage(reply, 403, "csrf_failed");
    assertThat(SERVER.status(id)).isEqualTo("pending_consent");
  }

  @ParameterizedTest
  @CsvSource({
    "null, same-origin",
    "https://as.example, same-origin",
    "https://as.example, ",
    "null, ",
    ", ",
  })
  @DisplayName("CSRF [B-41]: our own page passes, whatever a browser tells of it")
  void ownOrigin(String origin, String site) {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());

    Reply reply =
        browser.post(
            AuthorizationFixture.completePath(id), form(browser, id), headers(origin, site));

    assertThat(Answer.query(reply).value("code")).isPresent();
  }

  @Test
  @DisplayName("Per-scope choice [B-27]: only ticked scopes are granted, openid always stays")
  void perScopeChoice() {
    SERVER.alterClient("c1", "allowed_scopes = ARRAY['email', 'profile']");
    TestBrowser browser = SERVER.browser();
    AuthorizeUrl url = SERVER.request().with("scope", "openid email profile");
    String id = SERVER.pendingConsent(browser, url);

    Reply reply =
        SERVER.complete(
            browser,
            id,
            "decision=approve&remember=on&scope_choice=true&scope=profile&scope=offline_access");

    assertThat(SERVER.codeColumn(reply, "scopes")).isEqualTo("{openid,profile}");
    assertThat(SERVER.database().texts("SELECT scopes FROM {consent_grants}"))
        .containsExactly("{openid,profile}");
    assertThat(Answer.location(browser.get(url.toString()))).startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName("Per-scope choice [B-27]: without scope_choice, scope fields mean nothing")
  void scopesWithoutChoice() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());

    Reply reply = SERVER.complete(browser, id, "decision=approve&scope=openid");

    assertThat(SERVER.codeColumn(reply, "scopes")).isEqualTo("{openid,email}");
  }

  @Test
  @DisplayName("Per-scope choice [B-27]: nothing ticked leaves openid, or is a refusal without it")
  void nothingTicked() {
    TestBrowser browser = SERVER.browser();
    String openId = SERVER.pendingConsent(browser, SERVER.request());
    String plain = SERVER.pendingConsent(browser, SERVER.request().with("scope", "email"));

    Reply kept = SERVER.complete(browser, openId, "decision=approve&scope_choice=true");
    Reply refused = SERVER.complete(browser, plain, "decision=approve&scope_choice=true");

    assertThat(SERVER.codeColumn(kept, "scopes")).isEqualTo("{openid}");
    assertThat(Answer.query(refused).value("error")).contains("access_denied");
    assertThat(SERVER.status(plain)).isEqualTo("denied");
  }

  private static String form(TestBrowser browser, String id) {
    return "decision=approve&csrf_token=" + SERVER.formToken(browser, id);
  }

  private static Map<String, String> headers(String origin, String site) {
    Map<String, String> headers = new HashMap<>();
    if (origin != null) {
      headers.put("Origin", origin);
    }
    if (site != null) {
      headers.put("Sec-Fetch-Site", site);
    }
    return headers;
  }

  private static void assertPage(Reply reply, int status, String reason) {
    assertThat(Answer.reason(reply)).isEqualTo(reason);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Location")).isEmpty();
    assertThat(reply.header("Content-Type")).contains("text/html; charset=utf-8");
  }
}
