package dev.lockspire.admin;

import java.util.Locale;
import java.util.function.Function;

/**
 * One column of a list that leaves the console as a file.
 *
 * @param name its heading in CSV, its member in JSON
 * @param value what a row has in it: a text, number, flag, point in time, map, list of texts, or an
 *     {@link java.util.Optional} of one
 */
record ListColumn<T>(String name, Function<T, Object> value) {

  /** A constant as every other document of the product writes it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
