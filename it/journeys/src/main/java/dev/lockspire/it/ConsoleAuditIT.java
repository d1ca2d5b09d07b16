package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.io.IOException;
import java.nio.file.Files;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who did what at the console, and taking that along. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("browser")
@DisplayName("ADM-95 The audit log")
final class ConsoleAuditIT {
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
      "Audit page, operator identity: names who revoked a token, leads to it and its history")
  void operator() {
    ConsoleVisit.person("hal");
    NimbusClient app = NimbusClient.partner(ConsoleVisit.ISSUER);
    OIDCTokens tokens = app.connect(ConsoleVisit.person("hal"), "openid", "offline_access");
    try (ConsoleVisit ops = new ConsoleVisit(chromium, "ops")) {
      ops.open("/tokens");
      ops.page().locator("#pasted").fill(tokens.getRefreshToken().getValue());
      ops.click("[id='paste:find']").sees("Revoke this token");
      String token = ops.page().url();
      ops.tick("[id='single:one:confirm:box']")
          .click("[id='single:one:revoke:do']")
          .sees("The token is revoked");

      ops.page().getByText("History in the audit log").click();
      ops.page().locator("tbody th a").first().waitFor();
      ops.picture("audit");
      GuidePicture.of(ops.page(), "audit");
      assertThat(ops.page().url()).contains("resource_type=refresh_token", "resource_id=");
      String row = ops.page().locator("tbody tr").first().innerText();
      assertThat(row).contains("token_revoked", "Succeeded", "operator revoked", "ops", "Operator");
      ops.page().reload();
      assertThat(ops.page().locator("#filter-resource_type").inputValue())
          .isEqualTo("refresh_token");

      ops.click("tbody th a").sees("Who, and when").picture("audit-entry");
      assertThat(ops.page().locator("main").innerText()).contains("client id", "partner-app");
      ops.page().getByText("Everything this actor did").click();
      ops.page().locator("tbody th a").first().waitFor();
      assertThat(ops.page().url()).endsWith("/audit?actor_id=ops");
      ops.page().goBack();
      assertThat(ops.page().locator(".ls-fact a").first().getAttribute("href"))
          .isEqualTo(token.substring(token.indexOf("/till")));
      ops.nothingWrong();
    }
  }

  @Test
  @DisplayName("leaves as CSV or JSON lines, as it is filtered, and says who took it")
  void export() throws IOException {
    ConsoleVisit.person("ida");
    try (ConsoleVisit audra = new ConsoleVisit(chromium, "audra")) {
      audra.open("/audit?action=client_created&resource_id=partner-app");
      Download csv =
          audra
              .page()
              .waitForDownload(() -> audra.page().locator("[id='export:form:csv']").click());
      assertThat(csv.suggestedFilename()).isEqualTo("audit.csv");
      assertThat(Files.readString(csv.path()).lines())
          .hasSize(2)
          .element(1)
          .asString()
          .contains("\"client_created\"", "\"partner-app\"");
      Download json =
          audra
              .page()
              .waitForDownload(() -> audra.page().locator("[id='export:form:json']").click());
      assertThat(json.suggestedFilename()).isEqualTo("audit.jsonl");
      assertThat(Files.readString(json.path()).lines())
          .singleElement()
          .asString()
          .startsWith("{")
          .contains("client_created");

      audra.open("/audit?action=list_exported&actor_id=audra");
      assertThat(audra.page().locator("tbody tr").count()).isGreaterThanOrEqualTo(2);
      audra.click("tbody tr:first-child th a").sees("filtered by");
      assertThat(audra.page().locator("main").innerText())
          .contains("json_lines", "action", "resource_id");
      audra.nothingWrong();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "clients?q=partner,clients,partner-app",
    "tokens?account=ida,tokens,account_",
    "consents?account=ida,consents,consent_grant_",
    "interactions?client=partner-app,interactions,client_",
    "refusals?client=partner-app,refusals,partner-app"
  })
  @DisplayName(
      "knows of every list that left as CSV, which holds what the screen shows and no more")
  void lists(String path, String list, String holds) throws IOException {
    NimbusClient app = NimbusClient.partner(ConsoleVisit.ISSUER);
    OIDCTokens tokens = app.connect(ConsoleVisit.person("ida"), "openid", "offline_access");
    assertThat(NimbusClient.error(app.refresh(new RefreshToken("unknown"))))
        .isEqualTo("invalid_grant");
    try (ConsoleVisit ops = new ConsoleVisit(chromium, "ops")) {
      for (int i = 0; i < 20 && !ops.has("#export"); i++) {
        ops.page().waitForTimeout(i == 0 ? 0 : 500);
        ops.open("/" + path);
      }
      Download csv =
          ops.page().waitForDownload(() -> ops.page().locator("[id='export:form:csv']").click());
      assertThat(csv.suggestedFilename()).isEqualTo(list + ".csv");
      assertThat(Files.readString(csv.path()))
          .contains(holds)
          .doesNotContain("\"ida\"", tokens.getAccessToken().getValue());
      ops.open("/audit?action=list_exported&resource_id=" + list);
      assertThat(ops.page().locator("tbody tr").first().innerText()).contains("list", list, "ops");
      ops.nothingWrong();
    }
  }

  @Test
  @DisplayName("is filtered by time, and by nothing where a filter means nothing")
  void filters() {
    ConsoleVisit.person("joe");
    try (ConsoleVisit ops = new ConsoleVisit(chromium, "ops")) {
      ops.open("/audit?from=2000-01-01&until=2000-01-02");
      ops.sees("No row matches").picture("audit-none");
      ops.open("/audit?from=yesterday&outcome=nonsense&action=nonsense&at=%21%21");
      assertThat(ops.page().locator("tbody tr").count()).isGreaterThan(1);
      assertThat(ops.page().locator("#filter-outcome").inputValue()).isEmpty();
      ops.open("/audit");
      ops.page().locator("#filter-action").selectOption("client_created");
      ops.click(".ls-filters button").page().waitForURL("**/audit?action=client_created");
      ops.nothingWrong();
    }
  }
}
