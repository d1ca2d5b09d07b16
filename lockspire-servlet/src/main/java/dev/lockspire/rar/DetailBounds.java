package dev.lockspire.rar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What authorization details must keep to on whatever way they come, so that they can be stored,
 * compared exactly and carried in a token.
 */
public final class DetailBounds {
  /** UTF-8 bytes in the address of {@code /authorize}. */
  public static final int LARGEST_DIRECT = 2048;

  /** UTF-8 bytes on every other way. */
  public static final int LARGEST = 16 * 1024;

  /** Objects in one request. */
  public static final int MOST = 16;

  /** Levels of nesting; the object itself is the first. */
  public static final int DEEPEST = 8;

  /** The largest whole number that every JSON implementation reads as it is (RFC 7493 §2.2). */
  private static final double LARGEST_NUMBER = 9_007_199_254_740_991d;

  /** The smallest that {@link CanonicalJson} writes without an exponent. */
  private static final double SMALLEST_NUMBER = 1e-6;

  private DetailBounds() {}

  /**
   * Copies of {@code objects}.
   *
   * @throws IllegalArgumentException that says what is wrong, in words for a client's developer
   */
  static List<Map<String, Object>> checked(Collection<?> objects) {
    require(objects.size() <= MOST, "There are more than " + MOST + " authorization_details.");
    List<Map<String, Object>> checked = new ArrayList<>(objects.size());
    for (Object element : objects) {
      require(element instanceof Map<?, ?>, "An element of authorization_details is no object.");
      Map<?, ?> object = (Map<?, ?>) element;
      check(object, 1);
      require(
          object.get("type") instanceof String type && !type.isBlank(),
          "An element of authorization_details has no type.");
      checked.add(AuthorizationDetails.copy(object));
    }
    return checked;
  }

  static void checkSize(String json) {
    require(isAtMost(json, LARGEST), "The authorization_details are too large.");
  }

  static boolean isAtMost(String text, int bytes) {
    return text.length() <= bytes && text.getBytes(StandardCharsets.UTF_8).length <= bytes;
  }

  private static void check(Object value, int level) {
    if (value instanceof Map<?, ?> object) {
      requireDepth(level);
      object.forEach(
          (name, member) -> {
            require(name instanceof String, "A member of authorization_details has no name.");
            check(name, level);
            check(member, level + 1);
          });
    } else if (value instanceof Collection<?> array) {
      requireDepth(level);
      array.forEach(element -> check(element, level + 1));
    } else if (value instanceof String text) {
      require(isStorable(text), "A text in authorization_details holds no valid Unicode.");
    } else if (value instanceof Number number) {
      require(isExact(number.doubleValue()), "A number in authorization_details is out of range.");
    } else {
      require(value == null || value instanceof Boolean, "A value is no JSON value.");
    }
  }

  private static void requireDepth(int level) {
    require(level <= DEEPEST, "The authorization_details are nested too deeply.");
  }

  /** No database text holds U+0000, and no UTF-8 half a surrogate pair. */
  private static boolean isStorable(String text) {
    return text.codePoints()
        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }

  /** Numbers that no two readers take for different ones, and that stay short in the database. */
  private static boolean isExact(double number) {
    double size = Math.abs(number);
    return size == 0 || (size >= SMALLEST_NUMBER && size <= LARGEST_NUMBER);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
