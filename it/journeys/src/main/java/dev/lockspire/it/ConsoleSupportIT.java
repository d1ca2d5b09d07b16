package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.net.URI;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators do when somebody calls: consents, tokens and interactions, on real ones. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("browser")
@DisplayName("Supporting people at the console")
final class ConsoleSupportIT {
  private static Chromium chromium;

  @BeforeAll
  static void start() {
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @Test
  @DisplayName(
      "ADM-82 to 85 Consents: filter, detail, revoke once it is confirmed, its tokens with it")
  void consent() {
    NimbusClient app = NimbusClient.backOffice(signedIn("ann"));
    OIDCTokens tokens = app.connect(ConsoleVisit.person("ann"), "openid", "offline_access");
    assertThat(app.introspect(tokens.getAccessToken()).isActive()).isTrue();
    try (ConsoleVisit ops = new ConsoleVisit(chromium, "ops")) {
      ops.open("/consents?account=ann&client=back-office");
      ops.sees("One match");
      assertThat(ops.page().locator(".ls-table").innerText()).doesNotContain("ann ");
      ops.picture("consents");
      ops.page().reload();
      assertThat(ops.page().locator("#filter-account").inputValue()).isEqualTo("ann");
      ops.click("tbody a").sees("Revoke this consent").picture("consent");
      GuidePicture.of(ops.page(), "consent");
      assertThat(ops.page().locator("[id='end:revocation:tokens']").isChecked()).isTrue();

      ops.click("[id='end:revocation:revoke:do']").sees("tick the box to confirm");
      assertThat(app.introspect(tokens.getAccessToken()).isActive()).isTrue();

      ops.tick("[id='end:revocation:confirm:box']").click("[id='end:revocation:revoke:do']");
      ops.sees("The consent is revoked, and with it").sees("It was revoked before");
      ops.picture("consent-revoked");
      ops.nothingWrong();
    }
    assertThat(app.introspect(tokens.getAccessToken()).isActive()).isFalse();
    assertThat(app.userInfo(tokens.getAccessToken()).indicatesSuccess()).isFalse();
    assertThat(NimbusClient.error(app.refresh(tokens.getRefreshToken())))
        .isEqualTo("invalid_grant");
  }

  @Test
  @DisplayName("ADM-85 Consents, token option: leave the tokens alone where the tick is taken away")
  void consentOnly() {
    NimbusClient app = NimbusClient.backOffice(signedIn("abe"));
    OIDCTokens tokens = app.connect(ConsoleVisit.person("abe"), "openid", "offline_access");
    try (ConsoleVisit ops = new ConsoleVisit(chromium, "ops")) {
      ops.open("/consents?account=abe");
      ops.click("tbody a").sees("Revoke this consent");
      ops.page().locator("[id='end:revocation:tokens']").uncheck();
      ops.tick("[id='end:revocation:confirm:box']").click("[id='end:revocation:revoke:do']");
      ops.sees("Its tokens go on until they expire");
    }
    assertThat(app.introspect(tokens.getAccessToken()).isActive()).isTrue();
  }

  @Test
  @DisplayName(
      "ADM-83 Consents: the list names types of authorization details, the detail shows them,"
          + " escaped, once it is asked")
  void authorizationDetails() {
    NimbusClient app = NimbusClient.backOffice(signedIn("lea"));
    app.connect(ConsoleVisit.person("lea"), "openid");
    // This host knows no type of its own; a grant of one that does is the same row.
    TestDatabase.existing(Deployments.TILL)
        .execute(
            "UPDATE lockspire.lockspire_consent_grants SET authorization_details ="
                + " '[{\"type\": \"payment_initiation\", \"creditorName\": \"<i>Shop</i>\"}]'"
                + " WHERE account_id = 'lea'");
    try (ConsoleVisit ops = new ConsoleVisit(chromium, "ops")) {
      ops.open("/consents?account=lea");
      ops.sees("in particular payment_initiation");
      assertThat(ops.page().content()).doesNotContain("Shop");
      ops.click("tbody a").sees("Authorization details");
      assertThat(ops.page().locator(".ls-json").isVisible()).isFalse();

      ops.click(".ls-details summary").picture("consent-details");
      assertThat(ops.page().locator(".ls-json").innerText())
          .contains("\"creditorName\": \"<i>Shop</i>\"", "\"type\": \"payment_initiation\"");
      assertThat(ops.page().locator(".ls-json i").count()).isZero();
      ops.nothingWrong();
    }
  }

  @Test
  @DisplayName("ADM-86 to 89 show a family's life after a real reuse: nothing is left to revoke")
  void reuse() {
    NimbusClient app = NimbusClient.partner(signedIn("bob"));
    OIDCTokens first = app.connect(ConsoleVisit.person("bob"), "openid", "offline_access");
    RefreshToken second =
        NimbusClient.tokens(app.refresh(first.getRefreshToken())).getRefreshToken();
    RefreshToken third = NimbusClient.tokens(app.refresh(second)).getRefreshToken();
    assertThat(NimbusClient.error(app.refresh(first.getRefreshToken()))).isEqualTo("invalid_grant");
    try (ConsoleVisit ops = new ConsoleVisit(chromium, "ops")) {
      ops.open("/tokens?account=bob&client=partner-app&status=reuse_detected");
      ops.sees("One match").picture("tokens-reuse");
      ops.click("tbody a").sees("There is nothing left to revoke in this family");
      assertThat(ops.page().locator(".ls-timeline-rows li").count()).isEqualTo(6);
      assertThat(ops.has(".ls-timeline-bar .ls-mark-reused")).isTrue();
      assertThat(ops.page().locator(".ls-timeline").innerText())
          .contains("Generation 0", "rotated", "reused", "revoked");
      GuidePicture.of(ops.page(), "token-family", ".ls-timeline");
      ops.click(".ls-members summary").picture("token-reused");
      ops.nothingWrong();
    }
    assertThat(NimbusClient.error(app.refresh(third))).isEqualTo("invalid_grant");
  }

  @Test
  @DisplayName(
      "ADM-88, 89 Tokens, advice: after a real reuse revoke what of the family still lives")
  void reuseSurvived() {
    NimbusClient app = NimbusClient.partner(signedIn("ivy"));
    OIDCTokens first = app.connect(ConsoleVisit.person("ivy"), "openid", "offline_access");
    RefreshToken second =
        NimbusClient.tokens(app.refresh(first.getRefreshToken())).getRefreshToken();
    RefreshToken third = NimbusClient.tokens(app.refresh(second)).getRefreshToken();
    assertThat(NimbusClient.error(app.refresh(first.getRefreshToken()))).isEqualTo("invalid_grant");
    // As a restored backup would have it: the reuse is known, the newest token lives.
    TestDatabase.existing(Deployments.TILL)
        .execute(
            "UPDATE lockspire.lockspire_tokens SET revoked_at = NULL WHERE id = (SELECT max(id)"
                + " FROM lockspire.lockspire_tokens WHERE account_id = 'ivy'"
                + " AND token_type = 'refresh_token')");
    try (ConsoleVisit ops = new ConsoleVisit(chromium, "ops")) {
      ops.open("/tokens?account=ivy&status=reuse_detected");
      ops.click("tbody a").sees("Revoke the family").picture("token-reuse-alive");
      ops.tick("[id='whole:all:confirm:box']").click("[id='whole:all:revoke:do']");
      ops.sees("One token was revoked").sees("There is nothing left to revoke in this family");
      ops.nothingWrong();
    }
    assertThat(NimbusClient.error(app.refresh(third))).isEqualTo("invalid_grant");
  }

  @Test
  @DisplayName("ADM-89 Tokens: family, revoke: end a whole family, once it is confirmed")
  void family() {
    NimbusClient app = NimbusClient.partner(signedIn("cleo"));
    OIDCTokens first = app.connect(ConsoleVisit.person("cleo"), "openid", "offline_access");
    RefreshToken second =
        NimbusClient.tokens(app.refresh(first.getRefreshToken())).getRefreshToken();
    try (ConsoleVisit ops = new ConsoleVisit(chromium, "ops")) {
      ops.open("/tokens");
      ops.page().locator("#pasted").fill(second.getValue());
      ops.click("[id='paste:find']").sees("Revoke its family").picture("token");
      GuidePicture.of(ops.page(), "token");
      assertThat(ops.page().url()).matches(Pattern.quote(ConsoleVisit.CONSOLE) + "/tokens/[0-9]+");

      ops.click("[id='whole:all:revoke:do']").sees("tick the box to confirm");
      ops.tick("[id='whole:all:confirm:box']").click("[id='whole:all:revoke:do']");
      ops.sees("tokens were revoked.");
      ops.nothingWrong();
    }
    assertThat(NimbusClient.error(app.refresh(second))).isEqualTo("invalid_grant");
    assertThat(app.userInfo(first.getAccessToken()).indicatesSuccess()).isFalse();
  }

  @Test
  @DisplayName("ADM-86, 90 find a token by pasting it, which leaves no trace, and revoke it alone")
  void paste() {
    NimbusClient app = NimbusClient.backOffice(signedIn("dana"));
    OIDCTokens tokens = app.connect(ConsoleVisit.person("dana"), "openid", "offline_access");
    String pasted = tokens.getAccessToken().getValue();
    try (ConsoleVisit ops = new ConsoleVisit(chromium, "ops")) {
      ops.open("/tokens");
      ops.page().locator("#pasted").fill("no-token-of-ours");
      ops.click("[id='paste:find']").sees("No such token").picture("tokens-unknown");
      assertThat(ops.page().content()).doesNotContain("no-token-of-ours");

      ops.page().locator("#pasted").fill(pasted);
      ops.click("[id='paste:find']").sees("Revoke this token");
      assertThat(ops.page().content()).doesNotContain(pasted);
      assertThat(ops.page().url()).doesNotContain(pasted);

      ops.tick("[id='single:one:confirm:box']")
          .click("[id='single:one:revoke:do']")
          .sees("The token is revoked");
      ops.nothingWrong();
    }
    assertThat(app.introspect(tokens.getAccessToken()).isActive()).isFalse();
    assertThat(app.introspect(tokens.getRefreshToken()).isActive()).isTrue();
  }

  @Test
  @DisplayName("ADM-16 say that a token may still be live where the database fails, and not how")
  void failedRevocation() {
    NimbusClient app = NimbusClient.backOffice(signedIn("kim"));
    OIDCTokens tokens = app.connect(ConsoleVisit.person("kim"), "openid", "offline_access");
    TestDatabase database = TestDatabase.existing(Deployments.TILL);
    try (ConsoleVisit ops = new ConsoleVisit(chromium, "ops")) {
      ops.open("/tokens?account=kim");
      ops.click("tbody tr:first-child th a").sees("Revoke this token");
      database.execute(
          "ALTER TABLE lockspire.lockspire_audit_events"
              + " ADD CONSTRAINT broken CHECK (action <> 'token_revoked') NOT VALID");
      try {
        ops.tick("[id='single:one:confirm:box']").click("[id='single:one:revoke:do']");
        ops.sees("may still be as it was: reload the page before you try again");
      } finally {
        database.execute("ALTER TABLE lockspire.lockspire_audit_events DROP CONSTRAINT broken");
      }
      assertThat(ops.page().locator(".ls-errors[role=alert]:visible").count()).isEqualTo(1);
      assertThat(ops.page().content()).doesNotContain("SQLException", "violates", "broken");
    }
    assertThat(app.introspect(tokens.getAccessToken()).isActive()).isTrue();
    assertThat(app.introspect(tokens.getRefreshToken()).isActive()).isTrue();
  }

  @Test
  @DisplayName("revoke everything of an account, counted and confirmed")
  void everything() {
    NimbusClient app = NimbusClient.backOffice(signedIn("eve"));
    OIDCTokens one = app.connect(ConsoleVisit.person("eve"), "openid", "offline_access");
    OIDCTokens other = app.connect(ConsoleVisit.person("eve"), "openid", "offline_access");
    try (ConsoleVisit ops = new ConsoleVisit(chromium, "ops")) {
      ops.open("/tokens?account=eve");
      GuidePicture.of(ops.page(), "tokens");
      ops.click(".ls-list-actions a").sees("Live tokens").picture("tokens-revoke");
      GuidePicture.of(ops.page(), "tokens-revoke");
      assertThat(ops.page().locator(".ls-figure-value").innerText()).isEqualTo("4");
      ops.click("[id='all:revoke:do']").sees("tick the box to confirm");
      ops.tick("[id='all:confirm:box']").click("[id='all:revoke:do']");
      ops.sees("4 tokens were revoked of").sees("There is nothing left to revoke");
      ops.nothingWrong();
    }
    assertThat(app.introspect(one.getAccessToken()).isActive()).isFalse();
    assertThat(app.introspect(other.getRefreshToken()).isActive()).isFalse();
  }

  @Test
  @DisplayName("ADM-91, 94 Operate queues read-only: watch interactions, and do nothing but watch")
  void interactions() {
    NimbusClient app = NimbusClient.partner(signedIn("finn"));
    ConsoleVisit.person("finn").open(app.request("openid", "email").uri());
    try (ConsoleVisit ops = new ConsoleVisit(chromium, "ops")) {
      ops.open("/interactions?client=partner-app&status=pending_consent");
      ops.sees("The person is looking at the consent page").picture("interactions");
      assertThat(ops.has("form[method=post]:not(.ls-export)")).isFalse();
      assertThat(ops.page().content())
          .doesNotContain("Retry now", "Requeue", "Approve now", "Pause worker");
      ops.page().reload();
      assertThat(ops.page().locator("#filter-status").inputValue()).isEqualTo("pending_consent");
      ops.nothingWrong();
    }
  }

  @Test
  @DisplayName("show an auditor everything and no control")
  void auditor() {
    NimbusClient app = NimbusClient.partner(signedIn("gus"));
    OIDCTokens tokens = app.connect(ConsoleVisit.person("gus"), "openid", "offline_access");
    try (ConsoleVisit audra = new ConsoleVisit(chromium, "audra")) {
      audra.open("/tokens?account=gus");
      assertThat(audra.has(".ls-list-actions")).isFalse();
      audra.page().locator("#pasted").fill(tokens.getRefreshToken().getValue());
      audra.click("[id='paste:find']").sees("Its family");
      assertThat(audra.has("main form, main input[type=checkbox], main button")).isFalse();
      audra.open("/consents?account=gus");
      audra.click("tbody a").sees("What was allowed");
      assertThat(audra.has("main form, main input[type=checkbox], main button")).isFalse();
      assertThat(audra.open("/tokens/revoke?account=gus")).isEqualTo(200);
      assertThat(audra.has("main form, main input[type=checkbox], main button")).isFalse();
      audra.nothingWrong();
    }
    assertThat(NimbusClient.tokens(app.refresh(tokens.getRefreshToken()))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/consents",
        "/consents/1",
        "/tokens",
        "/tokens/1",
        "/tokens/revoke?account=ann",
        "/interactions",
        "/refusals",
        "/refusals/x",
        "/audit",
        "/audit/1"
      })
  @DisplayName("are for nobody else")
  void ordinary(String path) {
    try (ConsoleVisit alice = new ConsoleVisit(chromium, "alice")) {
      assertThat(alice.open(path)).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/consents/999999999",
        "/tokens/nonsense",
        "/tokens/99999999999999999999",
        "/audit/0"
      })
  @DisplayName("ADM-17 answer calmly where nothing is")
  void nothing(String path) {
    try (ConsoleVisit ops = new ConsoleVisit(chromium, "ops")) {
      assertThat(ops.open(path)).isEqualTo(404);
      assertThat(ops.page().locator("h1").innerText()).endsWith("not found");
    }
  }

  /** The issuer, whose applications are registered when the first person signs in. */
  private static String signedIn(String name) {
    new Person(name).get(URI.create(ConsoleVisit.HOST + "/sign-in?as=" + name));
    return ConsoleVisit.ISSUER;
  }
}
