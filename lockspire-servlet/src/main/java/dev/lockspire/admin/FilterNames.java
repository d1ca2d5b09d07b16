package dev.lockspire.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which filters of a list are set: evidence of an export has their names, never their values. */
final class FilterNames {
  private FilterNames() {}

  /** In alphabetical order. */
  static List<String> of(Map<String, Optional<?>> filters) {
    return filters.entrySet().stream()
        .filter(filter -> filter.getValue().isPresent())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
