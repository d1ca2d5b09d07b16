package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import java.nio.charset.StandardCharsets;
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

/** What an operator is told when the console itself cannot answer, and what it keeps where. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("browser")
@DisplayName("The console when something fails")
final class ConsoleFailuresIT {
  private static final String HOST = Container.base(BrowserDeployments.COUNTER).toString();
  private static final String CONSOLE = HOST + "/lockspire/admin";
  private static final String FORM = CONSOLE + "/clients/new?kind=machine";

  private static Chromium chromium;
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
    page =
        chromium.page(
            new Browser.NewContextOptions()
                .setViewportSize(1440, 900)
                .setLocale("en")
                .setHttpCredentials("ops", "ops"));
    page.setDefaultTimeout(15_000);
    page.navigate(FORM);
    page.locator("[id='form:name']").fill("Never made");
    page.locator("[id='form:allowed_scopes']").fill("orders:read");
  }

  @AfterEach
  void close() {
    page.context().close();
  }

  @Test
  @DisplayName("ADM-16 says calmly that the session ended, where the person is, and loses no entry")
  void ended() {
    page.context().clearCookies();
    Response answer = page.waitForResponse(response -> true, this::create);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).doesNotContain("Exception", "lockspire-console");

    assertThat(told()).contains("You are not signed in any more", "Nothing was changed");
    assertThat(page.locator("[id='form:name']").inputValue()).isEqualTo("Never made");
    chromium.screenshot(page, "console-session-ended-1440-light");
    PageCheck.sound(page);
    page.locator("#failed a").click();
    page.locator("#failed")
        .waitFor(
            new com.microsoft.playwright.Locator.WaitForOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN));
    assertThat(page.url()).isEqualTo(FORM);
  }

  @Test
  @DisplayName("ADM-16 says that the request failed, never how, and to look before a retry")
  void failed() {
    page.route(
        FORM,
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(502)
                    .setContentType("text/html")
                    .setBody("<p>java.lang.Exception: secret</p>")));
    create();
    assertThat(told()).contains("The request failed", "look before you repeat it");
    assertThat(page.content()).doesNotContain("java.lang");

    page.unroute(FORM);
    page.route(FORM, Route::abort);
    create();
    page.getByText("The server does not answer").waitFor();

    page.unroute(FORM);
    create();
    page.locator(".ls-secret").waitFor();
    assertThat(page.locator("#failed").isVisible()).isFalse();
  }

  @Test
  @DisplayName("ADM-15 keeps the state of its views on the server, whatever the host does with its")
  void state() {
    int ours = state(page).length();
    create();
    page.locator(".ls-secret input").waitFor();
    String secret = page.locator(".ls-secret input").inputValue();
    String session =
        new String(
            page.context().request().get(HOST + "/desk-session").body(),
            StandardCharsets.ISO_8859_1);
    assertThat(session).contains("dev.lockspire.console.views").doesNotContain(secret);

    page.navigate(HOST + "/bell.xhtml");
    // A view of one button is larger than the name of a whole form of ours.
    assertThat(state(page).length()).isGreaterThan(2 * ours);
    page.locator("[id='bell:ring']").click();
    page.getByText("Rung 1 times").waitFor();
  }

  @Test
  @DisplayName("ADM-15 shows no secret when a person goes back to where it was shown")
  void back() {
    create();
    page.locator(".ls-secret input").waitFor();
    String secret = page.locator(".ls-secret input").inputValue();
    page.navigate(CONSOLE + "/clients");
    page.goBack();
    page.locator("h1").waitFor();
    assertThat(page.content()).doesNotContain(secret);
    assertThat((String) page.evaluate("JSON.stringify([localStorage, sessionStorage])"))
        .doesNotContain(secret);
  }

  private void create() {
    page.locator("[id='form:create:do']").click();
  }

  /** What took focus, above everything else. */
  private String told() {
    page.locator("#failed").waitFor();
    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("failed");
    return page.locator("#failed").innerText();
  }

  private static String state(Page page) {
    return page.locator("[name='jakarta.faces.ViewState']").first().inputValue();
  }
}
