package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.host.Account;
import dev.lockspire.host.AuthenticatedAccount;
import dev.lockspire.http.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Browser binding [B-42] and browser sessions [B-106]")
final class BrowserBindingTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();
  private static final String COOKIE = "__Secure-lockspire_browser";

  @Test
  @DisplayName(
      "open /interactions/<id> or /consent/<id> from another browser: 400 browser_mismatch")
  void anotherBrowser() {
    TestBrowser victim = SERVER.browser();
    String id = SERVER.pendingConsent(victim, SERVER.request());
    String token = SERVER.formToken(victim, id);
    TestBrowser without = SERVER.browser();
    TestBrowser other = SERVER.browser();
    other.get(SERVER.request().toString());

    for (TestBrowser browser : List.of(without, other)) {
      for (Reply reply :
          List.of(
              browser.get("/interactions/" + id),
              browser.get("/consent/" + id),
              browser.get("/interactions/" + id + "/login"),
              browser.post(
                  AuthorizationFixture.completePath(id), "decision=approve&csrf_token=" + token))) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(Answer.reason(reply)).isEqualTo("browser_mismatch");
        assertThat(reply.header("Location")).isEmpty();
      }
    }
    assertThat(SERVER.status(id)).isEqualTo("pending_consent");
  }

  @Test
  @DisplayName(
      "the cookie is HttpOnly, Secure, SameSite=Lax, below the mount, set once, stored as a digest")
  void cookie() {
    TestBrowser browser = SERVER.browser();

    Reply first = browser.get(SERVER.request().toString());
    Reply second = browser.get(SERVER.request().toString());

    assertThat(first.header("Set-Cookie").orElseThrow())
        .matches(COOKIE + "=[A-Za-z0-9_-]{43}; Path=/lockspire; HttpOnly; SameSite=Lax; Secure");
    assertThat(second.header("Set-Cookie")).isEmpty();
    assertThat(SERVER.database().texts("SELECT browser_hash FROM {interactions}"))
        .hasSize(2)
        .allSatisfy(hash -> assertThat(hash).doesNotContain(browser.cookies().get(COOKIE)));
  }

  @Test
  @DisplayName("Shared session: same browser, C1 and C2 signed in have the same sid")
  void sharedSession() {
    SERVER.add(new TestClient("c2"));
    TestBrowser browser = SERVER.browser();

    String one = sid(browser, SERVER.request());
    String two = sid(browser, AuthorizeUrl.of("c2"));
    String again = sid(browser, SERVER.request());

    assertThat(one).isEqualTo(two).isEqualTo(again).matches("[A-Za-z0-9_-]{43}");
  }

  @Test
  @DisplayName("Shared session: another account or another browser has another sid")
  void otherSessions() {
    TestBrowser browser = SERVER.browser();
    String alice = sid(browser, SERVER.request());
    String elsewhere = sid(SERVER.browser(), SERVER.request());
    SERVER.host.signIn("bob", SERVER.now());
    String id = SERVER.interactionId(browser.get(SERVER.request().toString()));
    String bob = SERVER.codeColumn(SERVER.approve(browser, id, false), "sid");

    assertThat(List.of(alice, elsewhere, bob)).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("Shared session: the host's session key decides, and is not in the sid")
  void hostSessionKey() {
    assertThat(sidOf("alice", "s-1")).isEqualTo(sidOf("alice", "s-1"));
    assertThat(sidOf("alice", "s-1")).isNotEqualTo(sidOf("alice", "s-2"));
    assertThat(sidOf("alice", "s-1")).isNotEqualTo(sidOf("bob", "s-1"));
    assertThat(sidOf("b", "a")).isNotEqualTo(sidOf("ab", ""));
  }

  @Test
  @DisplayName("A silent code of a browser without a cookie already has the sid of its cookie")
  void silentCode() {
    TestBrowser browser = SERVER.browser();
    remember();

    Reply first = browser.get(SERVER.request().with("prompt", "none").toString());
    Reply second = browser.get(SERVER.request().with("prompt", "none").toString());

    assertThat(SERVER.codeColumn(first, "sid")).isEqualTo(SERVER.codeColumn(second, "sid"));
  }

  @Test
  @DisplayName("Cross-site POST: redirected to the same GET, which brings the cookie along")
  void crossSitePost() {
    TestBrowser browser = SERVER.browser();
    String pending = SERVER.pendingConsent(browser, SERVER.request());
    String form =
        SERVER
            .request()
            .with("state", " a+b ")
            .with("max_age", "")
            .and("resource=https%3A%2F%2Fa.example&resource=https%3A%2F%2Fb.example")
            .form();

    for (Map<String, String> headers :
        List.of(
            Map.of("Origin", "https://c.example", "Sec-Fetch-Site", "cross-site"),
            Map.of("Origin", "https://c.example"))) {
      Reply reply = browser.postFromAnotherSite("/authorize", form, headers);

      assertThat(reply.status()).isEqualTo(303);
      assertThat(reply.header("Set-Cookie")).isEmpty();
      assertThat(Answer.location(reply)).startsWith("/lockspire/authorize?client_id=c1&");
      assertThat(Answer.query(reply).value("state")).contains(" a+b ");
      assertThat(Answer.query(reply).value("max_age")).contains("");
      assertThat(Answer.query(reply).all("resource"))
          .containsExactly("https://a.example", "https://b.example");
    }
    assertThat(browser.get("/consent/" + pending).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("Cross-site POST too long for a URL, or with the cookie, is answered where it is")
  void crossSitePostInPlace() {
    SERVER.host.signIn("alice", SERVER.now());
    Map<String, String> foreign =
        Map.of("Origin", "https://c.example", "Sec-Fetch-Site", "cross-site");
    TestBrowser known = SERVER.browser();
    known.get(SERVER.request().toString());

    Reply tooLong =
        SERVER
            .browser()
            .post("/authorize", SERVER.request().and("x=" + "y".repeat(4096)).form(), foreign);
    Reply withCookie = known.post("/authorize", SERVER.request().form(), foreign);

    assertThat(Answer.location(tooLong)).startsWith("/lockspire/consent/");
    assertThat(Answer.location(withCookie)).startsWith("/lockspire/consent/");
  }

  private static String pending(TestBrowser browser) {
    return SERVER.pendingConsent(browser, SERVER.request());
  }

  private static void remember() {
    TestBrowser browser = SERVER.browser();
    SERVER.approve(browser, pending(browser), true);
  }

  private static String sid(TestBrowser browser, AuthorizeUrl url) {
    String id = SERVER.pendingConsent(browser, url);
    return SERVER.codeColumn(SERVER.approve(browser, id, false), "sid");
  }

  private static String sidOf(String subject, String sessionKey) {
    SERVER.host.signIn(
        AuthenticatedAccount.of(Account.of(subject), SERVER.now()).withSessionKey(sessionKey));
    TestBrowser browser = SERVER.browser();
    String id = SERVER.interactionId(browser.get(SERVER.request().toString()));
    String sid = SERVER.codeColumn(SERVER.approve(browser, id, false), "sid");
    assertThat(sid).matches("[A-Za-z0-9_-]{43}");
    return sid;
  }
}
