package dev.lockspire.http;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads JSON that came from outside, bounded in size and depth. */
public final class JsonReader {
  private static final int MAX_DEPTH = 16;

  private JsonReader() {}

  /**
   * The object that {@code text} spells; empty when it is no JSON object, too large or too deep.
   *
   * @param maxCharacters longest text that is looked at
   */
  public static Optional<Map<String, Object>> object(String text, int maxCharacters) {
    // The parser takes an array of pairs for an object.
    boolean object = text.stripLeading().startsWith("{");
    if (text.length() > maxCharacters || !object || depth(text) > MAX_DEPTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSONObjectUtils.parse(text));
    } catch (ParseException | RuntimeException notAnObject) {
      return Optional.empty();
    }
  }

  /**
   * The array that {@code text} spells; empty when it is no JSON array, too large or too deep.
   *
   * @param maxCharacters longest text that is looked at
   */
  public static Optional<List<Object>> array(String text, int maxCharacters) {
    if (text.length() > maxCharacters || depth(text) > MAX_DEPTH) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSONArrayUtils.parse(text));
    } catch (ParseException | RuntimeException notAnArray) {
      return Optional.empty();
    }
  }

  /** An upper bound of the nesting, without parsing: brackets inside strings count too. */
  private static int depth(String text) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{' || c == '[') {
        deepest = Math.max(deepest, ++depth);
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
    return deepest;
  }
}
