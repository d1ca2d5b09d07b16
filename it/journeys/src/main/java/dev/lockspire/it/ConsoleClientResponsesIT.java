package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a client's responses are signed and encrypted, set at the console. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("browser")
@DisplayName("The console's signed and encrypted responses")
final class ConsoleClientResponsesIT {
  private static Chromium chromium;
  private Counter counter;
  private Page page;

  @BeforeAll
  static void start() {
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @BeforeEach
  void open() {
    counter = new Counter(chromium, "ops");
    page = counter.page();
  }

  @AfterEach
  void close() {
    counter.close();
  }

  @Test
  @DisplayName("Client responses: encryption wants keys; then the workspace shows what was chosen")
  void responses() throws Exception {
    String at = Counter.CONSOLE + "/clients/" + webApp();
    page.navigate(at);
    assertThat(page.locator("main").innerText()).contains("Nothing registered: ID tokens are");

    page.navigate(at + "/responses");
    assertThat(page.locator("[id='form:id_token_signed_response_alg'] option").allInnerTexts())
        .contains("ES256", "RS256")
        .doesNotContain("EdDSA");
    choose("id_token_signed_response_alg", "ES256");
    choose("id_token_encrypted_response_alg", "ECDH-ES");
    choose("userinfo_encrypted_response_alg", "ECDH-ES");
    counter.press("save");
    page.locator(".ls-errors").waitFor();
    assertThat(page.locator(".ls-errors").innerText())
        .contains("give its public keys", "an encrypted answer needs it");
    chromium.screenshot(page, "client-responses-refused");

    ECKey key =
        new ECKeyGenerator(Curve.P_256).keyID("reading-1").keyUse(KeyUse.ENCRYPTION).generate();
    counter.fill("jwks", Machine.publicSet(key));
    choose("userinfo_signed_response_alg", "ES256");
    choose("userinfo_encrypted_response_enc", "A256GCM");
    counter.press("save");
    page.locator(".ls-notice").waitFor();

    page.navigate(at);
    assertThat(page.locator("main").innerText())
        .contains("Encryption of ID tokens", "ECDH-ES", "A256GCM", "reading-1");
    chromium.screenshot(page, "client-responses");
    page.navigate(at + "/responses");
    choose("userinfo_encrypted_response_alg", "");
    choose("userinfo_encrypted_response_enc", "");
    counter.press("save");
    page.locator(".ls-notice").waitFor();
    page.navigate(at);
    assertThat(page.locator("main").innerText()).doesNotContain("Encryption of user info");
  }

  private void choose(String field, String value) {
    page.locator("[id='form:" + field + "']").selectOption(value);
  }

  private String webApp() {
    page.navigate(Counter.CONSOLE + "/clients/new?kind=web");
    counter.fill("name", "Sealed");
    counter.fill("redirect_uris", "https://sealed.example/cb");
    counter.fill("allowed_scopes", "openid profile");
    counter.press("create");
    page.locator(".ls-secret-label").waitFor();
    String label = page.locator(".ls-secret-label").innerText();
    return label.substring(label.lastIndexOf(' ') + 1);
  }
}
