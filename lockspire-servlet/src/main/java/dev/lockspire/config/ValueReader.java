package dev.lockspire.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads keys one by one and remembers every problem it meets. */
final class ValueReader {
  private final MergedValues values;
  private final List<ConfigurationProblem> problems = new ArrayList<>();

  ValueReader(MergedValues values) {
    this.values = values;
  }

  /** The value of a key that has a default; the default also stands in for a bad value. */
  <T> T value(ConfigKey<T> key) {
    return optional(key).or(key::defaultValue).orElseThrow();
  }

  /** The value of a key that may be absent; a bad value counts as absent once it is noted. */
  <T> Optional<T> optional(ConfigKey<T> key) {
    return values
        .value(key.name())
        .flatMap(written -> attempt(key, () -> key.parse(text(key, written))));
  }

  /** The value of a key that must be there. */
  <T> Optional<T> required(ConfigKey<T> key, String reason) {
    if (!isSet(key)) {
      problem(key, reason + "; see " + key.documentedAt());
    }
    return optional(key);
  }

  /** White space around a value is a slip of the pen; in a secret it may be part of it. */
  private static String text(ConfigKey<?> key, MergedValues.Written written) {
    return key.secret() ? written.text() : written.text().strip();
  }

  boolean isSet(ConfigKey<?> key) {
    return values.value(key.name()).isPresent();
  }

  /** Builds something from values read before; what it refuses is a problem of the given key. */
  <T> Optional<T> attempt(ConfigKey<?> key, Supplier<T> step) {
    try {
      return Optional.of(step.get());
    } catch (IllegalArgumentException e) {
      problem(key, e.getMessage());
      return Optional.empty();
    }
  }

  void problem(ConfigKey<?> key, String message) {
    Optional<MergedValues.Written> written = values.written(key.name());
    problems.add(
        new ConfigurationProblem(
            key.name(),
            written.map(w -> w.text().strip()).flatMap(key::shown),
            written.map(w -> w.source().whereIs(key.name())).orElse(ConfigurationProblem.NOT_SET),
            message));
  }

  List<ConfigurationProblem> problems() {
    return List.copyOf(problems);
  }
}
