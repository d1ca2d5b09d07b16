package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** What holds for every page of the console, whatever it shows. */
final class PageCheck {
  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
  private static final String FINDINGS =
      "async () => (await axe.run()).violations"
          + ".filter(v => v.impact === 'serious' || v.impact === 'critical')"
          + ".map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))";
  private static final List<String> GENERIC =
      List.of("Click here", "Learn more", "Read more", "Submit", "OK");

  /** A JWT, a private key in PEM, or a private JWK. */
  private static final Pattern SECRETS =
      Pattern.compile(
          "eyJ[\\w-]{8,}\\.[\\w-]+\\.|-----BEGIN [A-Z ]*PRIVATE|\"(d|p|q|dp|dq|qi)\":\"[\\w-]{20,}");

  private PageCheck() {}

  /** Ids, references, links and captions are in order, and axe-core finds nothing serious. */
  static void sound(Page page) {
    assertThat(
            (List<?>)
                page.evaluate(
                    "[...document.querySelectorAll('[id]')].map(e => e.id)"
                        + ".filter((id, i, all) => all.indexOf(id) !== i)"))
        .as("ids used twice")
        .isEmpty();
    assertThat(
            (List<?>)
                page.evaluate(
                    "['aria-describedby', 'aria-labelledby', 'aria-controls'].flatMap(a =>"
                        + " [...document.querySelectorAll('[' + a + ']')].flatMap(e =>"
                        + " e.getAttribute(a).split(/\\s+/).filter(id => !document.getElementById(id))))"))
        .as("ids that are pointed to and are not there")
        .isEmpty();
    assertThat(
            (List<?>)
                page.evaluate(
                    "[...document.querySelectorAll('a:not([href])')].map(e => e.outerHTML)"))
        .as("links to nowhere")
        .isEmpty();
    assertThat(page.locator("a, button").allInnerTexts()).doesNotContainAnyElementsOf(GENERIC);
    assertThat(page.content()).as("looks like a secret").doesNotContainPattern(SECRETS);
    if (page.evaluate("typeof axe").equals("undefined")) {
      page.evaluate(axe());
    }
    assertThat((List<?>) page.evaluate(FINDINGS)).isEmpty();
  }

  /** Nothing is wider than the screen, from 320 px to {@code width}. */
  static void fits(Page page, int width) {
    for (int narrow : new int[] {320, 390, 768, 1024, width}) {
      page.setViewportSize(narrow, 900);
      assertThat(page.evaluate("document.documentElement.scrollWidth"))
          .as("width at " + narrow)
          .isEqualTo(narrow);
    }
  }

  private static String axe() {
    try (InputStream in = PageCheck.class.getResourceAsStream(AXE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
