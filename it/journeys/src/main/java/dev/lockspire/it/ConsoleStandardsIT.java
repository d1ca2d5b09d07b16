package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who would be refused and why is told by what clients really do, and what is told cures it. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("browser")
@DisplayName("The console on OAuth 2.1 and FAPI 2.0")
final class ConsoleStandardsIT {
  private static final String PUSHED = "Authorization requests are pushed first";
  private static final int PATIENCE = 40;

  private static Chromium chromium;
  private static NimbusClient app;

  @BeforeAll
  static void start() {
    chromium = new Chromium();
    app = NimbusClient.publicClient(Desk.ISSUER, "office-app");
    TestDatabase.existing(BrowserDeployments.OFFICE)
        .execute(
            "INSERT INTO lockspire.lockspire_clients (client_id, name, client_type,"
                + " token_endpoint_auth_method, jwks, redirect_uris, allowed_scopes,"
                + " allowed_grant_types, allowed_response_types) VALUES ('bank-app', 'Bank App',"
                + " 'confidential', 'private_key_jwt', '{\"keys\": [{\"kty\": \"EC\", \"crv\":"
                + " \"P-256\", \"x\": \"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\", \"y\":"
                + " \"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\"}]}',"
                + " '{https://bank.example/callback}', '{accounts}', '{authorization_code}',"
                + " '{code}') ON CONFLICT DO NOTHING");
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @Test
  @DisplayName("ADM-62 tells who would be refused, by which requirement, by the requests of 7 days")
  void preview() throws Exception {
    app.connect(new Person("dora"), "openid");
    try (Desk ops = new Desk(chromium, "ops")) {
      untilSeen(ops, PUSHED, "Not met");
      ops.open("/policies/par").choose("form:value", "required").press("Preview impact");
      ops.sees("would be affected").sees("of them would be refused");
      assertThat(ops.page().locator(".ls-impact-rules").innerText())
          .contains(PUSHED, "RFC 9126 §5, FAPI 2.0 Security Profile §5.3.2.2");
      assertThat(clients(ops)).contains("Bank App", "Not seen").doesNotContain("Office App");
      while (!clients(ops).contains("Office App")) {
        ops.press("Next clients");
      }
      assertThat(clients(ops)).contains("came through the browser alone, last 20");
      PageCheck.sound(ops.page());
      chromium.screenshot(ops.page(), "console-policy-impact-requests-1440-light");
      Download file =
          ops.page().waitForDownload(() -> ops.page().locator("[id='form:impact:csv']").click());
      assertThat(Files.readString(file.path()))
          .contains("\"office-app\",\"Office App\",\"refused\",\"pushed_requests\"")
          .contains("\"bank-app\",\"Bank App\",\"not_seen\",\"pushed_requests\"")
          .contains("direct_request=");
    }
  }

  @Test
  @DisplayName("names each requirement that a client does not meet, and its cure meets it")
  void whyNot() {
    app.connect(new Person("dora"), "openid");
    try (Desk ops = new Desk(chromium, "ops").open("/clients/office-app")) {
      ops.page().getByText("Why not OAuth 2.1 or FAPI 2.0?").first().click();
      ops.sees("What OAuth 2.1 and the FAPI 2.0 profiles demand of this client");
      assertThat(row(ops, "The client is confidential").innerText())
          .contains("Not met", "Registered: public", "Register a confidential client");
      untilSeen(ops, PUSHED, "Not met");
      Desk.pictures(chromium, "/clients/office-app/why-not", "client-why-not");
      GuidePicture.of(ops.page(), "client-why-not");

      row(ops, PUSHED).getByText("Open its security settings").click();
      ops.page().waitForURL(Desk.CONSOLE + "/clients/office-app/security#form:par_policy");
      ops.choose("form:par_policy", "required").press("Save").sees("It holds for the next request");
      try {
        untilSeen(ops, PUSHED, "The server refuses everything else from this client already");
        assertThat(row(ops, PUSHED).innerText()).contains("Met").doesNotContain("Not met");
        assertThat(
                new Person("dora")
                    .get(app.request("openid").uri())
                    .headers()
                    .firstValue("Location")
                    .orElse(""))
            .contains("error=invalid_request");
      } finally {
        ops.open("/clients/office-app/security");
        ops.choose("form:par_policy", "inherit").press("Save");
      }
    }
  }

  @Test
  @DisplayName("ADM-49 a client gets a profile of its own, once its registration can bear it")
  void override() {
    try (Desk ops = new Desk(chromium, "ops").open("/clients/office-app/security")) {
      ops.choose("form:security_profile", "fapi_2_0_security").press("Save");
      ops.sees("the FAPI 2.0 profile does not allow");

      ops.open("/clients/bank-app/security").seesBadge("Ready if enabled");
      ops.choose("form:security_profile", "fapi_2_0_message_signing").press("Preview impact");
      ops.sees("the FAPI 2.0 profile does not allow what is set");
      ops.choose("form:authorization_signed_response_alg", "ES256").press("Preview impact");
      ops.sees("Nothing that was seen would be refused, but not everything was seen");
      assertThat(ops.page().locator(".ls-impact").innerText()).contains(PUSHED, "Not seen");
      PageCheck.sound(ops.page());
      ops.press("Save").sees("It holds for the next request");
      try {
        ops.sees("The authorization endpoint answers it as a JWT only");
        ops.seesBadge("Ready");
        ops.open("/clients/bank-app").sees("FAPI 2.0 Message Signing");
        ops.open("/policies/security-profile").sees("FAPI 2.0 Message Signing: one client");
      } finally {
        ops.open("/clients/bank-app/security").choose("form:security_profile", "inherit");
        ops.choose("form:authorization_signed_response_alg", "").press("Save");
      }
      ops.sees("It holds for the next request").seesBadge("Ready if enabled");
    }
  }

  @Test
  @DisplayName("what Message Signing demands is chosen part by part, more only with the tick")
  void messageSigning() {
    try (Desk ops = new Desk(chromium, "ops").open("/policies/security-profile")) {
      ops.tick("signing:requests").press("Preview whom that reaches");
      ops.sees("No client would notice");
      ops.press("Save what is signed").sees("tick the box to confirm");
      ops.tick("signing:confirm:box").press("Save what is signed").sees("Every node follows");
      try {
        ops.open("/policies/security-profile");
        assertThat(ops.page().locator("[id='signing:requests']").isChecked()).isTrue();
        PageCheck.sound(ops.page());
      } finally {
        ops.page().locator("[id='signing:requests']").uncheck();
        ops.press("Save what is signed").sees("Every node follows");
      }
    }
  }

  @Test
  @DisplayName("is read by auditors, who are offered no way to change anything")
  void auditor() {
    try (Desk audra = new Desk(chromium, "audra").open("/clients/office-app/why-not")) {
      audra.hasNoControl().sees("FAPI 2.0 Message Signing");
      assertThat(audra.page().getByText("Open its security settings").count()).isZero();
      assertThat(audra.page().navigate(Desk.CONSOLE + "/clients/nobody/why-not").status())
          .isEqualTo(404);
    }
  }

  private static String clients(Desk desk) {
    return desk.page().locator(".ls-impact-clients").innerText();
  }

  private static Locator row(Desk desk, String requirement) {
    return desk.page()
        .locator("main tbody tr", new Page.LocatorOptions().setHasText(requirement))
        .first();
  }

  /** What was seen of a request is on the page a second later. */
  private static void untilSeen(Desk desk, String requirement, String words) {
    for (int i = 0; i < PATIENCE; i++) {
      desk.open("/clients/office-app/why-not");
      if (row(desk, requirement).innerText().contains(words)) {
        return;
      }
      desk.page().waitForTimeout(300);
    }
    assertThat(row(desk, requirement).innerText()).contains(words);
  }
}
