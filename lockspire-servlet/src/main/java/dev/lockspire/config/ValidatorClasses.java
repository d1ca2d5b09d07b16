package dev.lockspire.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Classes by the type of authorization details they are for: {@code payment=a.B, account=a.C}. */
final class ValidatorClasses {
  private static final int MOST = 100;

  private ValidatorClasses() {}

  static ValueType<Map<String, String>> type() {
    return ValueType.of(
        "classes by type",
        "`type=class, type=class`; a class is fully qualified",
        ValidatorClasses::parse,
        ValidatorClasses::check);
  }

  private static Map<String, String> parse(String text) {
    Map<String, String> classes = new LinkedHashMap<>();
    if (text.isBlank()) {
      return classes;
    }
    for (String entry : text.split(",", -1)) {
      // A type may be a URL and hold the sign itself; a class name never does.
      int end = entry.lastIndexOf('=');
      if (end < 0) {
        throw new IllegalArgumentException("has an entry that is not type=class");
      }
      if (classes.put(entry.substring(0, end).strip(), entry.substring(end + 1).strip()) != null) {
        throw new IllegalArgumentException("names a type twice");
      }
    }
    return Collections.unmodifiableMap(classes);
  }

  private static void check(Map<String, String> classes) {
    ValueTypes.require(classes.size() <= MOST, "names more than " + MOST + " types");
    classes.forEach(
        (type, className) -> {
          ValueTypes.require(!type.isBlank(), "has an entry without a type");
          ValueTypes.className().check(className);
        });
  }
}
