package dev.lockspire.faces.admin.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.faces.admin.text.Texts;
import dev.lockspire.http.Rule;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A rule's name")
class RuleWordsTest {

  @Test
  @DisplayName("has words in every language, whichever endpoint asks it")
  void complete() throws Exception {
    List<String> rules = rules();
    assertThat(rules).hasSizeGreaterThan(60).contains("REDIRECT_URI_IS_REGISTERED");
    for (Locale language : Texts.languages()) {
      assertThat(rules)
          .as(language.toString())
          .allSatisfy(rule -> assertThat(Texts.in(language).has("rule." + rule)).isTrue());
    }
    assertThat(RuleWords.of("TOKEN_IS_KNOWN", Texts.in(Locale.GERMAN)))
        .isEqualTo("Das Token ist bekannt");
  }

  @ParameterizedTest
  @CsvSource({
    "REDIRECT_URI_IS_REGISTERED,The redirect URI is registered",
    "CODE_IS_THIS_CLIENTS,The code is this client's",
    "PKCE_IS_PRESENT,PKCE is present",
    "PARAMETERS_ARE_NOT_REPEATED,The parameters are not repeated",
    "TOKEN_IS_THE_CALLERS_OWN,The token is the caller's own",
    "POST_LOGOUT_REDIRECT_URI_IS_REGISTERED,The post-logout redirect URI is registered"
  })
  @DisplayName("reads as a sentence where only another version has words for it")
  void sentence(String rule, String words) {
    assertThat(RuleWords.sentence(rule)).isEqualTo(words);
  }

  /** Of every endpoint, wherever the build has put them. */
  private static List<String> rules() throws Exception {
    URI place = Rule.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    if (Files.isDirectory(Path.of(place))) {
      return rules(Path.of(place));
    }
    try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place), Map.of())) {
      return rules(jar.getPath("/"));
    }
  }

  private static List<String> rules(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith("Rule.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .map(RuleWordsTest::type)
          .filter(type -> type.isEnum() && Rule.class.isAssignableFrom(type))
          .flatMap(type -> Stream.of(type.getEnumConstants()))
          .map(rule -> ((Rule) rule).name())
          .distinct()
          .toList();
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name, false, Rule.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
