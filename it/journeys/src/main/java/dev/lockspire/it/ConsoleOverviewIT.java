package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator sees first, and what the server runs on. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("browser")
@DisplayName("The console's overview and health")
final class ConsoleOverviewIT {
  private static final String FIGURES = "lockspire.lockspire_hourly_figures";
  private static final String KEYS = "lockspire.lockspire_signing_keys";

  private static Chromium chromium;
  private static NimbusClient app;
  private static TestDatabase database;

  @BeforeAll
  static void start() {
    chromium = new Chromium();
    app = NimbusClient.publicClient(Desk.ISSUER, "office-app");
    database = TestDatabase.existing(BrowserDeployments.OFFICE);
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @Test
  @DisplayName("chart the tokens, sign-ins and refusals that just happened")
  void charts() throws Exception {
    try (Desk ops = new Desk(chromium, "ops").open("/")) {
      long tokens = number(ops, "tokens");
      long signIns = number(ops, "sign_ins");
      long refusals = number(ops, "refusals");
      app.connect(new Person("dora"), "openid");
      app.connect(new Person("dora"), "openid");
      NimbusClient.Pending pending = app.request("openid");
      assertThat(NimbusClient.error(app.redeem(pending, new AuthorizationCode("nonsense"))))
          .isEqualTo("invalid_grant");

      await(ops, "tokens", tokens + 2);
      await(ops, "sign_ins", signIns + 2);
      await(ops, "refusals", refusals + 1);
      assertThat(ops.page().locator("#chart-tokens .ls-legend").innerText())
          .contains("Authorization code");
      assertThat(ops.page().locator("#chart-tokens rect title").count()).isPositive();
      ops.page().locator("#chart-tokens summary").click();
      assertThat(ops.page().locator("#chart-tokens table").innerText())
          .contains("Authorization code: ");
    }
  }

  @Test
  @DisplayName("draw two days of busy hours on every screen, and say so when nothing was counted")
  void pictures() throws Exception {
    Thread.sleep(1500);
    database.execute("DELETE FROM " + FIGURES);
    try (Desk ops = new Desk(chromium, "ops").open("/")) {
      ops.sees("Nothing was counted in the last 48 hours");
    }
    Desk.pictures(chromium, "/", "overview-quiet");
    database.execute(
        "INSERT INTO "
            + FIGURES
            + " SELECT date_trunc('hour', now()) - h * interval '1 hour', n, l,"
            + " greatest(1, (f * (1.2 + sin((h + length(l)) / 4.0)))::int)"
            + " FROM generate_series(0, 47) h, (VALUES ('tokens_issued', 'authorization_code', 40),"
            + " ('tokens_issued', 'refresh_token', 130), ('tokens_issued', 'client_credentials', 60),"
            + " ('refusals', 'invalid_redirect_uri', 3), ('refusals', 'client_secret_mismatch', 5),"
            + " ('refusals', 'code_expired', 2), ('refusals', 'unknown_client', 1),"
            + " ('refusals', 'pkce_mismatch', 1), ('refusals', 'refresh_token_reused', 1),"
            + " ('refusals', 'login_required', 9), ('sign_ins', '', 45)) v(n, l, f)"
            + " ON CONFLICT DO NOTHING");
    database.execute(
        "INSERT INTO "
            + FIGURES
            + " SELECT date_trunc('hour', now()) - h * interval '1 hour', 'sweep_lag', '', 1 + h % 5"
            + " FROM generate_series(1, 40, 3) h ON CONFLICT DO NOTHING");
    Desk.pictures(chromium, "/", "overview-busy");
    try (Desk ops = new Desk(chromium, "ops").open("/")) {
      GuidePicture.of(ops.page(), "overview");
      GuidePicture.dark(ops.page(), "overview-dark");
    }
    database.execute("DELETE FROM " + FIGURES);
  }

  @Test
  @DisplayName("count what was refused in a day, and raise an alarm for what came twice")
  void replays() throws Exception {
    try (Desk ops = new Desk(chromium, "ops").open("/")) {
      NimbusClient.Pending pending = app.request("openid");
      AuthorizationCode code = app.code(pending, new Person("dora").approve(pending.uri()));
      app.redeem(pending, code);
      assertThat(NimbusClient.error(app.redeem(pending, code))).isEqualTo("invalid_grant");

      Locator replays = tile(ops, "Replays refused in a day");
      for (int tries = 0; tries < 20 && !replays.innerText().matches("(?s).*[1-9].*"); tries++) {
        ops.page().waitForTimeout(500);
        ops.open("/");
      }
      assertThat(replays.innerText()).containsPattern("[1-9]");
      assertThat(replays.getAttribute("class")).contains("danger");
      assertThat(tile(ops, "Requests refused in a day").innerText()).containsPattern("[1-9]");
      replays.locator("a").click();
      ops.page().waitForURL(Desk.CONSOLE + "/refusals");
    }
  }

  private static Locator tile(Desk ops, String label) {
    return ops.page().locator(".ls-figure", new Page.LocatorOptions().setHasText(label));
  }

  @Test
  @DisplayName("warnings strip: tell what needs attention, with the way to what to do about it")
  void warnings() {
    try (Desk ops = new Desk(chromium, "ops").open("/")) {
      assertThat(ops.page().locator("[data-warning=guard_is_external] a").getAttribute("href"))
          .endsWith("/admin/health");
      assertThat(ops.page().locator("[data-warning=signing_key_is_old]").count()).isZero();

      database.execute("UPDATE " + KEYS + " SET activated_at = activated_at - interval '100 days'");
      ops.open("/");
      assertThat(ops.page().locator("[data-warning=signing_key_is_old]").first().innerText())
          .contains("100 d");
      ops.page().locator("[data-warning=signing_key_is_old] a").first().click();
      ops.page().waitForURL(Desk.CONSOLE + "/keys");
      ops.open("/health").sees("100 days");
    } finally {
      database.execute("UPDATE " + KEYS + " SET activated_at = activated_at + interval '100 days'");
    }
  }

  @Test
  @DisplayName(
      "ADM-32 Overview figures by aggregate: one failing source reads as unavailable, no more")
  void unavailable() {
    database.execute("ALTER TABLE lockspire.lockspire_consent_grants RENAME TO gone");
    try (Desk ops = new Desk(chromium, "ops").open("/")) {
      assertThat(figure(ops, "Active consents")).contains("Unavailable");
      assertThat(figure(ops, "Clients")).containsPattern("\\d");
    } finally {
      database.execute("ALTER TABLE lockspire.gone RENAME TO lockspire_consent_grants");
    }
    try (Desk ops = new Desk(chromium, "ops").open("/")) {
      assertThat(figure(ops, "Active consents")).doesNotContain("Unavailable");
    }
  }

  @Test
  @DisplayName("ADM-98 health page: tell schema, jobs, keys and configuration, and no secret")
  void health() {
    try (Desk ops = new Desk(chromium, "ops").open("/health")) {
      ops.seesBadge("Up").sees("PostgreSQL ").sees("lockspire.encryption.master-key");
      GuidePicture.of(ops.page(), "health");
      ops.sees("ES256").sees("Computed by");
      assertThat(ops.page().locator(".ls-card").first().innerText())
          .containsPattern("(?s)Schema version\\s+(\\d+)\\s.*needs\\s+\\1\\b");
      assertThat(ops.page().locator("#settings-console + table").innerText()).contains("external");
      assertThat(ops.page().content())
          .contains("•••")
          .doesNotContain(BrowserDeployments.OFFICE_MASTER_KEY)
          .doesNotContain(BrowserDeployments.OFFICE_PASSWORD);
    }
  }

  @Test
  @DisplayName("give auditors the same to see, and nothing to change")
  void auditor() {
    try (Desk audra = new Desk(chromium, "audra")) {
      audra.open("/").hasNoControl().sees("The last 48 hours");
      audra.open("/health").hasNoControl().sees("Configuration");
    }
  }

  private static String figure(Desk desk, String label) {
    return desk.page()
        .locator(".ls-figure", new Page.LocatorOptions().setHasText(label))
        .first()
        .innerText();
  }

  private static void await(Desk desk, String chart, long wanted) throws Exception {
    Instant end = Instant.now().plus(Duration.ofSeconds(15));
    while (number(desk.open("/"), chart) < wanted && Instant.now().isBefore(end)) {
      Thread.sleep(500);
    }
    assertThat(number(desk, chart)).as(chart).isGreaterThanOrEqualTo(wanted);
  }

  private static long number(Desk desk, String chart) {
    if (desk.page().locator("#chart-" + chart).count() == 0) {
      return 0;
    }
    Matcher first =
        Pattern.compile("^([\\d,]+) ")
            .matcher(desk.page().locator("#chart-" + chart + "-summary").innerText());
    return first.find() ? Long.parseLong(first.group(1).replace(",", "")) : 0;
  }
}
