package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.host.AuthorizationDetailsContext;
import dev.lockspire.http.Refusal;
import dev.lockspire.http.Reply;
import dev.lockspire.rar.AuthorizationDetails;
import dev.lockspire.rar.TestValidators;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Authorization details at /authorize and /par (RFC 9396)")
final class AuthorizationDetailsTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  private static final String PAYMENT =
      "{\"type\":\"payment_initiation\",\"amount\":10.50,\"currency\":\"eur\"}";

  /** As its validator has it, in canonical form. */
  private static final String NORMAL =
      "{\"amount\":10.5,\"currency\":\"EUR\",\"type\":\"payment_initiation\"}";

  @BeforeEach
  void client() {
    SERVER.add(
        new TestClient("bank")
            .detailTypes("payment_initiation", "account_information", "broken", "unheard_of"));
  }

  @Test
  @DisplayName("RAR intake: a valid list reaches consent JSON, escaped, with its types")
  void reachesConsent() {
    TestBrowser browser = SERVER.browser();
    String id =
        SERVER.pendingConsent(
            browser,
            asking(
                "["
                    + PAYMENT
                    + ",{\"type\":\"account_information\",\"of\":\"<b>&'\\\"\",\"deep\":{\"a\":[1]}}]"));

    String page = browser.get("/consent/" + id).text();

    assertThat(page).contains("<li><code>payment_initiation</code></li>");
    assertThat(page).contains("<li><code>account_information</code></li>");
    assertThat(page).contains("&quot;currency&quot;: &quot;EUR&quot;");
    assertThat(page).contains("\n    &quot;deep&quot;: {\n      &quot;a&quot;: [\n        1\n");
    assertThat(page).contains("&quot;of&quot;: &quot;&lt;b&gt;&amp;&#39;\\&quot;&quot;");
    assertThat(page).doesNotContain("<b>&");
  }

  @Test
  @DisplayName("a request without details shows none on the consent page")
  void withoutDetails() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, asking("[]"));

    assertThat(browser.get("/consent/" + id).text())
        .doesNotContain("in particular", "authorization-details");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "payment_initiation",
        "[{'type':'payment_initiation'}]",
        "[{\"type\":\"payment_initiation\"}] x",
        "null",
        "\"text\"",
        "7",
        PAYMENT,
        "[\"payment_initiation\"]",
        "[7]",
        "[null]",
        "[[" + PAYMENT + "]]",
        "[{}]",
        "[{\"type\":null}]",
        "[{\"type\":\"\"}]",
        "[{\"type\":\" \"}]",
        "[{\"type\":7}]",
        "[{\"type\":[\"payment_initiation\"]}]",
        "[{\"type\":\"account_information\",\"a\":\"\\u0000\"}]",
        "[{\"type\":\"account_information\",\"a\":\"\\ud800\"}]",
        "[{\"type\":\"account_information\",\"\\udc00\":1}]",
        "[{\"type\":\"account_information\",\"a\":9007199254740992}]",
        "[{\"type\":\"account_information\",\"a\":-9007199254740993}]",
        "[{\"type\":\"account_information\",\"a\":1e300}]",
        "[{\"type\":\"account_information\",\"a\":1e-300}]",
        "[{\"type\":\"account_information\",\"a\":1e400}]",
      })
  @DisplayName(
      "RAR intake: bad JSON, an object, a string element and their like are"
          + " invalid_authorization_details")
  void unreadable(String details) {
    assertRefused(details, "AUTHORIZATION_DETAILS_ARE_READABLE");
  }

  @Test
  @DisplayName(
      "RAR intake: more than 2048 bytes directly are invalid_request, the same via PAR is"
          + " accepted")
  void size() {
    String largest = padded(2048);
    TestBrowser browser = SERVER.browser();
    SERVER.pendingConsent(browser, asking(largest));

    String larger = padded(2049);
    Reply direct = get(asking(larger));
    assertThat(Answer.query(direct).value("error")).contains("invalid_request");
    assertThat(rejection()).containsEntry("reason_code", "authorization_details_too_large");

    Reply used = get(referring(SERVER.push(asking(larger))));
    assertThat(Answer.location(used)).startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName("RAR intake: the limit is one of bytes, not of characters")
  void sizeInBytes() {
    String details = "[{\"type\":\"account_information\",\"a\":\"" + "é".repeat(1010) + "\"}]";
    assertThat(details.length()).isLessThan(2048);

    Reply direct = get(asking(details));

    assertThat(Answer.query(direct).value("error")).contains("invalid_request");
  }

  @Test
  @DisplayName("RAR intake: pushed details are bounded as well, by 16 KiB")
  void pushedSize() {
    SERVER.push(asking(padded(16 * 1024)));

    Reply refused = SERVER.pushed(asking(padded(16 * 1024 + 1)), Map.of());
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("\"error\":\"invalid_request\"");
  }

  @Test
  @DisplayName("Bounds [B-55]: 16 elements and 8 levels on every path, PAR included")
  void bounds() {
    String element = "{\"type\":\"account_information\"}";
    SERVER.push(asking(listOf(16, element)));
    SERVER.push(asking(nested(8)));
    for (String tooMuch : List.of(listOf(17, element), nested(9), nested(40), "[".repeat(2000))) {
      assertRefused(tooMuch, "AUTHORIZATION_DETAILS_ARE_READABLE");
      Reply pushed = SERVER.pushed(asking(tooMuch), Map.of());
      assertThat(pushed.status()).isEqualTo(400);
      assertThat(pushed.text()).contains("\"error\":\"invalid_authorization_details\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unheard_of", "PAYMENT_INITIATION", "payment_initiation "})
  @DisplayName("RAR validators: an unknown type is an error, also when the client registered it")
  void unknownType(String type) {
    assertRefused("[{\"type\":\"" + type + "\"}]", "AUTHORIZATION_DETAILS_ARE_ALLOWED");
  }

  @Test
  @DisplayName(
      "Types per client [B-54]: what the client did not register is an error; none is none")
  void unregisteredType() {
    SERVER.add(new TestClient("accounts").detailTypes("account_information"));
    for (String clientId : List.of("accounts", "c1")) {
      Reply reply =
          get(AuthorizeUrl.of(clientId).with("authorization_details", "[" + PAYMENT + "]"));
      assertThat(Answer.query(reply).value("error")).contains("invalid_authorization_details");
    }
  }

  @Test
  @DisplayName("RAR validators: the normalised output is stored, in order, up to the code")
  void normalised() {
    TestBrowser browser = SERVER.browser();
    String accounts = "{\"type\":\"account_information\",\"b\":null,\"a\":[true,\"x\",-0.0]}";
    String id = SERVER.pendingConsent(browser, asking("[" + accounts + "," + PAYMENT + "]"));
    Reply reply = SERVER.approve(browser, id, true);

    String expected =
        "[{\"a\":[true,\"x\",0],\"b\":null,\"type\":\"account_information\"}," + NORMAL + "]";
    assertThat(
            stored(
                SERVER
                    .database()
                    .text(
                        "SELECT authorization_details FROM {interactions} WHERE interaction_id = '"
                            + id
                            + "'")))
        .isEqualTo(expected);
    assertThat(stored(SERVER.database().text("SELECT authorization_details FROM {consent_grants}")))
        .isEqualTo(expected);
    assertThat(stored(SERVER.codeColumn(reply, "authorization_details"))).isEqualTo(expected);
    assertThat(
            SERVER
                .database()
                .text("SELECT authorization_details_fingerprint FROM {consent_grants}"))
        .isEqualTo(AuthorizationDetails.ofStored(expected).fingerprint());
  }

  @Test
  @DisplayName("RAR validators: the first refusal stops, and its reason is for operators alone")
  void refusedByValidator() {
    Reply reply = get(asking("[{\"type\":\"payment_initiation\"}," + PAYMENT + "]"));

    assertThat(Answer.query(reply).value("error")).contains("invalid_authorization_details");
    assertThat(Answer.location(reply)).doesNotContain("amount");
    Refusal refusal = SERVER.refusals.get(0);
    assertThat(failed(refusal)).isEqualTo("AUTHORIZATION_DETAILS_ARE_APPROVED");
    assertThat(refusal.compared())
        .containsEntry("refused because", "a payment has an amount and a currency");
    assertThat(TestValidators.ASKED).hasSize(1);
  }

  @Test
  @DisplayName("RAR validators: they are told the client, scopes and resources of the request")
  void context() {
    get(asking("[" + PAYMENT + "]").with("resource", "https://a.example/"));

    assertThat(TestValidators.ASKED)
        .containsExactly(
            new AuthorizationDetailsContext(
                AuthorizationDetailsContext.Stage.REQUEST,
                "bank",
                List.of("openid", "email"),
                List.of("https://a.example/"),
                Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"throws", "null", "other_type", "no_json", "too_large"})
  @DisplayName("RAR validators: one that fails is a refusal, and nothing of its failure gets out")
  void failing(String fault) {
    Reply reply = get(asking("[{\"type\":\"broken\",\"fault\":\"" + fault + "\"}]"));

    assertThat(Answer.query(reply).value("error")).contains("invalid_authorization_details");
    assertThat(Answer.location(reply)).doesNotContain("swordfish");
    assertThat(rejection()).containsEntry("reason_code", "authorization_details_validator_failed");
  }

  @Test
  @DisplayName("PAR carries all [B-70]: pushed details are judged at both ends, to the same result")
  void pushed() {
    String reference = SERVER.push(asking("[" + PAYMENT + "]"));
    TestBrowser browser = SERVER.browser();
    SERVER.host.signIn("alice", SERVER.now());
    String id = SERVER.interactionId(browser.get(referring(reference)));

    Reply reply = SERVER.approve(browser, id, false);

    assertThat(stored(SERVER.codeColumn(reply, "authorization_details")))
        .isEqualTo("[" + NORMAL + "]");
    assertThat(TestValidators.ASKED).hasSize(2);
  }

  @Test
  @DisplayName("A type that the client lost after it pushed is refused when the reference is used")
  void lostType() {
    String reference = SERVER.push(asking("[" + PAYMENT + "]"));
    SERVER.alterClient("bank", "metadata = '{}'");

    Reply reply = get(referring(reference));

    assertThat(Answer.query(reply).value("error")).contains("invalid_authorization_details");
  }

  private static AuthorizeUrl asking(String details) {
    return AuthorizeUrl.of("bank").with("authorization_details", details);
  }

  private static String referring(String reference) {
    return AuthorizationFixture.referring("bank", reference);
  }

  private static String listOf(int count, String element) {
    return "[" + String.join(",", Collections.nCopies(count, element)) + "]";
  }

  /** An element of that many levels. */
  private static String nested(int levels) {
    return "[{\"type\":\"account_information\",\"a\":"
        + "[".repeat(levels - 1)
        + "]".repeat(levels - 1)
        + "}]";
  }

  private static String padded(int bytes) {
    String start = "[{\"type\":\"account_information\",\"a\":\"";
    return start + "x".repeat(bytes - start.length() - 3) + "\"}]";
  }

  private static String stored(String jsonb) {
    return AuthorizationDetails.ofStored(jsonb).toJson();
  }

  private static Reply get(AuthorizeUrl url) {
    return get(url.toString());
  }

  private static Reply get(String url) {
    SERVER.host.signIn("alice", SERVER.now());
    return SERVER.browser().get(url);
  }

  private static void assertRefused(String details, String rule) {
    SERVER.refusals.clear();
    Reply reply = get(asking(details));

    assertThat(Answer.query(reply).value("error"))
        .as(details)
        .contains("invalid_authorization_details");
    assertThat(Answer.query(reply).value("state")).contains("xyz");
    assertThat(rejection()).containsEntry("reason_code", "invalid_authorization_details");
    assertThat(failed(SERVER.refusals.get(0))).isEqualTo(rule);
    assertThat(SERVER.count("interactions", "client_id = 'bank'")).isZero();
  }

  private static String failed(Refusal refusal) {
    return refusal.judgements().get(refusal.judgements().size() - 1).rule();
  }

  private static Map<String, String> rejection() {
    return SERVER.told.stream()
        .filter(told -> told.event() == TelemetryEvent.AUTHORIZATION_REQUEST_REJECTED)
        .reduce((first, last) -> last)
        .orElseThrow()
        .attributes();
  }
}
