package dev.lockspire.logout;

import static dev.lockspire.logout.LogoutFixture.POST_LOGOUT;
import static dev.lockspire.logout.LogoutFixture.idToken;
import static dev.lockspire.logout.LogoutFixture.jwt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.host.HostRedirect;
import dev.lockspire.host.LogoutRequest;
import dev.lockspire.http.FormDecoder;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Reply;
import dev.lockspire.minting.TokenFixture;
import dev.lockspire.storage.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Logout")
class LogoutTest {
  private static final TestDatabase DATABASE =
      TestDatabase.create(dev.lockspire.client.ClientStore.rows());

  private LogoutFixture op;

  @BeforeEach
  void start() {
    op = new LogoutFixture(DATABASE, Optional.empty(), false);
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Nested
  @DisplayName("Logout request")
  class Request {

    @Test
    @DisplayName("an expired hint is OK")
    void expiredHint() {
      String sid = op.signIn("anna");
      assertThat(op.endSession(Map.of("id_token_hint", idToken("anna", sid, "c1"))).status())
          .isEqualTo(302);
    }

    @Test
    @DisplayName(
        "a bad signature, another issuer, an access or logout token, or rubbish → 400 page")
    void badHints() {
      String good = idToken("anna", "", "c1");
      String tampered = good.substring(0, good.length() - 4) + "AAAA";
      String foreign = jwt("JWT", "https://other.example", "anna", "", "c1");
      String accessToken = jwt("at+jwt", "https://op.example/lockspire", "anna", "", "c1");
      String logoutToken = jwt("logout+jwt", "https://op.example/lockspire", "anna", "", "c1");
      for (String hint :
          List.of(tampered, foreign, accessToken, logoutToken, "x", "a.b.c", "..", "é.é.é")) {
        refused(Map.of("id_token_hint", hint), "invalid_id_token_hint");
      }
    }

    @Test
    @DisplayName("an encrypted ID token → 400 page that asks for the signed one inside")
    void encryptedHint() {
      refused(Map.of("id_token_hint", "header.key.iv.content.tag"), "encrypted_id_token_hint");
    }

    @Test
    @DisplayName("a client_id that is not in aud → 400 page")
    void clientNotInAudience() {
      String hint = idToken("anna", "", "c1");
      refused(Map.of("id_token_hint", hint, "client_id", "c2"), "client_id_not_in_aud");
      String several = idToken("anna", op.signIn("anna"), List.of("c1", "c2"));
      assertThat(op.endSession(Map.of("id_token_hint", several, "client_id", "c2")).status())
          .isEqualTo(302);
    }

    @Test
    @DisplayName("an unregistered URI → 400 page")
    void unregistered() {
      for (String uri :
          List.of(
              POST_LOGOUT + "&x=1", "https://c.example/bye", "https://C.example/bye?keep=1", "x")) {
        refused(
            Map.of("client_id", "c1", "post_logout_redirect_uri", uri),
            "unregistered_post_logout_redirect_uri");
      }
      refused(
          Map.of("client_id", "c2", "post_logout_redirect_uri", POST_LOGOUT),
          "unregistered_post_logout_redirect_uri");
    }

    @Test
    @DisplayName("a URI without a client, or with an unknown or disabled one → 400 page")
    void noClient() {
      refused(Map.of("post_logout_redirect_uri", POST_LOGOUT), "missing_client");
      for (String client : List.of("nobody", "gone")) {
        refused(
            Map.of("client_id", client, "post_logout_redirect_uri", POST_LOGOUT), "missing_client");
      }
      String several = idToken("anna", "", List.of("c1", "c2"));
      refused(
          Map.of("id_token_hint", several, "post_logout_redirect_uri", POST_LOGOUT),
          "missing_client");
    }

    @Test
    @DisplayName("surrounding blanks in the URI are tolerated")
    void blanks() {
      String sid = op.signIn("anna");
      Reply reply =
          op.endSession(
              Map.of(
                  "id_token_hint",
                  " " + idToken("anna", sid, "c1") + " ",
                  "post_logout_redirect_uri",
                  "  " + POST_LOGOUT + "\n"));
      assertThat(reply.status()).isEqualTo(302);
    }

    @Test
    @DisplayName("a repeated parameter, or one that is too long → 400 page")
    void repeatedOrLong() {
      for (String name :
          List.of(
              "id_token_hint",
              "client_id",
              "post_logout_redirect_uri",
              "state",
              "logout_hint",
              "ui_locales")) {
        Parameters twice = new Parameters.Builder().add(name, "a").add(name, "a").build();
        assertThat(op.endSession(twice).text()).as(name).contains("duplicate_parameter");
        refused(Map.of(name, "x".repeat(17_000)), "parameter_too_long");
      }
    }

    private void refused(Map<String, String> parameters, String reason) {
      Reply reply = op.endSession(parameters);
      assertThat(reply.status()).as(reason).isEqualTo(400);
      assertThat(reply.header("Location")).isEmpty();
      assertThat(reply.text())
          .contains("<code id=\"error\">invalid_request</code>")
          .contains("<code id=\"reason\">" + reason + "</code>");
    }
  }

  @Nested
  @DisplayName("Logout hand-off")
  class HandOff {

    @Test
    @DisplayName("302 to the host's logout with return_to=<mount>/end_session/complete?token=…")
    void toTheHost() {
      String sid = op.signIn("anna");
      op.host.logoutPage =
          Optional.of(
              new HostRedirect(
                  "/account/logout?theme=dark&return_to=/evil",
                  Map.of("return_to", "https://evil.example", "reason", "a b")));
      Reply reply =
          op.endSession(
              Map.of(
                  "id_token_hint",
                  idToken("anna", sid, "c1"),
                  "logout_hint",
                  "anna@example",
                  "ui_locales",
                  "de  en-GB"));
      assertThat(reply.status()).isEqualTo(302);
      String location = reply.header("Location").orElseThrow();
      assertThat(location)
          .startsWith("/account/logout?theme=dark&")
          .contains("reason=a%20b")
          .doesNotContain("evil");
      Parameters sent = query(location);
      assertThat(sent.all("return_to")).hasSize(1);
      assertThat(sent.value("return_to").orElseThrow())
          .startsWith("/lockspire/end_session/complete?token=");
      LogoutRequest asked = op.host.asked.orElseThrow();
      assertThat(asked.subject()).contains("anna");
      assertThat(asked.logoutHint()).contains("anna@example");
      assertThat(asked.uiLocales()).containsExactly("de", "en-GB");
      assertThat(reply.header("Cache-Control")).contains("no-store");
    }

    @Test
    @DisplayName("to the configured path when the resolver has no callback")
    void fallback() {
      op = new LogoutFixture(DATABASE, Optional.of("/bye?x=1"), false);
      op.host.logoutPage = Optional.empty();
      Reply reply =
          op.endSession(Map.of("id_token_hint", idToken("anna", op.signIn("anna"), "c1")));
      assertThat(reply.header("Location").orElseThrow()).startsWith("/bye?x=1&return_to=");
    }

    @Test
    @DisplayName("500 page when there is neither, or when the host fails")
    void nowhere() {
      String hint = idToken("anna", op.signIn("anna"), "c1");
      op.host.logoutPage = Optional.empty();
      Reply nowhere = op.endSession(Map.of("id_token_hint", hint));
      assertThat(nowhere.status()).isEqualTo(500);
      assertThat(nowhere.text()).contains("missing_logout_path");
      op.host.broken = true;
      Reply broken = op.endSession(Map.of("id_token_hint", hint));
      assertThat(broken.status()).isEqualTo(500);
      assertThat(broken.text()).contains("account_resolution_failed").doesNotContain("store");
    }

    @Test
    @DisplayName("a posted request goes on as a GET, which brings the browser's cookies along")
    void posted() {
      String sid = op.signIn("anna");
      Reply posted = op.postEndSession(Map.of("id_token_hint", idToken("anna", sid, "c1")));
      assertThat(posted.status()).isEqualTo(303);
      String next = posted.header("Location").orElseThrow();
      assertThat(next).startsWith("/lockspire/end_session/confirm?request=");
      assertThat(op.follow(next).header("Location").orElseThrow()).startsWith("/account/logout?");
      op.now = op.now.plus(Duration.ofSeconds(601));
      assertThat(op.follow(next).text()).contains("logout_request_expired");
      assertThat(op.follow(next + "x").status()).isEqualTo(400);
    }
  }

  @Nested
  @DisplayName("Logout without hint")
  class Confirmation {

    @Test
    @DisplayName("confirmation required; nothing revoked before it")
    void confirmationFirst() {
      String sid = op.signIn("anna");
      token(sid);
      Reply page = op.endSession(Map.of());
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.text())
          .contains("<button id=\"logout\"", "<button id=\"stay\"", "<strong>anna</strong>")
          .contains("action=\"/lockspire/end_session/confirm\"");
      assertThat(revoked()).isZero();
      assertThat(op.host.asked).isEmpty();

      Reply handOff = op.confirm(form(page, "logout"), Map.of());
      assertThat(handOff.status()).isEqualTo(303);
      assertThat(revoked()).isZero();
      assertThat(op.complete(completionToken(handOff)).status()).isEqualTo(200);
      assertThat(revoked()).isOne();
    }

    @Test
    @DisplayName("staying changes nothing")
    void stay() {
      token(op.signIn("anna"));
      Reply stayed = op.confirm(form(op.endSession(Map.of()), "stay"), Map.of());
      assertThat(stayed.status()).isEqualTo(200);
      assertThat(stayed.text()).contains("still signed in");
      assertThat(stayed.header("Location")).isEmpty();
      assertThat(op.host.asked).isEmpty();
      assertThat(revoked()).isZero();
    }

    @Test
    @DisplayName("is asked for too when the hint speaks of another person, session or nobody")
    void foreignHints() {
      String sid = op.signIn("anna");
      for (String hint :
          List.of(idToken("bert", sid, "c1"), idToken("anna", "another-sid", "c1"))) {
        assertThat(op.endSession(Map.of("id_token_hint", hint)).text()).contains("id=\"logout\"");
      }
      op.host.signedIn = Optional.empty();
      assertThat(op.endSession(Map.of("id_token_hint", idToken("anna", sid, "c1"))).text())
          .contains("id=\"logout\"");
    }

    @Test
    @DisplayName("is asked for unless a pairwise client's hint names the person as it knows them")
    void pairwiseHints() {
      op.makePairwise("c1");
      String sid = op.signIn("anna");
      String anna = op.subject("c1", "anna");

      assertThat(op.endSession(Map.of("id_token_hint", idToken(anna, sid, "c1"))).status())
          .isEqualTo(302);
      assertThat(op.host.asked.orElseThrow().subject()).contains("anna");
      for (String other : List.of("anna", op.subject("c1", "bert"))) {
        assertThat(op.endSession(Map.of("id_token_hint", idToken(other, sid, "c1"))).text())
            .contains("id=\"logout\"");
      }
    }

    @Test
    @DisplayName("a pairwise hint where nobody is signed in ends its session, and names no account")
    void pairwiseWithoutSession() {
      op.makePairwise("c1");
      String sid = op.signIn("anna");
      token(sid);
      op.host.signedIn = Optional.empty();
      String hint = idToken(op.subject("c1", "anna"), sid, "c1");

      Reply page = op.endSession(Map.of("id_token_hint", hint));
      Reply handOff = op.confirm(form(page, "logout"), Map.of());
      op.complete(completionToken(handOff));

      assertThat(op.host.asked.orElseThrow().subject()).isEmpty();
      assertThat(revoked()).isOne();
      assertThat(DATABASE.texts("SELECT concat_ws(' ', sid, subject) FROM {logout_events}"))
          .containsExactly(sid);
    }

    @Test
    @DisplayName("a confirmed logout ends the session in this browser, not the one of the hint")
    void whoseSession() {
      String sid = op.signIn("anna");
      token(sid);
      token("berts-sid");
      Reply page = op.endSession(Map.of("id_token_hint", idToken("bert", "berts-sid", "c1")));
      op.complete(completionToken(op.confirm(form(page, "logout"), Map.of())));
      assertThat(DATABASE.texts("SELECT sid FROM {tokens} WHERE revoked_at IS NOT NULL"))
          .containsExactly(sid);
    }

    @Test
    @DisplayName("a form without its token, from another browser or another site → 403, no effect")
    void csrf() {
      op.signIn("anna");
      Map<String, String> form = form(op.endSession(Map.of()), "logout");
      assertThat(op.confirm(form, Map.of("Origin", List.of("https://evil.example"))).status())
          .isEqualTo(403);
      assertThat(op.confirm(form, Map.of("Sec-Fetch-Site", List.of("cross-site"))).status())
          .isEqualTo(403);
      Map<String, String> without = new HashMap<>(form);
      without.remove("csrf_token");
      assertThat(op.confirm(without, Map.of()).status()).isEqualTo(403);
      Map<String, String> wrong = new HashMap<>(form);
      wrong.put("csrf_token", "x");
      assertThat(op.confirm(wrong, Map.of()).text()).contains("csrf_failed");
      String own = op.browser;
      op.browser = "A".repeat(43);
      assertThat(op.confirm(form, Map.of()).status()).isEqualTo(403);
      assertThat(op.host.asked).isEmpty();

      op.browser = own;
      for (String origin : List.of("null", "https://op.example")) {
        assertThat(op.confirm(form, Map.of("Origin", List.of(origin))).status()).isEqualTo(303);
      }
    }

    @Test
    @DisplayName("the form names the application's origin, so that browsers follow it there")
    void formTarget() {
      Reply page =
          op.endSession(Map.of("client_id", "c1", "post_logout_redirect_uri", POST_LOGOUT));
      assertThat(page.header("Content-Security-Policy").orElseThrow())
          .endsWith("form-action 'self' https://c.example");
    }

    @Test
    @DisplayName("a browser that brings no cookie is given one, and its logout works")
    void newBrowser() {
      op.browser = "";
      Reply page = op.endSession(Map.of());
      String cookie = page.header("Set-Cookie").orElseThrow();
      assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Secure", "Path=/lockspire");
      op.browser = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
      assertThat(op.confirm(form(page, "logout"), Map.of()).status()).isEqualTo(303);
    }
  }

  @Nested
  @DisplayName("Completion")
  class Completing {

    @Test
    @DisplayName("tokens of the sid revoked: codes, access and refresh, of every application")
    void revokes() {
      String sid = op.signIn("anna");
      long code = row().code().with("sid", sid).insertRow();
      long access = row().with("sid", sid).insertRow();
      long other = row().with("sid", sid).with("client_id", "c2").insertRow();
      long refresh = row().refresh("f1").with("sid", sid).scopes("openid").insertRow();
      long offline =
          row().refresh("f2").with("sid", sid).scopes("openid", "offline_access").insertRow();
      long redeemed = row().code().with("sid", sid).with("redeemed_at", op.now).insertRow();
      long elsewhere = row().with("sid", "another-sid").insertRow();
      row().insertRow();

      op.complete(begin(sid, Map.of()));

      assertThat(DATABASE.texts("SELECT id FROM {tokens} WHERE revoked_at IS NOT NULL"))
          .containsExactlyInAnyOrder("" + code, "" + access, "" + other, "" + refresh)
          .doesNotContain("" + offline, "" + redeemed, "" + elsewhere);
    }

    @Test
    @DisplayName("offline_access refresh tokens end too when configured so")
    void offline() {
      op = new LogoutFixture(DATABASE, Optional.empty(), true);
      String sid = op.signIn("anna");
      row().refresh("f2").with("sid", sid).scopes("openid", "offline_access").insertRow();
      op.complete(begin(sid, Map.of()));
      assertThat(revoked()).isOne();
    }

    @Test
    @DisplayName("redirect with state, which replaces one that is there; the cookie is deleted")
    void redirects() {
      String token =
          begin(
              op.signIn("anna"),
              Map.of("post_logout_redirect_uri", POST_LOGOUT, "state", " a+b&c "));
      Reply reply = op.complete(token);
      assertThat(reply.status()).isEqualTo(302);
      assertThat(reply.header("Location"))
          .contains("https://c.example/bye?keep=1&state=%20a%2Bb%26c%20");
      assertThat(reply.header("Set-Cookie").orElseThrow())
          .startsWith("__Secure-lockspire_browser=;")
          .contains("Max-Age=0");
    }

    @Test
    @DisplayName("200 signed-out page when there is nowhere to return to")
    void signedOut() {
      Reply reply = op.complete(begin(op.signIn("anna"), Map.of("state", "x")));
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.text()).contains("id=\"logout-complete\"");
    }

    @Test
    @DisplayName("leaves evidence: the event, an audit row, and telemetry after the commit")
    void evidence() {
      String sid = op.signIn("anna");
      op.complete(begin(sid, Map.of("post_logout_redirect_uri", POST_LOGOUT)));
      assertThat(
              DATABASE.texts(
                  "SELECT sid || ' ' || subject || ' ' || client_id || ' ' || initiated_by || ' '"
                      + " || post_logout_redirect_uri FROM {logout_events}"))
          .containsExactly(sid + " anna c1 rp_initiated_logout " + POST_LOGOUT);
      assertThat(
              DATABASE.texts(
                  "SELECT a.action || ' ' || a.outcome || ' ' || a.actor_type || ' ' ||"
                      + " a.resource_type FROM {audit_events} a JOIN {logout_events} e ON"
                      + " a.resource_id = e.event_id"))
          .containsExactly("logout_requested succeeded system logout_event");
      assertThat(op.told()).hasSize(1).allMatch(event -> event.startsWith("logout.requested"));
    }

    @Test
    @DisplayName("replay creates nothing and answers the same, with the cookie gone or still there")
    void replay() {
      String token =
          begin(op.signIn("anna"), Map.of("post_logout_redirect_uri", POST_LOGOUT, "state", "s"));
      Optional<String> first = op.complete(token).header("Location");
      Optional<String> second = op.complete(token).header("Location");
      op.browser = "";
      Optional<String> third = op.complete(token).header("Location");
      assertThat(second).isEqualTo(first);
      assertThat(third).isEqualTo(first).isPresent();
      assertThat(DATABASE.text("SELECT count(*) FROM {logout_events}")).isEqualTo("1");
      assertThat(DATABASE.text("SELECT count(*) FROM {audit_events}")).isEqualTo("1");
      assertThat(op.told()).hasSize(1);
    }

    @Test
    @DisplayName("many at once make one event")
    void race() throws Exception {
      String token = begin(op.signIn("anna"), Map.of());
      ExecutorService threads = Executors.newFixedThreadPool(8);
      try {
        List<Callable<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
          all.add(() -> op.complete(token).status());
        }
        for (Future<Integer> status : threads.invokeAll(all)) {
          assertThat(status.get()).isEqualTo(200);
        }
      } finally {
        threads.shutdown();
      }
      assertThat(DATABASE.text("SELECT count(*) FROM {logout_events}")).isEqualTo("1");
      assertThat(DATABASE.text("SELECT count(*) FROM {audit_events}")).isEqualTo("1");
    }

    @Test
    @DisplayName("garbage or an 11-minute-old token → 200 page, no effect")
    void noEffect() {
      String sid = op.signIn("anna");
      token(sid);
      String token = begin(sid, Map.of("post_logout_redirect_uri", POST_LOGOUT));
      op.now = op.now.plus(Duration.ofMinutes(11));
      ineffective(token);
      op.now = op.now.minus(Duration.ofMinutes(11));
      for (String garbage :
          List.of("", "x", ".", "a.b", token + "x", "x" + token, token.replace('.', '!'), "%00")) {
        ineffective(garbage);
      }
      op.now = op.now.plus(Duration.ofMinutes(10));
      assertThat(op.complete(token).status()).as("ten minutes are allowed").isEqualTo(302);
    }

    @Test
    @DisplayName("a token of another browser, or made for another purpose → 200 page, no effect")
    void foreignBrowser() {
      String sid = op.signIn("anna");
      token(sid);
      String token = begin(sid, Map.of("post_logout_redirect_uri", POST_LOGOUT));
      String own = op.browser;
      op.browser = "A".repeat(43);
      ineffective(token);
      op.browser = "";
      ineffective(token);
      op.browser = own;
      ineffective(form(op.endSession(Map.of()), "logout").get("request"));
    }

    @Test
    @DisplayName("accepts the host's return by POST")
    void byPost() {
      String token = begin(op.signIn("anna"), Map.of("post_logout_redirect_uri", POST_LOGOUT));
      Reply reply = op.post("/end_session/complete", Map.of("token", token), Map.of());
      assertThat(reply.status()).isEqualTo(303);
      assertThat(reply.header("Location")).contains(POST_LOGOUT);
    }

    @Test
    @DisplayName("the person still gets on when the database refuses")
    void databaseRefuses() {
      String token = begin(op.signIn("anna"), Map.of("post_logout_redirect_uri", POST_LOGOUT));
      DATABASE.execute("ALTER TABLE {logout_events} RENAME TO away");
      try {
        assertThat(op.complete(token).header("Location")).contains(POST_LOGOUT);
      } finally {
        DATABASE.execute("ALTER TABLE lockspire.away RENAME TO lockspire_logout_events");
      }
    }

    private void ineffective(String token) {
      Reply reply = op.complete(token);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.text()).contains("id=\"logout-complete\"");
      assertThat(DATABASE.text("SELECT count(*) FROM {logout_events}")).isEqualTo("0");
      assertThat(revoked()).isZero();
    }
  }

  @Nested
  @DisplayName("Logout by the host [B-101]")
  class ByTheHost {

    @Test
    @DisplayName("ends one session, or every session of a person")
    void ends() {
      row().with("sid", "s1").insertRow();
      row().with("sid", "s2").insertRow();
      row().with("sid", "s3").with("account_id", "bert").insertRow();

      SessionTermination.Ended one = op.termination.logoutSession("s1");
      assertThat(one.revokedTokens()).isOne();
      assertThat(op.termination.logoutSession("s1").revokedTokens()).isZero();

      assertThat(op.termination.logoutSubject("person-1").revokedTokens()).isOne();
      assertThat(DATABASE.texts("SELECT sid FROM {tokens} WHERE revoked_at IS NULL"))
          .containsExactly("s3");
      assertThat(DATABASE.texts("SELECT DISTINCT initiated_by FROM {logout_events}"))
          .containsExactly("host");
    }

    @ParameterizedTest(name = "<{0}> ends nothing by accident")
    @ValueSource(strings = {"", "%", "' OR ''='"})
    void nothing(String sid) {
      row().with("sid", "s1").insertRow();
      row().insertRow();
      assertThat(op.termination.logoutSession(sid).revokedTokens()).isZero();
    }
  }

  /** Asks for logout with a good hint; answers the completion token the host was given. */
  private String begin(String sid, Map<String, String> more) {
    Map<String, String> parameters = new HashMap<>(more);
    parameters.put("id_token_hint", idToken("anna", sid, "c1"));
    return completionToken(op.endSession(parameters));
  }

  private static String completionToken(Reply handOff) {
    String returnTo =
        query(handOff.header("Location").orElseThrow()).value("return_to").orElseThrow();
    return query(returnTo).value("token").orElseThrow();
  }

  private static Parameters query(String url) {
    return new FormDecoder(50).decode(url.substring(url.indexOf('?') + 1));
  }

  private static Map<String, String> form(Reply page, String decision) {
    Map<String, String> form = new HashMap<>();
    Matcher hidden =
        Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]+)\"")
            .matcher(page.text());
    while (hidden.find()) {
      form.put(hidden.group(1), hidden.group(2));
    }
    assertThat(form).containsOnlyKeys("request", "csrf_token");
    form.put("decision", decision);
    return form;
  }

  private TokenFixture row() {
    return new TokenFixture(op.database, op.now);
  }

  private void token(String sid) {
    row().with("sid", sid).insertRow();
  }

  private static int revoked() {
    return Integer.parseInt(
        DATABASE.text("SELECT count(*) FROM {tokens} WHERE revoked_at IS NOT NULL"));
  }
}
