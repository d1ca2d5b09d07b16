package dev.lockspire.faces.admin.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The console's words")
class TextsTest {
  private static final Pattern KEY_IN_PAGE =
      Pattern.compile("lockspireText\\.of\\(\\s*'([a-z0-9_.]+)'");
  private final Texts english = Texts.in(Locale.ENGLISH);

  @Test
  @DisplayName("have the same keys in every language")
  void complete() {
    for (Locale language : Texts.languages()) {
      assertThat(Texts.in(language).words().keySet())
          .as(language.toString())
          .isEqualTo(english.words().keySet());
    }
    assertThat(Texts.in(Locale.GERMAN).get("nav.keys")).isEqualTo("Schlüssel");
  }

  @Test
  @DisplayName("can be filled in, in every language")
  void patterns() {
    for (Locale language : Texts.languages()) {
      Texts texts = Texts.in(language);
      for (String key : texts.words().keySet()) {
        assertThat(texts.get(key, 2, 2)).as(key).doesNotContain("{");
      }
    }
    assertThat(english.get("pager.matching", 1L)).isEqualTo("One match");
    assertThat(english.get("pager.matching", 12_345L)).isEqualTo("12,345 matches");
  }

  @Test
  @DisplayName("are there for every key a page names, and for every state that has a tone")
  void used() throws Exception {
    assertThat(pages().flatMap(TextsTest::keys).distinct())
        .isNotEmpty()
        .allSatisfy(key -> assertThat(english.has(key)).as(key).isTrue());
    assertThat(Tone.knownStates()).allMatch(state -> english.has("state." + state));
  }

  @Test
  @DisplayName("are in the first language of somebody's wishes that the console speaks")
  void language() {
    assertThat(best("fr-FR", "de-AT", "en")).isEqualTo(Locale.GERMAN);
    assertThat(best("fr")).isEqualTo(Locale.ENGLISH);
  }

  @Test
  @DisplayName("give each state one tone; a state nobody knows is quiet")
  void tones() {
    assertThat(Tone.of("ACTIVE")).isEqualTo(Tone.HEALTHY);
    assertThat(Tone.of("reuse_detected")).isEqualTo(Tone.DANGER);
    assertThat(Tone.of("never heard of")).isEqualTo(Tone.DISABLED);
    assertThat(Tone.of(null)).isEqualTo(Tone.DISABLED);
    assertThat(Tone.knownStates()).doesNotHaveDuplicates();
  }

  private static Locale best(String... tags) {
    return Texts.best(
        Collections.enumeration(Stream.of(tags).map(Locale::forLanguageTag).toList()));
  }

  private static Stream<Path> pages() throws IOException, URISyntaxException {
    Path root =
        Path.of(TextsTest.class.getResource("/lockspire-console/overview.xhtml").toURI())
            .getParent()
            .getParent();
    List<Path> all;
    try (Stream<Path> files = Files.walk(root)) {
      all = files.filter(file -> file.toString().endsWith(".xhtml")).toList();
    }
    return all.stream();
  }

  private static Stream<String> keys(Path page) {
    try {
      return KEY_IN_PAGE
          .matcher(Files.readString(page))
          .results()
          .map((MatchResult m) -> m.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
