package dev.lockspire.config;

import java.util.Objects;
import java.util.Optional;

/**
 * What the host says stands in front of the console.
 *
 * @param kind who guards
 * @param filter name of the guarding filter; present only for {@link Kind#FILTER}
 */
public record ConsoleGuard(Kind kind, Optional<String> filter) {
  private static final String FILTER = "filter:";

  /** Who guards the console. */
  public enum Kind {
    /** A security constraint of the host's deployment descriptor. */
    CONTAINER,
    /** A filter of the host. */
    FILTER,
    /** Something the application cannot see. */
    EXTERNAL
  }

  /**
   * @throws IllegalArgumentException when a filter is named without need, or needed without name
   */
  public ConsoleGuard {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(filter, "filter");
    if ((kind == Kind.FILTER) != filter.filter(name -> !name.isBlank()).isPresent()) {
      throw new IllegalArgumentException("A filter has a name, and only a filter has one");
    }
  }

  /**
   * Reads the words of the configuration.
   *
   * @throws IllegalArgumentException for other words
   */
  static ConsoleGuard parse(String text) {
    if (text.equals("container")) {
      return new ConsoleGuard(Kind.CONTAINER, Optional.empty());
    }
    if (text.equals("external")) {
      return new ConsoleGuard(Kind.EXTERNAL, Optional.empty());
    }
    if (text.startsWith(FILTER) && !text.substring(FILTER.length()).isBlank()) {
      return new ConsoleGuard(Kind.FILTER, Optional.of(text.substring(FILTER.length()).strip()));
    }
    throw new IllegalArgumentException(
        "must be container, filter: and the name of a filter, or external");
  }

  /** As it is written. */
  @Override
  public String toString() {
    return filter
        .map(name -> FILTER + name)
        .orElseGet(() -> kind == Kind.EXTERNAL ? "external" : "container");
  }
}
