package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Somebody at the console of the till, with script, and what the browser complains of. */
final class ConsoleVisit implements AutoCloseable {
  static final String HOST = Container.base(Deployments.TILL).toString();
  static final String ISSUER = HOST + "/lockspire";
  static final String CONSOLE = ISSUER + "/admin";

  /** Of the canvas that axe measures contrast with. */
  private static final String AXES_OWN = "Canvas2D";

  private final Chromium chromium;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  /**
   * @param user {@code ops}, the auditor {@code audra}, or {@code alice}, who is nobody here
   */
  ConsoleVisit(Chromium chromium, String user) {
    this(chromium, user, "en");
  }

  ConsoleVisit(Chromium chromium, String user, String language) {
    this.chromium = chromium;
    this.page =
        chromium.page(
            new Browser.NewContextOptions()
                .setViewportSize(1440, 900)
                .setLocale(language)
                .setHttpCredentials(user, user));
    page.setDefaultTimeout(20_000);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  /** Somebody who is signed in at the till. */
  static Person person(String name) {
    Person person = new Person(name);
    person.get(URI.create(HOST + "/sign-in?as=" + name));
    return person;
  }

  Page page() {
    return page;
  }

  /** Opens a path of the console and tells the status. */
  int open(String path) {
    Response response = page.navigate(CONSOLE + path);
    return response.status();
  }

  ConsoleVisit click(String selector) {
    page.locator(selector).click();
    return this;
  }

  ConsoleVisit tick(String selector) {
    page.locator(selector).check();
    return this;
  }

  /** Waits for words. */
  ConsoleVisit sees(String words) {
    page.getByText(words).first().waitFor();
    return this;
  }

  boolean has(String selector) {
    return page.locator(selector).count() > 0;
  }

  /** The page fits a phone and a desktop, light and dark; a picture is kept of each. */
  ConsoleVisit picture(String name) {
    Gallery.keep(chromium, page, name);
    return this;
  }

  /** Nothing was complained of but pages that are not there. */
  void nothingWrong() {
    assertThat(complaints)
        .allMatch(line -> line.contains("status of 404") || line.startsWith(AXES_OWN));
  }

  @Override
  public void close() {
    page.context().close();
  }
}
