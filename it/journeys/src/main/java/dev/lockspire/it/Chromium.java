package dev.lockspire.it;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real, headless Chromium: the one {@code LOCKSPIRE_CHROMIUM} names, else the first found on the
 * path. Each page has a profile of its own. Close it after the test.
 */
public final class Chromium implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private static final List<String> ARGUMENTS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  /**
   * Starts the browser.
   *
   * @throws IllegalStateException if there is none
   */
  public Chromium() {
    Path executable = executable();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setHeadless(true)
                    .setArgs(ARGUMENTS));
  }

  /** Opens an empty page with a fresh profile: no cookies, no storage. */
  public Page page() {
    return page(new Browser.NewContextOptions());
  }

  /** As {@link #page()}, of another size or without script. */
  public Page page(Browser.NewContextOptions options) {
    return browser.newContext(options).newPage();
  }

  /**
   * Keeps a picture of the whole page.
   *
   * @param name the file's name without its ending
   * @return the PNG file written
   */
  public Path screenshot(Page page, String name) {
    Path file = Container.screenshots().resolve(name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    return file;
  }

  @Override
  public void close() {
    try (playwright) {
      browser.close();
    }
  }

  private static Path executable() {
    String named = System.getenv("LOCKSPIRE_CHROMIUM");
    if (named != null && !named.isEmpty()) {
      return Path.of(named);
    }
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No Chromium found. Run bin/test, or install Chromium, or set"
                        + " LOCKSPIRE_CHROMIUM to its full path."));
  }
}
