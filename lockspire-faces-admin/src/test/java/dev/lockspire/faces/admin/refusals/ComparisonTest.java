package dev.lockspire.faces.admin.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.faces.admin.text.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a rule compared")
class ComparisonTest {
  private final Texts texts = Texts.in(Locale.ENGLISH);

  /** Names of parameters and claims, which are the same in every language. */
  private static final Set<String> OF_THE_PROTOCOL =
      Set.of(
          "acr",
          "alg",
          "aud",
          "auth_time",
          "client_id",
          "code_challenge",
          "code_challenge_method",
          "dpop_jkt",
          "exp",
          "htm",
          "htu",
          "iat",
          "iss",
          "jkt",
          "max_age",
          "nbf",
          "nonce",
          "typ");

  private static final Pattern NAMED =
      Pattern.compile("(?:comparing|compared)\\(\\s*\"([A-Za-z_' ]+)\"");
  private static final Pattern REFUSAL =
      Pattern.compile("new (?:Proof|Token)?Refused\\([^;]*?Map\\.of\\(([^;]*);");
  private static final Pattern KEY = Pattern.compile("(?:^|, )\\s*\"([A-Za-z_' ]+)\",");

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  @Test
  @DisplayName("has words in every language for each name that a rule gives it")
  void named() throws Exception {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("../lockspire-servlet/src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String text = Files.readString(file);
        names.addAll(found(NAMED, text));
        // Exceptions that are thrown with everything that was compared.
        for (String refusal : found(REFUSAL, text)) {
          names.addAll(found(KEY, refusal));
        }
      }
    }
    names.removeAll(OF_THE_PROTOCOL);

    assertThat(names)
        .hasSizeGreaterThan(20)
        .contains("bound to", "in the certificate", "targets", "method");
    for (Locale language : Texts.languages()) {
      assertThat(names)
          .as(language.toString())
          .allSatisfy(
              name -> assertThat(Texts.in(language).has(Comparison.key(name))).as(name).isTrue());
    }
  }

  @Test
  @DisplayName(
      "marks in an address only what differs from the nearest registered one, on both sides")
  void address() {
    assertThat(
            marked(
                "presented",
                "https://app.example/cb/",
                "registered",
                "https://other.example/ https://app.example/cb"))
        .isEqualTo(
            "presented: https://app.example/cb[/] | registered: https://other.example/"
                + " https://app.example/cb");
    assertThat(marked("presented", "http://app.example/cb", "registered", "https://app.example/cb"))
        .isEqualTo("presented: http://app.example/cb | registered: http[s]://app.example/cb");
    assertThat(
            marked("presented", "https://App.example/cb", "registered", "https://app.example/cb"))
        .isEqualTo("presented: https://[A]pp.example/cb | registered: https://[a]pp.example/cb");
  }

  @Test
  @DisplayName("marks an address as a whole that is like none")
  void foreign() {
    assertThat(
            marked("presented", "https://evil.test/x", "registered", "com.example.app:/callback"))
        .startsWith("presented: [https://evil.test/x] |");
  }

  @Test
  @DisplayName("marks the scopes that are not allowed, each as a whole")
  void scopes() {
    assertThat(marked("asked", "openid orders:write email", "allowed", "email orders:read openid"))
        .isEqualTo("asked: openid [orders:write] email | allowed: email orders:read openid");
  }

  @Test
  @DisplayName("marks nothing where nobody sent anything, and shows what is empty as empty")
  void times() {
    assertThat(marked("expired at", "2026-01-01T00:00:00Z", "now", "2026-01-02T00:00:00Z"))
        .doesNotContain("[");
    assertThat(marked("asked", "", "allowed", "openid")).startsWith("asked:  |");
    assertThat(Comparison.of(Map.of("never heard_of", "x"), texts).get(0).name())
        .isEqualTo("never heard of");
  }

  /** {@code name: value | name: value} with what is marked in brackets. */
  private String marked(String name, String value, String otherName, String otherValue) {
    Map<String, String> compared = new LinkedHashMap<>();
    compared.put(name, value);
    compared.put(otherName, otherValue);
    return Comparison.of(compared, texts).stream()
        .map(
            shown ->
                shown.name()
                    + ": "
                    + shown.parts().stream()
                        .map(part -> part.differs() ? "[" + part.text() + "]" : part.text())
                        .collect(Collectors.joining()))
        .collect(Collectors.joining(" | "));
  }
}
