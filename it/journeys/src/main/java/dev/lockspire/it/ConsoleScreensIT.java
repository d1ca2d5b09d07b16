package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page of the console in Chromium: light and dark, on a phone and on a desktop. Nothing is
 * wider than the screen, nothing is complained of, and axe-core finds nothing serious. A picture is
 * kept of each.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("browser")
@DisplayName("The console's screens")
final class ConsoleScreensIT {
  private static final String HOST = Container.base(Deployments.DESK).toString();
  private static final String CONSOLE = HOST + "/lockspire/admin";
  private static Chromium chromium;

  /**
   * A page and the name of its pictures.
   *
   * @param path below the console
   */
  record Shot(String name, String path) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A new screen is one line here. */
  private static final List<Shot> SHOTS =
      List.of(
          new Shot("overview", "/"),
          new Shot("clients", "/clients"),
          new Shot("clients-none", "/clients?q=nobody"),
          new Shot("client", "/clients/desk-app-01"),
          new Shot("client-missing", "/clients/nobody"),
          new Shot("client-new", "/clients/new"),
          new Shot("client-new-web", "/clients/new?kind=web"),
          new Shot("client-edit", "/clients/desk-app-01/edit"),
          new Shot("client-logout-uris", "/clients/desk-app-01/logout-uris"),
          new Shot("client-security", "/clients/desk-app-01/security"),
          new Shot("client-why-not-quiet", "/clients/desk-app-01/why-not"),
          new Shot("client-keys-none", "/clients/desk-app-01/keys"),
          new Shot("client-subjects", "/clients/desk-app-01/subjects"),
          new Shot("client-status", "/clients/desk-app-01/status"),
          new Shot("client-secret-none", "/clients/desk-app-01/rotate-secret"),
          new Shot("policies", "/policies"),
          new Shot("policy-par", "/policies/par"),
          new Shot("policy-dpop", "/policies/dpop"),
          new Shot("policy-profile", "/policies/security-profile"),
          new Shot("policy-tokens", "/policies/tokens"),
          new Shot("policy-dcr", "/policies/dcr"),
          new Shot("keys", "/keys"),
          new Shot("key-none", "/keys/nothing"),
          new Shot("health", "/health"),
          new Shot("refusals-empty", "/refusals?client=nobody"),
          new Shot("tokens-empty", "/tokens"),
          new Shot("consents-empty", "/consents"),
          new Shot("interactions-empty", "/interactions"),
          new Shot("audit-desk", "/audit"),
          new Shot("not-found", "/nothing-here"));

  @BeforeAll
  static void start() {
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  static List<Shot> shots() {
    return SHOTS;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shots")
  @DisplayName("Accessibility, theme, CSP, no overflow: they fit, read well, nobody complains")
  void screen(Shot shot) {
    List<String> complaints = new ArrayList<>();
    Page page = page("ops", 1440, ColorScheme.LIGHT, complaints);
    try {
      page.navigate(CONSOLE + shot.path());
      page.locator("h1").waitFor();
      assertThat(complaints).allMatch(line -> line.contains("status of 404"));
      Gallery.keep(chromium, page, shot.name());
    } finally {
      page.context().close();
    }
  }

  @Test
  @DisplayName("keep the theme that was chosen, and nothing else, in the browser")
  void theme() {
    Page page = page("ops", 1440, ColorScheme.LIGHT, new ArrayList<>());
    try {
      page.navigate(CONSOLE + "/");
      String light = (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
      page.locator("#theme").selectOption("dark");
      page.navigate(CONSOLE + "/clients");

      assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
          .isNotEqualTo(light);
      assertThat(page.locator("#theme").inputValue()).isEqualTo("dark");
      assertThat(page.evaluate("JSON.stringify(localStorage)"))
          .isEqualTo("{\"lockspire-admin-theme\":\"dark\"}");
    } finally {
      page.context().close();
    }
  }

  @Test
  @DisplayName("filter into an address that can be shared, and page on from there")
  void filter() {
    Page page = page("ops", 1440, ColorScheme.LIGHT, new ArrayList<>());
    try {
      page.navigate(CONSOLE + "/clients");
      page.locator("#filter-q").fill("desk");
      page.locator(".ls-filters button").click();
      page.waitForURL(CONSOLE + "/clients?q=desk");
      page.locator("a[rel=next]").click();
      page.getByText("Desk App 32").waitFor();
      assertThat(page.url()).contains("q=desk").contains("at=");
      page.reload();
      page.getByText("Desk App 32").waitFor();
    } finally {
      page.context().close();
    }
  }

  @Test
  @DisplayName("open their menu on a phone, by keyboard too")
  void menu() {
    Page page = page("audra", 390, ColorScheme.DARK, new ArrayList<>());
    try {
      page.navigate(CONSOLE + "/");
      assertThat(page.locator("#navigation").isVisible()).isFalse();
      page.locator("[data-ls-menu]").focus();
      page.keyboard().press("Enter");
      assertThat(page.locator("#navigation").isVisible()).isTrue();
      chromium.screenshot(page, "console-menu-390-dark");
      page.locator("#navigation a", new Page.LocatorOptions().setHasText("Clients")).click();
      page.waitForURL(CONSOLE + "/clients");
    } finally {
      page.context().close();
    }
  }

  @Test
  @DisplayName("speak German to those who do")
  void german() {
    Page page = chromium.page(options("ops", 1440, ColorScheme.LIGHT).setLocale("de-AT"));
    try {
      page.navigate(CONSOLE + "/clients");
      page.locator("h1").waitFor();
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo("de");
      assertThat(page.getByText("32 Treffer").isVisible()).isTrue();
    } finally {
      page.context().close();
    }
  }

  @Test
  @DisplayName("no overflow in German either, whose words are longer")
  void germanFits() {
    Page page = chromium.page(options("ops", 1440, ColorScheme.LIGHT).setLocale("de"));
    try {
      for (Shot shot : SHOTS) {
        page.setViewportSize(1440, 900);
        page.navigate(CONSOLE + shot.path());
        page.locator("h1").waitFor();
        PageCheck.fits(page, 1440);
      }
    } finally {
      page.context().close();
    }
  }

  @Test
  @DisplayName("Accessibility: are walked through by keyboard, past the navigation if wished")
  void keyboard() {
    Page page = page("ops", 1440, ColorScheme.LIGHT, new ArrayList<>());
    try {
      page.navigate(CONSOLE + "/clients");
      page.keyboard().press("Tab");
      assertThat(page.locator(":focus").innerText()).isEqualTo("Skip to content");
      assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineWidth"))
          .isEqualTo("2px");
      page.keyboard().press("Enter");
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("content");
      page.keyboard().press("Tab");
      assertThat(page.locator(":focus").innerText()).isEqualTo("Register a client");
      page.keyboard().press("Tab");
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("filter-q");
      page.keyboard().type("app-07");
      page.keyboard().press("Enter");
      page.waitForURL(CONSOLE + "/clients?q=app-07");
    } finally {
      page.context().close();
    }
  }

  @Test
  @DisplayName("leave the host's own pages working, with and without PrimeFaces")
  void hostPages() {
    List<String> complaints = new ArrayList<>();
    Page page = page("ops", 1440, ColorScheme.LIGHT, complaints);
    try {
      page.navigate(CONSOLE + "/");
      for (String own : new String[] {"/bell.xhtml", "/prime-bell.xhtml"}) {
        page.navigate(HOST + own);
        page.locator("[id='bell:ring']").click();
        page.getByText("Rung 1 times").waitFor();
        page.locator("[id='bell:ring']").click();
        page.getByText("Rung 2 times").waitFor();
      }
      assertThat(complaints).allMatch(line -> line.contains("404") || line.contains("favicon"));
    } finally {
      page.context().close();
    }
  }

  private static Page page(String user, int width, ColorScheme scheme, List<String> complaints) {
    Page page = chromium.page(options(user, width, scheme));
    page.setDefaultTimeout(20_000);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    return page;
  }

  private static Browser.NewContextOptions options(String user, int width, ColorScheme scheme) {
    return new Browser.NewContextOptions()
        .setViewportSize(width, 900)
        .setColorScheme(scheme)
        .setLocale("en")
        .setHttpCredentials(user, user)
        .setBypassCSP(false);
  }
}
