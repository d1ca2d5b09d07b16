package dev.lockspire.faces.admin.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The expressions of the console's pages")
class ExpressionsTest {
  private static final Path PAGES = Path.of("src/main/resources/lockspire-console");

  /** Jakarta Expression Language §1.17: after a dot they are no names. */
  private static final Pattern RESERVED =
      Pattern.compile(
          "#\\{[^}]*\\.(and|or|not|eq|ne|lt|gt|le|ge|true|false|null|instanceof|empty|div|mod)\\b"
              + "[^}]*}");

  @Test
  @DisplayName("name no property by a reserved word: such a page cannot be shown at all")
  void reservedWords() throws IOException {
    try (Stream<Path> files = Files.walk(PAGES)) {
      List<Path> pages = files.filter(file -> file.toString().endsWith(".xhtml")).toList();
      assertThat(pages).hasSizeGreaterThan(20);
      for (Path page : pages) {
        assertThat(RESERVED.matcher(withoutTexts(Files.readString(page))).results())
            .as(page.toString())
            .extracting(found -> found.group())
            .isEmpty();
      }
    }
  }

  /** Keys of words are quoted, and may hold what they like. */
  private static String withoutTexts(String page) {
    return page.replaceAll("'[^']*'", "''");
  }
}
