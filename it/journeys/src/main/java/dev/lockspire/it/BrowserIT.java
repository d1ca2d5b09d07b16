package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import dev.lockspire.it.NimbusClient.Pending;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a person sees, in Chromium: on a desktop, and on a phone without script. Each test leaves
 * pictures of the pages it came by.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("browser")
@DisplayName("In a browser")
final class BrowserIT {
  private static final URI DEMO = Container.base(BrowserDeployments.DEMO);
  private static final String UNAUTHORIZED =
      "Failed to load resource: the server responded with a status of 401";
  private static final String BAD_REQUEST =
      "Failed to load resource: the server responded with a status of 400";

  private static Chromium chromium;

  @BeforeAll
  static void start() {
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("home, connect, wrong password, login, consent, tokens; the second time no consent")
  void connect(Screen screen) {
    try (Visit visit = new Visit(chromium, screen)) {
      visit.open(DEMO + "/").sees("#connect", "demo-home").click("#connect");
      visit.sees("button#login", "demo-login").signIn("alice", "wrong");
      visit.sees("[role=alert]", "demo-login-refused").signIn("alice", "alice");
      visit.sees("button#approve", "demo-consent");
      assertThat(visit.page().locator("input#remember").isChecked()).isTrue();

      visit.click("button#approve").sees("#id_token", "demo-callback");
      assertThat(visit.text("#id_token"))
          .contains(DEMO + "/lockspire", "billingo-dashboard-public");
      assertThat(visit.text("#access_token")).contains("read:billing", DEMO + "/api");
      assertThat(visit.text("#userinfo")).contains("email");
      assertThat(visit.text("#api")).doesNotContain("HTTP 4").contains("{");

      visit.open(DEMO + "/connect").sees("#id_token", "demo-callback-remembered");
      visit.open(DEMO + "/").sees("#connect", "demo-home-signed-in");
      // The next browser shall meet the consent page again.
      visit.open(DEMO + "/apps").click("button.disconnect");
      visit.nothingWrong(UNAUTHORIZED);
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("Consent revocation: a disconnected app has to ask again")
  void disconnect(Screen screen) {
    try (Visit visit = new Visit(chromium, screen)) {
      visit.open(DEMO + "/apps").signIn("ops", "ops").sees("h1", "demo-apps");
      if (visit.has("button.disconnect")) {
        visit.click("button.disconnect");
      }
      visit.open(DEMO + "/connect").click("button#approve").sees("#id_token", "demo-callback-ops");
      visit.open(DEMO + "/apps").sees("button.disconnect", "demo-apps-connected");
      visit.click("button.disconnect").sees(".ended", "demo-apps-disconnected");
      assertThat(visit.has("button.disconnect")).isFalse();

      visit.open(DEMO + "/connect").sees("button#approve", "demo-consent-again");
      visit.nothingWrong();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("RAR: a payment is shown in words, and asked about each time (RFC 9396)")
  void payment(Screen screen) {
    try (Visit visit = new Visit(chromium, screen)) {
      visit.open(paymentRequest()).signIn("bob", "bob").sees("button#approve", "demo-payment");
      assertThat(visit.text(".payment strong")).isEqualTo("Pay 123.50 EUR to <b>Shop</b>.");
      visit.click("button#approve").sees("h1", "demo-payment-approved");
      assertThat(visit.page().url()).contains("/callback?code=");

      visit.open(paymentRequest()).sees("button#approve", "demo-payment-again");
      visit.nothingWrong();
    }
  }

  private static String paymentRequest() {
    String details =
        "[{\"type\":\"payment_initiation\",\"creditorName\":\"<b>Shop</b>\","
            + "\"instructedAmount\":{\"currency\":\"eur\",\"amount\":\"123.50\"}}]";
    return DEMO
        + "/lockspire/authorize?client_id=billingo-dashboard-public&response_type=code"
        + "&redirect_uri="
        + encoded(DEMO + "/callback")
        // The S256 challenge of RFC 7636 appendix B.
        + "&scope=openid&nonce=n1&state=s1&code_challenge_method=S256"
        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        + "&authorization_details="
        + encoded(details);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("Deny: the app gets nothing and says so")
  void deny(Screen screen) {
    try (Visit visit = new Visit(chromium, screen)) {
      visit.open(DEMO + "/connect").signIn("bob", "bob");
      visit.click("button#deny").sees("#error", "demo-callback-denied");
      assertThat(visit.text("#error")).isEqualTo("access_denied");
      visit.nothingWrong();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("Remembered consent: one-time approval is asked for again")
  void approveOnce(Screen screen) {
    try (Visit visit = new Visit(chromium, screen)) {
      visit.open(DEMO + "/connect").signIn("audra", "audra");
      visit
          .untick("input#remember")
          .click("button#approve")
          .sees("#id_token", "demo-callback-once");
      visit.open(DEMO + "/connect").sees("button#approve", "demo-consent-after-once");
      visit.nothingWrong();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("the host's own logout asks, and can be left")
  void hostLogout(Screen screen) {
    try (Visit visit = new Visit(chromium, screen)) {
      visit.open(DEMO + "/login").signIn("bob", "bob");
      visit.open(DEMO + "/logout").sees("button#logout", "demo-logout").click("#stay");
      visit.open(DEMO + "/logout").click("button#logout").sees("h1", "demo-logged-out");
      assertThat(visit.page().url()).isEqualTo(DEMO + "/logged-out");
      visit.nothingWrong();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName(
      "Logout without hint: confirmation required, staying changes nothing, leaving comes back")
  void appLogout(Screen screen) {
    String endSession =
        DEMO
            + "/lockspire/end_session?client_id=billingo-dashboard-public&state=a%26b"
            + "&post_logout_redirect_uri="
            + URLEncoder.encode(DEMO + "/logged-out", StandardCharsets.UTF_8);
    try (Visit visit = new Visit(chromium, screen)) {
      visit.open(DEMO + "/login").signIn("bob", "bob");
      visit.open(endSession).sees("button#logout", "end-session");
      visit.click("button#stay").sees("#still-signed-in", "end-session-stayed");
      visit.open(DEMO + "/logout").sees("button#logout", "demo-logout-still-signed-in");

      visit.open(endSession).click("button#logout").sees("h1", "demo-logged-out-by-app");
      assertThat(visit.page().url()).isEqualTo(DEMO + "/logged-out?state=a%26b");

      visit.open(DEMO + "/lockspire/end_session").sees("h1", "end-session-nobody");
      visit.nothingWrong();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("Unknown client: a page that leads nowhere")
  void errorPage(Screen screen) {
    try (Visit visit = new Visit(chromium, screen)) {
      visit.open(DEMO + "/lockspire/authorize?client_id=nope&redirect_uri=https://evil.example/cb");
      visit.sees("#reason", "error-page");
      assertThat(visit.page().url()).startsWith(DEMO.toString());
      visit.open(DEMO + "/nothing-here").sees("h1", "demo-not-found");
      visit.nothingWrong(
          BAD_REQUEST, "Failed to load resource: the server responded with a status of 404");
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("Security headers: the consent form leads to an app elsewhere despite form-action")
  void appElsewhere(Screen screen) {
    NimbusClient app = NimbusClient.partner(Shop.ISSUER);
    Pending pending = app.request("openid", "orders:read");
    try (Visit visit = new Visit(chromium, screen).answerAt(Shop.PARTNER_CALLBACK + "*")) {
      visit.open(pending.uri()).sees("button#login", "shop-login").signIn("radia", "radia");
      visit.sees("button#approve", "reference-consent").untick("input#remember");
      visit.click("button#approve").sees("#app", "app");

      app.code(pending, URI.create(visit.page().url()));

      Pending refused = app.request("openid", "orders:read");
      visit.open(refused.uri()).click("button#deny").sees("#app", "app-denied");
      assertThat(app.error(refused, URI.create(visit.page().url()))).isEqualTo("access_denied");
      visit.nothingWrong();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName(
      "form_post: the answer is posted, by itself or with one click where there is no script")
  void formPost(Screen screen) {
    NimbusClient app = NimbusClient.partner(Shop.ISSUER);
    UnaryOperator<AuthenticationRequest.Builder> posted =
        builder -> builder.responseMode(ResponseMode.FORM_POST);
    Pending pending = app.request(posted, "openid", "email");
    try (Visit visit = new Visit(chromium, screen).answerAt(Shop.PARTNER_CALLBACK + "*")) {
      visit.open(pending.uri()).signIn("radia", "radia").untick("input#remember");
      Request post =
          visit
              .page()
              .waitForRequest(
                  Shop.PARTNER_CALLBACK.toString(),
                  () -> {
                    visit.click("button#approve");
                    if (!screen.script()) {
                      visit.sees("button", "form-post").click("button");
                    }
                  });
      visit.sees("#app", "app-posted");

      assertThat(post.method()).isEqualTo("POST");
      app.code(pending, URI.create(Shop.PARTNER_CALLBACK + "?" + post.postData()));
      visit.nothingWrong();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("Fragment mode: the answer stays in the browser, after the #")
  void fragment(Screen screen) {
    NimbusClient app = NimbusClient.partner(Shop.ISSUER);
    Pending pending =
        app.request(builder -> builder.responseMode(ResponseMode.FRAGMENT), "openid", "email");
    try (Visit visit = new Visit(chromium, screen).answerAt(Shop.PARTNER_CALLBACK + "*")) {
      visit.open(pending.uri()).signIn("radia", "radia").untick("input#remember");
      visit.click("button#approve").sees("#app", "app-fragment");

      URI returned = URI.create(visit.page().url());
      assertThat(returned.getRawQuery()).isNull();
      app.code(pending, returned);
      visit.nothingWrong();
    }
  }
}
