package dev.lockspire.token;

import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The {@code scope} parameter (RFC 6749 §3.3): scope tokens separated by spaces. */
final class ScopeParameter {
  private ScopeParameter() {}

  /**
   * The requested scopes in order, each once; empty when none were asked for.
   *
   * @throws OAuthError {@code invalid_scope} when a token holds a character it may not hold
   */
  static Optional<List<String>> of(Parameters form) {
    Optional<String> value = form.trimmed("scope");
    return value.isEmpty() ? Optional.empty() : Optional.of(parse(value.get()));
  }

  private static List<String> parse(String text) {
    Set<String> scopes = new LinkedHashSet<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf(' ', start);
      if (end < 0) {
        end = text.length();
      }
      if (end > start) {
        scopes.add(token(text, start, end));
      }
      start = end + 1;
    }
    return List.copyOf(scopes);
  }

  private static String token(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < 0x21 || c > 0x7e || c == '"' || c == '\\') {
        throw OAuthError.invalidScope("malformed_scope", "The scope is malformed.");
      }
    }
    return text.substring(start, end);
  }
}
