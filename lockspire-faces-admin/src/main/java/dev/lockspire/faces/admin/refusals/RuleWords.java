package dev.lockspire.faces.admin.refusals;

import dev.lockspire.faces.admin.text.Texts;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A rule in words; one that only another version knows is a sentence made of its name. */
final class RuleWords {
  private static final Set<String> ACRONYMS =
      Set.of("ID", "URI", "PKCE", "HTTP", "JWT", "DPOP", "FAPI", "PAR");

  private RuleWords() {}

  /** {@code REDIRECT_URI_IS_REGISTERED}: "The redirect URI is registered". */
  static String of(String rule, Texts texts) {
    String key = "rule." + rule;
    return texts.has(key) ? texts.get(key) : sentence(rule);
  }

  static String sentence(String rule) {
    String words =
        Arrays.stream(rule.split("_", -1))
            .map(word -> ACRONYMS.contains(word) ? word : word.toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" "));
    String natural =
        words
            .replace("callers", "caller's")
            .replace("clients", "client's")
            .replace("post logout", "post-logout");
    return natural.startsWith("PKCE") ? natural : "The " + natural;
  }
}
