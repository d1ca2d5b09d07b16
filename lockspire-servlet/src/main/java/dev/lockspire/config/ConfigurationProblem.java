package dev.lockspire.config;

import java.util.Optional;

/**
 * One thing wrong with the configuration.
 *
 * @param key the key, as it is written in its source
 * @param value the offending value; empty when it is secret, of an unknown key, or missing
 * @param source where it was read from
 * @param message what is wrong and what would be right
 */
public record ConfigurationProblem(
    String key, Optional<String> value, String source, String message) {
  private static final int SHOWN = 200;

  /** The source of a key that is written nowhere. */
  static final String NOT_SET = "not set";

  /** One line, safe for a log: control characters are replaced, long values cut. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(printable(key));
    value.ifPresent(text -> line.append(" = \"").append(printable(text)).append('"'));
    return line.append(" (").append(printable(source)).append("): ").append(message).toString();
  }

  private static String printable(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .limit(SHOWN)
        .forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return text.codePointCount(0, text.length()) > SHOWN ? clean + "…" : clean.toString();
  }
}
