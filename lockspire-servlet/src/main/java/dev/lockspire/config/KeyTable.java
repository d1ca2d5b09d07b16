package dev.lockspire.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rows under one heading of the reference, in the order in which they are written down. */
final class KeyTable {
  private final ConfigSection section;
  private final List<ConfigKey<?>> rows = new ArrayList<>();

  KeyTable(ConfigSection section) {
    this.section = section;
  }

  List<ConfigKey<?>> rows() {
    return Collections.unmodifiableList(rows);
  }

  <T> ConfigKey<T> required(String name, ValueType<T> type, String description) {
    return row(name, type, ConfigKey.Presence.REQUIRED, Optional.empty(), description);
  }

  <T> ConfigKey<T> optional(String name, ValueType<T> type, String description) {
    return row(name, type, ConfigKey.Presence.OPTIONAL, Optional.empty(), description);
  }

  /**
   * @param standard the text that holds when nothing is written
   */
  <T> ConfigKey<T> key(String name, ValueType<T> type, String standard, String description) {
    return row(name, type, ConfigKey.Presence.OPTIONAL, Optional.of(standard), description);
  }

  private <T> ConfigKey<T> row(
      String name,
      ValueType<T> type,
      ConfigKey.Presence presence,
      Optional<String> defaultText,
      String description) {
    ConfigKey<T> key =
        new ConfigKey<>(section, ConfigKey.PREFIX + name, type, presence, defaultText, description);
    rows.add(key);
    return key;
  }

  /** The values of an enum as they are written: in lower case, with dashes. */
  static <E extends Enum<E>> ValueType<E> words(String name, E[] values) {
    return ValueTypes.oneOf(
        name, List.of(values), value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
