package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;

/**
 * One browser profile on its way through pages. It notes what the browser complains of, above all
 * violated content security policies, and keeps a picture of every page it is told to.
 */
final class Visit implements AutoCloseable {
  private final Chromium chromium;
  private final Screen screen;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  Visit(Chromium chromium, Screen screen) {
    this.chromium = chromium;
    this.screen = screen;
    this.page = chromium.page(screen.options());
    page.setDefaultTimeout(20_000);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  Page page() {
    return page;
  }

  Visit open(Object address) {
    page.navigate(address.toString());
    return this;
  }

  Visit click(String selector) {
    page.locator(selector).click();
    return this;
  }

  /** Fills in the demo's or the shop's login form. */
  Visit signIn(String name, String password) {
    page.locator("input[name=username]").fill(name);
    page.locator("input[name=password]").fill(password);
    return click("button#login");
  }

  Visit untick(String selector) {
    page.locator(selector).uncheck();
    return this;
  }

  /** The page shows this and fits the screen; a picture is kept of it. */
  Visit sees(String selector, String picture) {
    page.locator(selector).first().waitFor();
    chromium.screenshot(page, picture + screen.suffix());
    assertThat(page.locator("body").boundingBox().width)
        .as("width of " + picture)
        .isLessThanOrEqualTo(screen.width());
    for (Locator heading : page.locator("h1, button, input:visible, .button").all()) {
      if (heading.isVisible()) {
        var box = heading.boundingBox();
        assertThat(box.x + box.width).as(picture).isLessThanOrEqualTo(screen.width() + 0.5);
      }
    }
    return this;
  }

  String text(String selector) {
    return page.locator(selector).innerText();
  }

  boolean has(String selector) {
    return page.locator(selector).count() > 0;
  }

  /** Answers in the place of an application that is not there. */
  Visit answerAt(String pattern) {
    page.route(
        pattern,
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/html")
                    .setBody("<!doctype html><title>App</title><h1 id=\"app\">The app</h1>")));
    return this;
  }

  /** Nothing was complained of, except {@code expected} by the words it begins with. */
  void nothingWrong(String... expected) {
    assertThat(complaints)
        .as("the browser's console")
        .allSatisfy(complaint -> assertThat(List.of(expected)).anyMatch(complaint::startsWith));
  }

  @Override
  public void close() {
    page.context().close();
  }
}
