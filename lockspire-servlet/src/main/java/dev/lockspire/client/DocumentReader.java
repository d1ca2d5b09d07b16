package dev.lockspire.client;

import dev.lockspire.http.JsonReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the members of one JSON object by name and type, and remembers what was wrong, what was
 * asked for and what differs from the value that held before.
 *
 * <p>A member that is absent keeps its value; null or empty text clears it.
 */
final class DocumentReader {
  private static final int MAX_JSON = 262_144;

  private final Map<String, Object> document;
  private final Set<String> names = new LinkedHashSet<>();
  private final List<String> changed = new ArrayList<>();
  private final List<FieldError> errors = new ArrayList<>();

  DocumentReader(Map<String, Object> document) {
    this.document = document;
  }

  String text(String name, String current) {
    return read(
        name,
        current,
        value -> {
          if (value instanceof String text) {
            return text.isBlank() ? null : text.strip();
          }
          return mistyped(name, "text", current);
        },
        null);
  }

  boolean flag(String name, boolean current) {
    return read(
        name,
        current,
        value -> {
          if (value instanceof Boolean flag) {
            return flag;
          }
          errors.add(FieldError.of(name, "invalid_boolean"));
          return current;
        },
        current);
  }

  /**
   * As {@link #flag(String, boolean)}, for one that says in short what the member {@code name} says
   * in full: a difference is one of that member.
   */
  boolean alias(String flag, String name, boolean current) {
    boolean value = flag(flag, current);
    if (changed.remove(flag)) {
      changed.add(name);
    }
    return value;
  }

  /** A whole number, as such or as text. */
  Integer number(String name, Integer current) {
    return wholeNumber(name, current, BigDecimal::intValueExact);
  }

  /** As {@link #number}, for seconds since the epoch. */
  Long time(String name, Long current) {
    return wholeNumber(name, current, BigDecimal::longValueExact);
  }

  private <N extends Number> N wholeNumber(
      String name, N current, Function<BigDecimal, N> exactly) {
    return read(
        name,
        current,
        value -> {
          try {
            boolean blank = value instanceof String text && text.isBlank();
            return blank ? null : exactly.apply(new BigDecimal(value.toString()));
          } catch (ArithmeticException | NumberFormatException e) {
            return mistyped(name, "whole number", current);
          }
        },
        null);
  }

  /** An array of texts, or one text with commas or white space between the entries. */
  List<String> list(String name, List<String> current) {
    return list(name, name, current);
  }

  /**
   * As {@link #list(String, List)}, for a member that goes by two names: the one of RFC 7591, and
   * the one it is stored and reported under.
   */
  List<String> list(String wireName, String name, List<String> current) {
    String sent = sentAs(wireName, name);
    List<String> value =
        read(
            sent,
            current,
            given -> {
              if (given instanceof String text) {
                return entries(Arrays.asList(text.split("[,\\s]+")));
              }
              if (given instanceof Collection<?> items
                  && items.stream().allMatch(String.class::isInstance)) {
                return entries(items);
              }
              return mistyped(name, "list of texts", current);
            },
            List.of());
    if (!sent.equals(name) && changed.remove(sent)) {
      changed.add(name);
    }
    return value;
  }

  private String sentAs(String wireName, String name) {
    names.add(wireName);
    names.add(name);
    if (!wireName.equals(name) && has(wireName) && has(name)) {
      errors.add(new FieldError(name, "given_twice", "also as " + wireName));
    }
    return has(wireName) ? wireName : name;
  }

  /** One of an enumeration by its wire name; {@code reason} is told for any other text. */
  <E extends Enum<E>> E choice(String name, Class<E> type, E current, E cleared, String reason) {
    return read(
        name,
        current,
        value -> {
          Optional<E> choice = WireNames.parse(type, value.toString());
          if (choice.isEmpty() && value.toString().isBlank()) {
            return cleared;
          }
          if (choice.isEmpty()) {
            List<String> all = Arrays.stream(type.getEnumConstants()).map(WireNames::of).toList();
            errors.add(new FieldError(name, reason, "one of " + String.join(", ", all)));
          }
          return choice.orElse(current);
        },
        cleared);
  }

  /** An object, or the text of one. */
  @SuppressWarnings("unchecked")
  Map<String, Object> object(String name, Map<String, Object> current) {
    return read(
        name,
        current,
        value -> {
          if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
          }
          if (value instanceof String text) {
            return text.isBlank()
                ? null
                : JsonReader.object(text, MAX_JSON)
                    .orElseGet(() -> mistyped(name, "object", current));
          }
          return mistyped(name, "object", current);
        },
        null);
  }

  /** Members that are kept as they are, of the type that each name stands for. */
  Map<String, Object> kept(Map<String, Class<?>> types, Map<String, Object> current) {
    Map<String, Object> all = new LinkedHashMap<>(current);
    types.forEach(
        (name, type) -> {
          Object value =
              read(
                  name,
                  current.get(name),
                  given -> kept(name, type, given, current.get(name)),
                  null);
          if (value == null) {
            all.remove(name);
          } else {
            all.put(name, value);
          }
        });
    return all;
  }

  private Object kept(String name, Class<?> type, Object given, Object current) {
    if (type == String.class && given instanceof String text) {
      return text.isBlank() ? null : text.strip();
    }
    return type.isInstance(given) ? given : mistyped(name, type.getSimpleName(), current);
  }

  boolean has(String name) {
    return document.containsKey(name);
  }

  /** Refuses what nobody asked for, with the name that was probably meant. */
  void refuseOthers() {
    for (String name : document.keySet()) {
      if (!names.contains(name)) {
        errors.add(new FieldError(name, "unknown_member", "did you mean " + nearest(name) + "?"));
      }
    }
  }

  void refuse(String field, String reason, String detail) {
    errors.add(new FieldError(field, reason, detail));
  }

  List<String> changed() {
    return changed;
  }

  List<FieldError> errors() {
    return errors;
  }

  private interface Parse<T> {
    T parse(Object value);
  }

  private <T> T read(String name, T current, Parse<T> parse, T cleared) {
    names.add(name);
    if (!document.containsKey(name)) {
      return current;
    }
    Object given = document.get(name);
    T value = given == null ? cleared : parse.parse(given);
    if (!Objects.equals(value, current)) {
      changed.add(name);
    }
    return value;
  }

  private <T> T mistyped(String name, String expected, T current) {
    errors.add(new FieldError(name, "invalid_type", expected));
    return current;
  }

  private static List<String> entries(Collection<?> items) {
    return items.stream()
        .map(item -> item.toString().strip())
        .filter(item -> !item.isEmpty())
        .distinct()
        .toList();
  }

  private String nearest(String name) {
    return names.stream()
        .min(Comparator.comparingInt(known -> distance(name, known)))
        .orElseThrow();
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j - 1], row[j]));
      }
    }
    return row[b.length()];
  }
}
