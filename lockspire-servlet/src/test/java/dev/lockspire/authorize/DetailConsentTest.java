package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.host.AuthorizationDetailsContext;
import dev.lockspire.host.ConsentPolicy;
import dev.lockspire.http.QueryString;
import dev.lockspire.http.Reply;
import dev.lockspire.rar.AuthorizationDetails;
import dev.lockspire.rar.TestValidators;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Consent to authorization details")
final class DetailConsentTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  private static final String PAYMENT = payment("10.5");
  private static final String ACCOUNT = "{\"of\":\"alice\",\"type\":\"account_information\"}";

  private static String payment(String amount) {
    return "{\"amount\":" + amount + ",\"currency\":\"EUR\",\"type\":\"payment_initiation\"}";
  }

  @BeforeEach
  void client() {
    SERVER.add(
        new TestClient("bank")
            .confidential()
            .detailTypes("payment_initiation", "account_information"));
  }

  @Test
  @DisplayName(
      "RAR not silently reused [B-49]: remembered scopes, new authorization_details, prompt=none:"
          + " consent_required")
  void notReused() {
    approve(AuthorizeUrl.of("bank"), true);

    assertConsentRequired(PAYMENT);
    assertConsentRequired(ACCOUNT);
    assertPage(asking(ACCOUNT));
  }

  @Test
  @DisplayName("Always ask [B-49]: not even the very same payment is reused, remembered or not")
  void paymentsAskEachTime() {
    approve(asking(PAYMENT), true);

    assertConsentRequired(PAYMENT);
    assertPage(asking(PAYMENT));
  }

  @Test
  @DisplayName(
      "Where the host remembers a type, a consent covers equal details, whatever the order of"
          + " members; and nothing else")
  void rememberedType() {
    approve(asking(ACCOUNT), true);

    Reply again = get(asking("{\"type\": \"account_information\", \"of\": \"alice\"}"));
    assertThat(Answer.query(again).value("code")).isPresent();
    assertThat(stored(SERVER.codeColumn(again, "authorization_details")))
        .isEqualTo("[" + ACCOUNT + "]");
    assertConsentRequired("{\"of\":\"bob\",\"type\":\"account_information\"}");
    assertConsentRequired(ACCOUNT + "," + PAYMENT);
    assertPage(asking(ACCOUNT).with("resource", "https://a.example/"));
  }

  @Test
  @DisplayName("The code carries the details of this request, not all of the reused grant [B-49]")
  void onlyThisRequest() {
    approve(asking(ACCOUNT), true);

    Reply plain = get(AuthorizeUrl.of("bank"));

    assertThat(SERVER.codeColumn(plain, "authorization_details")).isEqualTo("[]");
  }

  @Test
  @DisplayName("A one-time consent to details is never reused")
  void oneTime() {
    approve(asking(ACCOUNT), false);

    assertConsentRequired(ACCOUNT);
  }

  @Test
  @DisplayName("No duplicates: remembered grants are one where their details are identical")
  void duplicates() {
    approve(asking(PAYMENT), true);
    approve(asking(PAYMENT), true);
    assertThat(SERVER.count("consent_grants", "true")).isEqualTo(1);

    approve(asking(payment("11")), true);
    approve(AuthorizeUrl.of("bank").with("prompt", "consent"), true);
    assertThat(SERVER.count("consent_grants", "true")).isEqualTo(3);
  }

  @Test
  @DisplayName(
      "A client that needs no consent asks for details all the same; only the host can skip that")
  void skipping() {
    SERVER.alterClient("bank", "consent_required = false");
    assertThat(Answer.query(get(AuthorizeUrl.of("bank"))).value("code")).isPresent();
    assertPage(asking(PAYMENT));

    SERVER.host.decision = ConsentPolicy.Decision.SKIP;
    Reply skipped = get(asking(PAYMENT));
    assertThat(stored(SERVER.codeColumn(skipped, "authorization_details")))
        .isEqualTo("[" + PAYMENT + "]");
  }

  @Test
  @DisplayName("The host's policy, login and consent page see the details")
  void hostSees() {
    SERVER.host.consentPage = "<!doctype html><p>our look</p>";
    TestBrowser browser = SERVER.browserOfHostWithOwnLook();
    String id = SERVER.pendingConsent(browser, asking(PAYMENT + "," + ACCOUNT));
    browser.get("/consent/" + id);

    assertThat(SERVER.host.asked.get(0).authorizationDetails())
        .isEqualTo(SERVER.host.shown.authorizationDetails())
        .hasSize(2);
    assertThat(SERVER.host.shown.authorizationDetailTypes())
        .containsExactly("payment_initiation", "account_information");
  }

  @Test
  @DisplayName("Narrowing [B-57]: what the person leaves is stored where the validator agrees")
  void narrowed() {
    Reply reply = approveLeaving(PAYMENT + "," + ACCOUNT, "[" + payment("3") + "]");

    assertThat(stored(SERVER.codeColumn(reply, "authorization_details")))
        .isEqualTo("[" + payment("3") + "]");
    assertThat(stored(SERVER.database().text("SELECT authorization_details FROM {consent_grants}")))
        .isEqualTo("[" + payment("3") + "]");
    assertThat(TestValidators.ASKED.get(TestValidators.ASKED.size() - 1))
        .isEqualTo(
            new AuthorizationDetailsContext(
                AuthorizationDetailsContext.Stage.CONSENT,
                "bank",
                List.of("openid", "email"),
                List.of(),
                Optional.of("alice")));
  }

  @Test
  @DisplayName("Narrowing [B-57]: an empty list leaves the scopes alone")
  void nothingLeft() {
    for (String left : List.of("[]", "")) {
      Reply reply = approveLeaving(PAYMENT, left);

      assertThat(SERVER.codeColumn(reply, "authorization_details")).isEqualTo("[]");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"amount\":11,\"currency\":\"EUR\",\"type\":\"payment_initiation\"}]",
        "[{\"amount\":1,\"currency\":\"USD\",\"type\":\"payment_initiation\"}]",
        "[{\"of\":\"bob\",\"type\":\"account_information\"}]",
        "[{\"of\":\"alice\",\"type\":\"account_information\"},"
            + "{\"of\":\"alice\",\"type\":\"account_information\"}]",
        "[{\"amount\":1,\"currency\":\"EUR\",\"type\":\"payment_initiation\"},"
            + "{\"amount\":1,\"currency\":\"EUR\",\"type\":\"payment_initiation\"}]",
        "[{\"type\":\"unheard_of\"}]",
        "[{}]",
        "{",
      })
  @DisplayName(
      "Narrowing [B-57]: more than was asked for, or anything unreadable, is a page and changes"
          + " nothing")
  void notNarrower(String left) {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, asking(PAYMENT + "," + ACCOUNT));

    Reply reply = SERVER.complete(browser, id, leaving(left));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("Location")).isEmpty();
    assertThat(SERVER.status(id)).isEqualTo("pending_consent");
    assertThat(SERVER.codes()).isZero();
    assertThat(SERVER.count("consent_grants", "true")).isZero();
    assertThat(Answer.query(SERVER.approve(browser, id, false)).value("code")).isPresent();
  }

  @Test
  @DisplayName(
      "Narrowing: a list counts only where the form says that it is a choice, and only once")
  void choice() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, asking(PAYMENT));
    Reply twice = SERVER.complete(browser, id, leaving("[]") + "&authorization_details=%5B%5D");
    assertThat(twice.status()).isEqualTo(400);
    assertThat(Answer.reason(twice)).isEqualTo("invalid_decision");

    Reply unmarked = SERVER.complete(browser, id, "decision=approve&authorization_details=%5B%5D");
    assertThat(stored(SERVER.codeColumn(unmarked, "authorization_details")))
        .isEqualTo("[" + PAYMENT + "]");
  }

  @Test
  @DisplayName("The evidence of an approval names the types, never what they say")
  void evidence() {
    approve(asking(PAYMENT), false);

    String metadata =
        SERVER
            .database()
            .text("SELECT metadata FROM {audit_events} WHERE action = 'consent_approved'");
    assertThat(metadata).contains("payment_initiation").doesNotContain("EUR", "10.5");
  }

  private static AuthorizeUrl asking(String details) {
    return AuthorizeUrl.of("bank").with("authorization_details", "[" + details + "]");
  }

  private static String leaving(String left) {
    return "decision=approve&authorization_details_choice=true&authorization_details="
        + QueryString.encode(left);
  }

  private static Reply approveLeaving(String asked, String left) {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, asking(asked));
    return SERVER.complete(browser, id, leaving(left));
  }

  private static void approve(AuthorizeUrl url, boolean remember) {
    TestBrowser browser = SERVER.browser();
    SERVER.approve(browser, SERVER.pendingConsent(browser, url), remember);
  }

  private static Reply get(AuthorizeUrl url) {
    SERVER.host.signIn("alice", SERVER.now());
    return SERVER.browser().get(url.toString());
  }

  private static void assertPage(AuthorizeUrl url) {
    assertThat(Answer.location(get(url))).startsWith("/lockspire/consent/");
  }

  private static void assertConsentRequired(String details) {
    Reply silent = get(asking(details).with("prompt", "none"));
    assertThat(Answer.query(silent).value("error")).contains("consent_required");
  }

  private static String stored(String jsonb) {
    return AuthorizationDetails.ofStored(jsonb).toJson();
  }
}
