package dev.lockspire.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether the {@code Accept} of a request names one media type in so many words (RFC 9110 §12.5.1).
 *
 * <p>For forms of an answer that a caller must ask for: a wildcard, an entry with a weight of 0,
 * one whose weight cannot be read and one with any parameter beside it do not name it. How it
 * compares with other entries is not asked. Of more than 8192 characters nothing is read.
 */
public final class AcceptHeader {
  private static final String NAME = "Accept";
  private static final int MAX_CHARACTERS = 8192;
  private static final int LONGEST_WEIGHT = 5;

  private AcceptHeader() {}

  /**
   * @param mediaType in lower case, without parameters
   */
  public static boolean names(Headers headers, String mediaType) {
    List<String> lines = headers.all(NAME);
    return lines.stream().mapToInt(String::length).sum() <= MAX_CHARACTERS
        && lines.stream()
            .flatMap(line -> split(line, ',').stream())
            .anyMatch(entry -> isNamed(entry, mediaType));
  }

  private static boolean isNamed(String entry, String mediaType) {
    List<String> parts = split(entry, ';');
    if (parts.isEmpty() || !lower(parts.get(0)).equals(mediaType)) {
      return false;
    }
    // RFC 9110 §5.6.6 lets a semicolon stand with nothing behind it.
    List<String> parameters =
        parts.subList(1, parts.size()).stream().filter(p -> !p.isEmpty()).toList();
    return parameters.isEmpty() || (parameters.size() == 1 && isPositiveWeight(parameters.get(0)));
  }

  /** RFC 9110 §12.4.2: 0 to 1 with three decimals at most. */
  private static boolean isPositiveWeight(String parameter) {
    if (!lower(parameter).startsWith("q=")) {
      return false;
    }
    String weight = parameter.substring(2);
    if (weight.isEmpty() || weight.length() > LONGEST_WEIGHT) {
      return false;
    }
    String decimals = weight.length() == 1 ? "" : weight.substring(2);
    boolean wellFormed =
        (weight.length() == 1 || weight.charAt(1) == '.')
            && decimals.chars().allMatch(c -> c >= '0' && c <= '9');
    boolean zeros = decimals.chars().allMatch(c -> c == '0');
    return wellFormed
        && switch (weight.charAt(0)) {
          case '0' -> !zeros;
          case '1' -> zeros;
          default -> false;
        };
  }

  /**
   * The parts of {@code text}, without the white space around them. A separator inside a quoted
   * string (RFC 9110 §5.6.4) separates nothing; a part whose quotation never ends is none.
   */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    if (!quoted) {
      parts.add(text.substring(start).strip());
    }
    return parts;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
