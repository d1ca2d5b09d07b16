package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Somebody at the office's console, in a browser. */
final class Desk implements AutoCloseable {
  static final String BASE = Container.base(BrowserDeployments.OFFICE).toString();
  static final String ISSUER = BASE + "/lockspire";
  static final String CONSOLE = ISSUER + "/admin";

  private final Page page;

  /**
   * @param user {@code ops}, who may change, or {@code audra}, who may look
   */
  Desk(Chromium chromium, String user) {
    this.page =
        chromium.page(
            new Browser.NewContextOptions()
                .setViewportSize(1440, 900)
                .setLocale("en")
                .setHttpCredentials(user, user));
    page.setDefaultTimeout(10_000);
  }

  Page page() {
    return page;
  }

  Desk open(String path) {
    page.navigate(CONSOLE + path);
    page.locator("h1").waitFor();
    return this;
  }

  /** A button by its words; waits until what it does is done. */
  Desk press(String words) {
    page.waitForResponse(
        response -> response.request().method().equals("POST"),
        () -> page.locator("main button", new Page.LocatorOptions().setHasText(words)).click());
    return this;
  }

  Desk tick(String id) {
    page.locator("[id='" + id + "']").check();
    return this;
  }

  Desk choose(String id, String value) {
    page.locator("[id='" + id + "']").selectOption(value);
    return this;
  }

  Desk sees(String words) {
    page.locator("main", new Page.LocatorOptions().setHasText(words)).waitFor();
    return this;
  }

  /** The page says so where its badges are. */
  Desk seesBadge(String words) {
    page.locator("main .ls-badge")
        .getByText(words, new Locator.GetByTextOptions().setExact(true))
        .first()
        .waitFor();
    return this;
  }

  /** Nothing on the page changes anything. */
  Desk hasNoControl() {
    assertThat(page.locator("main button, main input, main select, main textarea").count())
        .as(page.url())
        .isZero();
    return this;
  }

  /** Keeps pictures of both sizes in both themes, and finds every one of them sound. */
  static void pictures(Chromium chromium, String path, String name) {
    try (Desk desk = new Desk(chromium, "ops").open(path)) {
      Gallery.keep(chromium, desk.page, name);
    }
  }

  @Override
  public void close() {
    page.context().close();
  }
}
