package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The ground under every browser journey. */
@Tag("browser")
@DisplayName("Headless Chromium")
final class ChromiumIT {

  @Test
  @DisplayName("opens a page and keeps a screenshot of it")
  void opensPage() {
    try (Chromium chromium = new Chromium()) {
      Page page = chromium.page();
      page.navigate("data:text/html,<title>Hello</title><h1>Hello from Chromium</h1>");

      Path picture = chromium.screenshot(page, "chromium");

      assertThat(page.title()).isEqualTo("Hello");
      assertThat(page.locator("h1").innerText()).isEqualTo("Hello from Chromium");
      assertThat(picture).isNotEmptyFile();
    }
  }
}
