package dev.lockspire.it;

import com.microsoft.playwright.Browser;

/** The browsers that journeys are made in. */
enum Screen {
  DESKTOP(1280, 800, true),
  /** A small phone whose owner allows no script. */
  PHONE(390, 844, false);

  private final int width;
  private final int height;
  private final boolean script;

  Screen(int width, int height, boolean script) {
    this.width = width;
    this.height = height;
    this.script = script;
  }

  int width() {
    return width;
  }

  boolean script() {
    return script;
  }

  Browser.NewContextOptions options() {
    return new Browser.NewContextOptions()
        .setViewportSize(width, height)
        .setJavaScriptEnabled(script)
        .setLocale("en");
  }

  /** The ending of a screenshot's name. */
  String suffix() {
    return "-" + width;
  }
}
