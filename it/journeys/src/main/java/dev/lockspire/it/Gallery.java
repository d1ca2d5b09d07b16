package dev.lockspire.it;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;

/** Pictures of a page of the console as phones and desktops show it, in both themes. */
final class Gallery {
  private static final int PHONE = 390;
  private static final int DESKTOP = 1440;

  private Gallery() {}

  /** Keeps the four pictures, and finds the page sound in each and wide enough for every screen. */
  static void keep(Chromium chromium, Page page, String name) {
    for (int width : new int[] {PHONE, DESKTOP}) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.setViewportSize(width, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        // Colours fade over when the theme changes.
        page.waitForTimeout(300);
        chromium.screenshot(
            page, "console-" + name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
        PageCheck.sound(page);
      }
    }
    PageCheck.fits(page, DESKTOP);
  }
}
