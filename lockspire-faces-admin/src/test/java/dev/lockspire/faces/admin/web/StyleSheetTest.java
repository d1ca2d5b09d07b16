package dev.lockspire.faces.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("console.css")
class StyleSheetTest {
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|\\b(?:rgb|hsl)a?\\(");
  private static final String END_OF_TOKENS = "/* end of tokens */";

  private final String css = read();

  @Test
  @DisplayName("writes colours in the block of tokens only")
  void colours() {
    assertThat(css).containsOnlyOnce(END_OF_TOKENS);
    String rest = css.substring(css.indexOf(END_OF_TOKENS));

    assertThat(COLOUR.matcher(rest).results().map(MatchResult::group)).isEmpty();
    assertThat(COLOUR.matcher(css).results()).isNotEmpty();
  }

  @Test
  @DisplayName("uses no token that is not there, and fetches nothing")
  void tokens() {
    List<String> known = names("(--ls-[a-z0-9-]+)\\s*:");
    assertThat(known).containsAll(names("var\\((--ls-[a-z0-9-]+)\\)"));
    assertThat(css).doesNotContain("url(", "@import", "@font-face");
  }

  @Test
  @DisplayName("means the same dark by choice as dark by system")
  void dark() {
    String bySystem = block(":root:not([data-ls-theme=\"light\"]) {");
    String byChoice = block(":root[data-ls-theme=\"dark\"] {");

    assertThat(byChoice.lines().map(String::strip).toList())
        .isEqualTo(bySystem.lines().map(String::strip).toList());
    assertThat(byChoice).doesNotContain("#");
  }

  private String block(String selector) {
    int start = css.indexOf(selector) + selector.length();
    return css.substring(start, css.indexOf('}', start)).strip();
  }

  private List<String> names(String pattern) {
    return Pattern.compile(pattern).matcher(css).results().map(m -> m.group(1)).distinct().toList();
  }

  private static String read() {
    try (InputStream in =
        StyleSheetTest.class.getResourceAsStream("/dev/lockspire/faces/admin/assets/console.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
