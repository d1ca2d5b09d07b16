package dev.lockspire.it.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.lockspire.config.LockspireConfig;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the README and the guides to the code that runs: a block under {@code <!-- snippet: file
 * -->} or {@code <!-- snippet: file#region -->} is that file, or the lines between {@code //
 * snippet: region} and {@code // end snippet} in it, word for word. Indentation that all lines of a
 * block share does not count.
 */
@DisplayName("The README")
final class ReadmeSnippetsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().resolve("../..").normalize();
  private static final Pattern SNIPPET =
      Pattern.compile(
          "<!-- snippet: ([^#\\s]+)(?:#(\\S+))? -->\\n```java\\n(.*?)\\n```\\n", Pattern.DOTALL);

  /** A block of a document and what it claims to show. */
  private record Snippet(Path document, String file, String region, String text) {}

  @TestFactory
  @DisplayName("shows the code that is tested")
  Stream<DynamicTest> snippets() throws IOException {
    return all().stream()
        .map(
            snippet ->
                DynamicTest.dynamicTest(
                    ROOT.relativize(snippet.document()) + " shows " + snippet.file(),
                    () ->
                        assertThat(snippet.text().stripIndent())
                            .isEqualTo(code(snippet).stripIndent())));
  }

  @Test
  @DisplayName("marks every snippet where the test finds it")
  void everyMarkIsRead() throws IOException {
    long marks = 0;
    for (Path document : documents()) {
      marks += Files.readString(document).lines().filter(l -> l.contains("<!-- snippet")).count();
    }
    assertThat(all()).hasSize((int) marks).hasSizeGreaterThan(2);
  }

  @Test
  @DisplayName("shows a configuration that Lockspire takes, for a class that is there")
  void configuration() throws IOException {
    Matcher block =
        Pattern.compile("```properties\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(ROOT.resolve("README.md")));
    assertThat(block.find()).isTrue();
    Properties properties = new Properties();
    properties.load(new StringReader(block.group(1)));
    Map<String, String> values = new HashMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> values.put(name, properties.getProperty(name)));
    String masterKey = Base64.getEncoder().encodeToString(new byte[32]);
    assertThat(values.put("lockspire.encryption.master-key", masterKey)).startsWith("file:/");

    assertThatCode(() -> LockspireConfig.of(values)).doesNotThrowAnyException();
    assertThat(values).containsEntry("lockspire.account-resolver", ShopAccounts.class.getName());
  }

  private static List<Snippet> all() throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    for (Path document : documents()) {
      Matcher found = SNIPPET.matcher(Files.readString(document));
      while (found.find()) {
        snippets.add(new Snippet(document, found.group(1), found.group(2), found.group(3)));
      }
    }
    return snippets;
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> guides = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), guides)
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static String code(Snippet snippet) throws IOException {
    String file = Files.readString(ROOT.resolve(snippet.file()));
    if (snippet.region() == null) {
      return file.strip();
    }
    String begin = "// snippet: " + snippet.region() + "\n";
    int from = file.indexOf(begin);
    assertThat(from).as(begin + " in " + snippet.file()).isNotNegative();
    int start = from + begin.length();
    String region = file.substring(start, file.indexOf("// end snippet", start));
    return region.substring(0, region.lastIndexOf('\n'));
  }
}
