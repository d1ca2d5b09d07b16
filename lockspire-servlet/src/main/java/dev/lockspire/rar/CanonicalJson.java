package dev.lockspire.rar;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON Canonicalization Scheme (RFC 8785): two JSON values have the same text if and only if
 * they are the same value. Members are sorted by their UTF-16 code units, numbers are written as
 * ECMAScript writes them, and nothing is escaped that need not be.
 */
public final class CanonicalJson {
  private static final String HEX = "0123456789abcdef";

  /** Significant decimal digits that tell every double from its neighbours. */
  private static final int MOST_DIGITS = 17;

  /** ECMAScript writes numbers from 1e21 on with an exponent, and those below 1e-6. */
  private static final int LAST_PLAIN_EXPONENT = 21;

  private static final int FIRST_PLAIN_EXPONENT = -5;

  private CanonicalJson() {}

  /**
   * The text of {@code value}: text, number, boolean, null, or maps and collections of these.
   *
   * @throws IllegalArgumentException when it is no JSON value, holds half a surrogate pair, or a
   *     number that no IEEE 754 double stands for (RFC 8785 §3.2.2)
   */
  public static String of(Object value) {
    StringBuilder out = new StringBuilder(128);
    write(out, value);
    return out.toString();
  }

  private static void write(StringBuilder out, Object value) {
    if (value == null || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof CharSequence text) {
      string(out, text);
    } else if (value instanceof Number number) {
      out.append(number(number.doubleValue()));
    } else if (value instanceof Map<?, ?> object) {
      object(out, object);
    } else if (value instanceof Collection<?> array) {
      array(out, array);
    } else {
      throw new IllegalArgumentException("not a JSON value: " + value.getClass().getName());
    }
  }

  private static void object(StringBuilder out, Map<?, ?> object) {
    // The natural order of strings is that of their UTF-16 code units, as RFC 8785 §3.2.3 wants.
    Map<String, Object> sorted = new TreeMap<>();
    object.forEach((name, member) -> sorted.put(name.toString(), member));
    char separator = '{';
    for (Map.Entry<String, Object> member : sorted.entrySet()) {
      out.append(separator);
      string(out, member.getKey());
      out.append(':');
      write(out, member.getValue());
      separator = ',';
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }

  private static void array(StringBuilder out, Collection<?> array) {
    char separator = '[';
    for (Object element : array) {
      out.append(separator);
      write(out, element);
      separator = ',';
    }
    out.append(array.isEmpty() ? "[]" : "]");
  }

  private static void string(StringBuilder out, CharSequence text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        out.append(c).append(text.charAt(++i));
      } else if (Character.isSurrogate(c)) {
        throw new IllegalArgumentException("half a surrogate pair");
      } else {
        character(out, c);
      }
    }
    out.append('"');
  }

  private static void character(StringBuilder out, char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> {
        if (c < 0x20) {
          out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
        } else {
          out.append(c);
        }
      }
    }
  }

  /**
   * {@code value} as ECMAScript writes it (ECMA-262, Number::toString).
   *
   * @throws IllegalArgumentException when it is not finite
   */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("JSON has no such number: " + value);
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    // The value is 0.digits times ten to the power of this.
    int exponent = digits.length() - shortest.scale();
    return (value < 0 ? "-" : "") + ecmaScript(digits, exponent);
  }

  /** The decimal with the fewest digits that reads back as {@code value}; of several, the next. */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < MOST_DIGITS; digits++) {
      BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
      BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
      boolean belowFits = below.doubleValue() == value;
      boolean aboveFits = above.doubleValue() == value;
      if (belowFits || aboveFits) {
        boolean takeAbove = aboveFits && (!belowFits || isNearer(above, below, exact, digits));
        return (takeAbove ? above : below).stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
  }

  private static boolean isNearer(
      BigDecimal above, BigDecimal below, BigDecimal exact, int digits) {
    int order = above.subtract(exact).compareTo(exact.subtract(below));
    return order < 0
        || (order == 0
            && above.compareTo(exact.round(new MathContext(digits, RoundingMode.HALF_EVEN))) == 0);
  }

  private static String ecmaScript(String digits, int exponent) {
    int count = digits.length();
    if (count <= exponent && exponent <= LAST_PLAIN_EXPONENT) {
      return digits + "0".repeat(exponent - count);
    }
    if (0 < exponent && exponent <= LAST_PLAIN_EXPONENT) {
      return digits.substring(0, exponent) + "." + digits.substring(exponent);
    }
    if (FIRST_PLAIN_EXPONENT <= exponent && exponent <= 0) {
      return "0." + "0".repeat(-exponent) + digits;
    }
    String fraction = count == 1 ? "" : "." + digits.substring(1);
    int power = exponent - 1;
    return digits.charAt(0) + fraction + "e" + (power < 0 ? "-" : "+") + Math.abs(power);
  }
}
