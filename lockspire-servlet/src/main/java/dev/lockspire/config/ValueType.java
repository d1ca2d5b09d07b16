package dev.lockspire.config;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a value must be: how a text becomes it, and which values are in range.
 *
 * <p>Both functions refuse by {@link IllegalArgumentException} with a message that completes the
 * sentence "the value …" and never quotes the text.
 *
 * @param name the type in words, for the reference
 * @param range the allowed values in words, empty when there is no bound
 */
record ValueType<T>(
    String name,
    String range,
    boolean secret,
    Function<String, T> reading,
    Consumer<T> rule,
    UnaryOperator<String> redaction) {
  private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

  static <T> ValueType<T> of(
      String name, String range, Function<String, T> reading, Consumer<T> rule) {
    return new ValueType<>(name, range, false, reading, rule, UnaryOperator.identity());
  }

  ValueType<T> asSecret() {
    return new ValueType<>(name, range, true, reading, rule, redaction);
  }

  /** For texts that are not secret as a whole and may carry something that is. */
  ValueType<T> redactedBy(UnaryOperator<String> redaction) {
    return new ValueType<>(name, range, secret, reading, rule, redaction);
  }

  T parse(String text) {
    T value = reading.apply(text);
    rule.accept(value);
    return value;
  }

  void check(T value) {
    rule.accept(value);
  }

  String redact(String text) {
    return redaction.apply(text);
  }

  /** Several values, separated by white space or commas; repetitions count once. */
  ValueType<List<T>> list(String name) {
    return new ValueType<>(
        name,
        range,
        secret,
        text ->
            SEPARATOR
                .splitAsStream(text)
                .filter(element -> !element.isEmpty())
                .map(reading)
                .distinct()
                .collect(Collectors.toUnmodifiableList()),
        values -> values.forEach(rule),
        redaction);
  }
}
