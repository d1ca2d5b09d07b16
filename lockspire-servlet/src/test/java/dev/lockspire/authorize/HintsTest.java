package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.host.Account;
import dev.lockspire.host.AuthenticatedAccount;
import dev.lockspire.host.AuthorizationContext;
import dev.lockspire.host.LoginRequest.Reason;
import dev.lockspire.http.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Hints, and who is meant")
final class HintsTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();
  private static final String ISS = "https://as.example/lockspire";

  @Test
  @DisplayName(
      "Hints forwarded [B-110]: login_hint, ui_locales, acr_values reach the host login stub")
  void hintsForwarded() {
    SERVER
        .browser()
        .get(
            SERVER
                .request()
                .with("login_hint", "alice@example.org")
                .with("ui_locales", "de-CH de en")
                .with("claims_locales", "fr")
                .with("display", "popup")
                .with("max_age", "60")
                .with("acr_values", "urn:acr:two other")
                .toString());

    AuthorizationContext context = SERVER.host.lastLogin().context();
    assertThat(SERVER.host.lastLogin().reason()).isEqualTo(Reason.NO_SESSION);
    assertThat(context.loginHint()).contains("alice@example.org");
    assertThat(context.uiLocales()).containsExactly("de-CH", "de", "en");
    assertThat(context.claimsLocales()).containsExactly("fr");
    assertThat(context.display()).contains("popup");
    assertThat(context.maxAge().orElseThrow().toSeconds()).isEqualTo(60);
    assertThat(context.acrValues()).containsExactly("urn:acr:two", "other");
    assertThat(context.clientId()).isEqualTo("c1");
    assertThat(context.scopes()).containsExactly("openid", "email");
    assertThat(context.interactionId()).contains(SERVER.host.lastLogin().interactionId());
  }

  @Test
  @DisplayName("Hints survive the login: the consent context has them too [B-34]")
  void hintsSurviveTheLogin() {
    TestBrowser browser = SERVER.browser();
    Reply start =
        browser.get(
            SERVER
                .request()
                .with("login_hint", "alice@example.org")
                .with("ui_locales", "de en")
                .toString());
    SERVER.host.signIn("alice", SERVER.now());
    browser.get("/interactions/" + SERVER.interactionId(start));

    AuthorizationContext context = SERVER.host.asked.get(SERVER.host.asked.size() - 1);
    assertThat(context.loginHint()).contains("alice@example.org");
    assertThat(context.uiLocales()).containsExactly("de", "en");
  }

  @Test
  @DisplayName("display and ui_locales never cause an error; overlong or unknown hints are dropped")
  void hintsNeverFail() {
    SERVER
        .browser()
        .get(
            SERVER
                .request()
                .with("display", "hologram")
                .with("ui_locales", "x".repeat(513))
                .with("login_hint", "y".repeat(513))
                .toString());

    AuthorizationContext context = SERVER.host.lastLogin().context();
    assertThat(context.display()).isEmpty();
    assertThat(context.uiLocales()).isEmpty();
    assertThat(context.loginHint()).isEmpty();
  }

  @Test
  @DisplayName("id_token_hint [B-34]: other subject and prompt=none gives login_required")
  void otherSubjectSilently() {
    hint("hint", "bob");
    SERVER.host.signIn("alice", SERVER.now());

    Reply reply =
        get(SERVER.request().with("id_token_hint", idToken("hint")).with("prompt", "none"));

    assertThat(Answer.query(reply).value("error")).contains("login_required");
  }

  @Test
  @DisplayName("id_token_hint [B-34]: other subject goes to the host's login with hint_mismatch")
  void otherSubject() {
    hint("hint", "bob");
    SERVER.host.signIn("alice", SERVER.now());

    Reply reply = get(SERVER.request().with("id_token_hint", idToken("hint")));

    assertThat(Answer.location(reply)).startsWith("/login?");
    assertThat(SERVER.host.lastLogin().reason()).isEqualTo(Reason.HINT_MISMATCH);
  }

  @Test
  @DisplayName("id_token_hint [B-34]: after login with a different subject, REDIR login_required")
  void stillOtherSubjectAfterLogin() {
    hint("hint", "bob");
    TestBrowser browser = SERVER.browser();
    Reply start = browser.get(SERVER.request().with("id_token_hint", idToken("hint")).toString());
    SERVER.host.signIn("alice", SERVER.now());

    Reply back = browser.get("/interactions/" + SERVER.interactionId(start));

    assertThat(Answer.query(back).value("error")).contains("login_required");
    assertThat(Answer.query(back).value("state")).contains("xyz");
    assertThat(SERVER.status(SERVER.interactionId(start))).isEqualTo("expired");
  }

  @Test
  @DisplayName("id_token_hint: the subject it names goes on, whether signed in or signing in")
  void sameSubject() {
    hint("hint", "alice");
    TestBrowser browser = SERVER.browser();
    Reply start = browser.get(SERVER.request().with("id_token_hint", idToken("hint")).toString());
    SERVER.host.signIn("alice", SERVER.now());

    Reply back = browser.get("/interactions/" + SERVER.interactionId(start));
    Reply live = get(SERVER.request().with("id_token_hint", idToken("hint")));

    assertThat(Answer.location(back)).startsWith("/lockspire/consent/");
    assertThat(Answer.location(live)).startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName("id_token_hint: expired is fine, several audiences are fine when the client is one")
  void expiredHint() {
    SERVER.idTokens.put(
        "old", Map.of("iss", ISS, "aud", List.of("other", "c1"), "sub", "alice", "exp", 1L));
    SERVER.host.signIn("alice", SERVER.now());

    assertThat(Answer.location(get(SERVER.request().with("id_token_hint", idToken("old")))))
        .startsWith("/lockspire/consent/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage",
        "foreign-issuer",
        "foreign-audience",
        "no-subject",
        "userinfo-response"
      })
  @DisplayName(
      "id_token_hint: malformed, foreign or a signed UserInfo response is REDIR invalid_request")
  void foreignHint(String hint) {
    SERVER.idTokens.put(
        "foreign-issuer",
        Map.of("iss", "https://other.example", "aud", "c1", "sub", "alice", "exp", 1L));
    SERVER.idTokens.put(
        "foreign-audience", Map.of("iss", ISS, "aud", "c2", "sub", "alice", "exp", 1L));
    SERVER.idTokens.put("no-subject", Map.of("iss", ISS, "aud", "c1", "exp", 1L));
    SERVER.idTokens.put("userinfo-response", Map.of("iss", ISS, "aud", "c1", "sub", "alice"));

    Reply reply = get(SERVER.request().with("id_token_hint", idToken(hint)));

    assertThat(Answer.query(reply).value("error")).contains("invalid_request");
    assertThat(SERVER.told.get(0).attributes())
        .containsEntry("reason_code", "invalid_id_token_hint");
  }

  @Test
  @DisplayName("id_token_hint: an encrypted one is refused by that name; the one inside is wanted")
  void encryptedHint() {
    Reply reply = get(SERVER.request().with("id_token_hint", "header.key.iv.content.tag"));

    assertThat(Answer.query(reply).value("error")).contains("invalid_request");
    assertThat(Answer.query(reply).value("error_description").orElseThrow())
        .contains("send the signed ID token inside it");
    assertThat(SERVER.told.get(0).attributes())
        .containsEntry("reason_code", "encrypted_id_token_hint");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"typ\":\"at+jwt\"}",
        "{\"typ\":\"logout+jwt\"}",
        "{\"typ\":\"application/at+jwt\"}",
        "{\"typ\":\"\"}",
        "{\"typ\":null}",
        "{\"typ\":[\"JWT\"]}",
        "[]",
        ""
      })
  @DisplayName("id_token_hint: an access token or a logout token of our own is no ID token")
  void tokenOfAnotherType(String header) {
    hint("hint", "alice");
    SERVER.host.signIn("alice", SERVER.now());

    Reply reply =
        get(SERVER.request().with("id_token_hint", AuthorizationFixture.signed(header, "hint")));

    assertThat(Answer.query(reply).value("error")).contains("invalid_request");
    assertThat(SERVER.told.get(0).attributes())
        .containsEntry("reason_code", "invalid_id_token_hint");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"typ\":\"jwt\"}", "{\"typ\":\"JWT\"}"})
  @DisplayName("id_token_hint: the type may be left out, and its case does not matter")
  void typeOfAnIdToken(String header) {
    hint("hint", "alice");
    SERVER.host.signIn("alice", SERVER.now());

    Reply reply =
        get(SERVER.request().with("id_token_hint", AuthorizationFixture.signed(header, "hint")));

    assertThat(Answer.location(reply)).startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName(
      "sub claim request [B-35]: a different value gives login_required, silently and after login")
  void subClaimRequest() {
    SERVER.host.signIn("alice", SERVER.now());
    String bob = "{\"id_token\":{\"sub\":{\"value\":\"bob\"}}}";

    Reply silent = get(SERVER.request().with("claims", bob).with("prompt", "none"));
    assertThat(Answer.query(silent).value("error")).contains("login_required");

    TestBrowser browser = SERVER.browser();
    Reply start = browser.get(SERVER.request().with("claims", bob).toString());
    assertThat(SERVER.host.lastLogin().reason()).isEqualTo(Reason.HINT_MISMATCH);
    Reply back = browser.get("/interactions/" + SERVER.interactionId(start));
    assertThat(Answer.query(back).value("error")).contains("login_required");
  }

  @Test
  @DisplayName("sub claim request: any of several values will do")
  void subClaimRequestWithValues() {
    SERVER.host.signIn("alice", SERVER.now());
    String either = "{\"id_token\":{\"sub\":{\"values\":[\"bob\",\"alice\"]}}}";

    assertThat(Answer.location(get(SERVER.request().with("claims", either))))
        .startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName("sub claim request against id_token_hint: two people are login_required")
  void subClaimAgainstHint() {
    hint("hint", "alice");
    SERVER.host.signIn("alice", SERVER.now());
    String bob = "{\"id_token\":{\"sub\":{\"value\":\"bob\"}}}";

    Reply reply = get(SERVER.request().with("claims", bob).with("id_token_hint", idToken("hint")));

    assertThat(Answer.query(reply).value("error")).contains("login_required");
    assertThat(Answer.location(reply)).startsWith("https://c.example/cb?");
  }

  @Test
  @DisplayName("Essential acr [B-32]: reached goes on; not reached asks for a login")
  void essentialAcr() {
    SERVER.host.signIn(reached("urn:acr:two"));
    assertThat(Answer.location(get(essential()))).startsWith("/lockspire/consent/");

    SERVER.host.signIn(reached("urn:acr:one"));
    assertThat(Answer.location(get(essential()))).startsWith("/login?");
    assertThat(SERVER.host.lastLogin().reason()).isEqualTo(Reason.ACR);
  }

  @Test
  @DisplayName(
      "Essential acr [B-32]: not met after login or silently is unmet_authentication_requirements")
  void essentialAcrNotMet() {
    TestBrowser browser = SERVER.browser();
    SERVER.host.signIn(reached("urn:acr:one"));
    Reply start = browser.get(essential().toString());

    Reply back = browser.get("/interactions/" + SERVER.interactionId(start));
    Reply silent = get(essential().with("prompt", "none"));

    for (Reply reply : List.of(back, silent)) {
      assertThat(Answer.query(reply).value("error")).contains("unmet_authentication_requirements");
      assertThat(Answer.query(reply).value("state")).contains("xyz");
    }
  }

  @Test
  @DisplayName(
      "acr_values: one the host declares asks for a stronger login, then goes on either way")
  void acrValues() {
    TestBrowser browser = SERVER.browser();
    SERVER.host.signIn(reached("urn:acr:zero"));

    Reply start = browser.get(SERVER.request().with("acr_values", "urn:acr:two").toString());
    assertThat(SERVER.host.lastLogin().reason()).isEqualTo(Reason.ACR);
    Reply back = browser.get("/interactions/" + SERVER.interactionId(start));

    assertThat(Answer.location(back)).startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName("acr_values is a wish: it fails no silent request and asks nothing nobody can reach")
  void acrValuesAreVoluntary() {
    TestBrowser browser = SERVER.browser();
    SERVER.approve(browser, SERVER.pendingConsent(browser, SERVER.request()), true);
    SERVER.host.signIn(reached("urn:acr:zero"));

    Reply silent = get(SERVER.request().with("acr_values", "urn:acr:two").with("prompt", "none"));
    Reply unreachable = get(SERVER.request().with("acr_values", "urn:acr:unheard-of"));

    assertThat(Answer.query(silent).value("code")).isPresent();
    assertThat(Answer.query(unreachable).value("code")).isPresent();
  }

  @Test
  @DisplayName("default_acr_values [B-33] hold for a request without acr_values")
  void defaultAcrValues() {
    SERVER.alterClient("c1", "default_acr_values = ARRAY['urn:acr:two']");
    SERVER.host.signIn(reached("urn:acr:zero"));

    assertThat(Answer.location(get(SERVER.request()))).startsWith("/login?");
    assertThat(SERVER.host.lastLogin().context().acrValues()).containsExactly("urn:acr:two");
  }

  private static AuthorizeUrl essential() {
    return SERVER
        .request()
        .with(
            "claims", "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"urn:acr:two\"]}}}");
  }

  private static AuthenticatedAccount reached(String acr) {
    return AuthenticatedAccount.of(Account.of("alice"), SERVER.now()).withAcr(acr, List.of("pwd"));
  }

  private static void hint(String name, String subject) {
    SERVER.idTokens.put(name, Map.of("iss", ISS, "aud", "c1", "sub", subject, "exp", 1L));
  }

  private static String idToken(String name) {
    return AuthorizationFixture.signed("{\"typ\":\"JWT\"}", name);
  }

  private static Reply get(AuthorizeUrl url) {
    return SERVER.browser().get(url.toString());
  }
}
