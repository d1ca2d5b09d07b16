package dev.lockspire.it;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ViewportSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Pictures of the operator guide, made where a journey is at the place that the guide tells of:
 * wide enough for a document's column, no higher than a screen, and small as files. {@code
 * bin/pictures} takes them from the screenshots into {@code docs/pictures}.
 */
final class GuidePicture {
  private static final int WIDTH = 1120;
  private static final int HIGHEST = 900;

  private GuidePicture() {}

  /** The top of the page, in the light theme. */
  static void of(Page page, String name) {
    of(page, name, ColorScheme.LIGHT);
  }

  /** The top of the page, in the dark theme. */
  static void dark(Page page, String name) {
    of(page, name, ColorScheme.DARK);
  }

  /** One part of the page, in the light theme. */
  static void of(Page page, String name, String selector) {
    ViewportSize before = set(page, ColorScheme.LIGHT);
    keep(page.locator(selector).first().screenshot(), name);
    page.setViewportSize(before.width, before.height);
  }

  private static void of(Page page, String name, ColorScheme scheme) {
    ViewportSize before = set(page, scheme);
    int height = ((Number) page.evaluate("document.documentElement.scrollHeight")).intValue();
    keep(
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setClip(0, 0, WIDTH, Math.min(height, HIGHEST))),
        name);
    page.setViewportSize(before.width, before.height);
  }

  private static ViewportSize set(Page page, ColorScheme scheme) {
    ViewportSize before = page.viewportSize();
    page.setViewportSize(WIDTH, HIGHEST);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    // Colours fade over when the theme changes.
    page.waitForTimeout(300);
    return before;
  }

  private static void keep(byte[] png, String name) {
    Path file = Container.screenshots().resolve("guide").resolve(name + ".png");
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, SmallPng.of(png));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
