package dev.lockspire.admin;

import dev.lockspire.storage.Binder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The conditions of one query with their values, in order. Text comes from code only. */
final class Conditions {
  private final List<String> texts = new ArrayList<>();
  private final List<Consumer<Binder>> values = new ArrayList<>();

  Conditions and(String text) {
    texts.add(text);
    return this;
  }

  Conditions and(String text, Consumer<Binder> value) {
    values.add(value);
    return and(text);
  }

  /** Adds a condition when there is a value for it. */
  <T> Conditions with(Optional<T> value, String text, BiConsumer<Binder, T> bind) {
    value.ifPresent(v -> and(text, binder -> bind.accept(binder, v)));
    return this;
  }

  Conditions copy() {
    return plus(new Conditions());
  }

  /** A new one of these and {@code others}. */
  Conditions plus(Conditions others) {
    Conditions all = new Conditions();
    for (Conditions each : List.of(this, others)) {
      all.texts.addAll(each.texts);
      all.values.addAll(each.values);
    }
    return all;
  }

  boolean isEmpty() {
    return texts.isEmpty();
  }

  /** {@code WHERE …}, or nothing. */
  String where() {
    return texts.isEmpty() ? "" : " WHERE " + String.join(" AND ", texts);
  }

  void bind(Binder binder) {
    values.forEach(value -> value.accept(binder));
  }
}
