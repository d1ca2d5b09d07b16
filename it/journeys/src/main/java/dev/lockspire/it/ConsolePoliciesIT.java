package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Download;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Saving a policy changes what the server does next, and nothing is saved by accident. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("browser")
@DisplayName("The console's policies")
final class ConsolePoliciesIT {
  private static Chromium chromium;
  private static NimbusClient app;

  @BeforeAll
  static void start() {
    chromium = new Chromium();
    app = NimbusClient.publicClient(Desk.ISSUER, "office-app");
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @Test
  @DisplayName(
      "ADM-97 token policy page: turn access tokens opaque and back, keep the depth of delegation")
  void tokens() {
    try (Desk ops = new Desk(chromium, "ops").open("/policies/tokens")) {
      assertThat(connect().getAccessToken().getValue().split("\\.")).hasSize(3);
      ops.choose("form:value", "opaque").choose("form:depth", "1");
      ops.press("Save token policy").sees("Saved. Every node follows");
      assertThat(connect().getAccessToken().getValue()).doesNotContain(".");
      ops.open("/policies/tokens");
      assertThat(ops.page().locator("[id='form:value']").inputValue()).isEqualTo("opaque");
      assertThat(ops.page().locator("[id='form:depth']").inputValue()).isEqualTo("1");
      ops.open("/policies").sees("Opaque");

      ops.open("/policies/tokens").choose("form:value", "jwt").choose("form:depth", "3");
      ops.press("Save token policy").sees("Saved. Every node follows");
      assertThat(connect().getAccessToken().getValue().split("\\.")).hasSize(3);
    }
  }

  @Test
  @DisplayName(
      "ADM-61 PAR policy page: require pushed requests only with the tick, then refuse others")
  void par() {
    try (Desk ops = new Desk(chromium, "ops").open("/policies/par")) {
      ops.sees("A client that sends its request through the browser alone is refused");
      ops.choose("form:value", "required").press("Save PAR policy").sees("tick the box to confirm");
      assertThat(connect().getIDToken()).isNotNull();
      chromium.screenshot(ops.page(), "console-policy-unconfirmed-1440-light");

      ops.tick("form:confirm:box").press("Save PAR policy").sees("Saved. Every node follows");
      try {
        assertThat(refusal()).contains("invalid_request");
        NimbusClient.Pending pushed = app.pushed(request -> request, "openid");
        app.code(pushed, new Person("dora").approve(pushed.uri()));
      } finally {
        ops.choose("form:value", "optional").press("Save PAR policy");
      }
      ops.sees("Saved. Every node follows");
      assertThat(connect().getIDToken()).isNotNull();
    }
  }

  @Test
  @DisplayName(
      "ADM-61 DPoP policy page: refuse every token request where it is demanded, as it says")
  void dpop() {
    try (Desk ops = new Desk(chromium, "ops").open("/policies/dpop")) {
      ops.sees("gets no token once DPoP is required").choose("form:value", "dpop");
      ops.press("Save DPoP policy").sees("tick the box to confirm");
      ops.tick("form:confirm:box").press("Save DPoP policy").sees("Saved. Every node follows");
      try {
        assertThatThrownBy(ConsolePoliciesIT::connect).hasMessageContaining("invalid_dpop_proof");
      } finally {
        ops.choose("form:value", "bearer").press("Save DPoP policy");
      }
      ops.sees("Saved. Every node follows");
    }
  }

  @Test
  @DisplayName(
      "ADM-62 profile policy page, readiness: enter only when a fit key signs, leave at any time")
  void profile() {
    TestDatabase database = TestDatabase.existing(BrowserDeployments.OFFICE);
    database.execute(
        "UPDATE lockspire.lockspire_signing_keys SET status = 'retiring', retiring_at = now(),"
            + " metadata = '{\"test\": 1}' WHERE status = 'active' AND alg = 'ES256'");
    try (Desk ops = new Desk(chromium, "ops").open("/policies/security-profile")) {
      ops.seesBadge("Not ready yet").sees("No fit key signs");
      Desk.pictures(chromium, "/policies/security-profile", "policy-profile-not-ready");
      ops.choose("form:value", "fapi_2_0_security").tick("form:confirm:box").press("Save profile");
      ops.page()
          .locator(
              ".ls-errors",
              new com.microsoft.playwright.Page.LocatorOptions().setHasText("No fit key signs"))
          .waitFor();
      ops.open("/policies/security-profile");
      assertThat(ops.page().locator("[id='form:value']").inputValue()).isEqualTo("none");
    } finally {
      database.execute(
          "UPDATE lockspire.lockspire_signing_keys SET status = 'active', retiring_at = NULL,"
              + " metadata = '{}' WHERE metadata = '{\"test\": 1}'");
    }
    try (Desk ops = new Desk(chromium, "ops").open("/policies/security-profile")) {
      ops.seesBadge("Ready if enabled");
      ops.choose("form:value", "fapi_2_0_security").press("Save profile");
      ops.sees("tick the box to confirm").seesBadge("Ready if enabled");
      ops.tick("form:confirm:box").press("Save profile").sees("Saved").seesBadge("Ready");
      try {
        assertThat(refusal()).contains("invalid_request");
      } finally {
        ops.choose("form:value", "none").press("Save profile");
      }
      ops.seesBadge("Ready if enabled");
      assertThat(connect().getIDToken()).isNotNull();
    }
  }

  @Test
  @DisplayName("ADM-62 preview the clients that would start failing, as a list to take along")
  void impact() throws Exception {
    try (Desk ops = new Desk(chromium, "ops").open("/policies/security-profile")) {
      ops.choose("form:value", "fapi_2_0_message_signing").press("Preview impact");
      ops.sees("would be affected");
      String told = ops.page().locator(".ls-impact").innerText();
      assertThat(told)
          .contains(
              "Desk App 01", "desk-app-01", "Authorization requests are pushed first", "Not seen")
          .contains("the FAPI 2.0 profile does not allow");
      assertThat(ops.page().evaluate("document.activeElement.className")).isEqualTo("ls-impact");
      PageCheck.sound(ops.page());
      chromium.screenshot(ops.page(), "console-policy-impact-1440-light");
      Download file =
          ops.page().waitForDownload(() -> ops.page().locator("[id='form:impact:csv']").click());
      assertThat(file.suggestedFilename()).isEqualTo("policy-impact.csv");
      assertThat(Files.readString(file.path()))
          .contains("\"client_id\",\"name\",\"effect\",\"requirement\"")
          .contains("\"office-app\",\"Office App\",\"refused\",\"client_authentication\"");
      assertThat(ops.page().locator("[id='form:value']").inputValue())
          .isEqualTo("fapi_2_0_message_signing");

      ops.open("/policies/tokens").choose("form:value", "jwt").press("Preview impact");
      ops.sees("No client would notice").sees("You can save this without anybody being refused");
      ops.open("/policies");
      assertThat(ops.page().locator(".ls-policy").nth(1).innerText()).contains("None");
      assertThat(connect().getIDToken()).isNotNull();
      ops.open("/audit?action=list_exported&resource_id=policy_impact").sees("policy_impact");
    }
  }

  @Test
  @DisplayName("ADM-60 are told at a glance, with whom they reach, and lead to their pages")
  void overview() {
    try (Desk ops = new Desk(chromium, "ops").open("/policies")) {
      assertThat(ops.page().locator(".ls-policies > li").count()).isEqualTo(5);
      ops.sees("active clients follow the server").sees("No client has a value of its own");
      ops.page().getByText("Review PAR").click();
      ops.page().waitForURL(Desk.CONSOLE + "/policies/par");
      assertThat(ops.page().locator(".ls-tabs [aria-current]").innerText()).contains("PAR");
    }
  }

  @Test
  @DisplayName("are seen and not touched by auditors")
  void auditor() {
    try (Desk audra = new Desk(chromium, "audra")) {
      for (String below : List.of("", "/dcr", "/tokens", "/security-profile", "/par", "/dpop")) {
        audra.open("/policies" + below).hasNoControl();
      }
      audra.sees("Bearer tokens");
    }
  }

  private static OIDCTokens connect() {
    return app.connect(new Person("dora"), "openid");
  }

  /** How an authorization request ended that must not end in a code. */
  private static String refusal() {
    HttpResponse<String> answer = new Person("dora").get(app.request("openid").uri());
    String location = answer.headers().firstValue("Location").orElse("");
    assertThat(location).doesNotContain("code=");
    return location + answer.body();
  }
}
