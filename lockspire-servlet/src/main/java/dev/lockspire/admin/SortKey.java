package dev.lockspire.admin;

import dev.lockspire.storage.Binder;
import dev.lockspire.storage.Row;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The unique key that a list is sorted by.
 *
 * @param descending whether the greatest key comes first
 * @param parts in their order in an index
 */
record SortKey(boolean descending, List<Part> parts) {

  /** One part of the key. */
  record Part(String expression, Kind kind) {}

  /** The types that keys are made of. */
  enum Kind {
    TEXT("", ""),
    ID("'-9223372036854775808'::bigint", "9223372036854775807"),
    TIME("'-infinity'::timestamptz", "'infinity'::timestamptz");

    private final String least;
    private final String greatest;

    Kind(String least, String greatest) {
      this.least = least;
      this.greatest = greatest;
    }

    private String read(Row row, String column) {
      return switch (this) {
        case TEXT -> row.text(column);
        case ID -> row.id(column).toString();
        case TIME -> row.time(column).toString();
      };
    }

    private void bind(Binder binder, String value) {
      switch (this) {
        case TEXT -> binder.text(value);
        case ID -> binder.id(Long.valueOf(value));
        case TIME -> binder.time(Instant.parse(value));
      }
    }

    private void check(String value) {
      switch (this) {
        case TEXT -> {}
        case ID -> Long.parseLong(value);
        case TIME -> Instant.parse(value);
      }
    }
  }

  /**
   * Values of the first part of the key, as {@link #read} writes them.
   *
   * @param low inclusive
   * @param high inclusive
   */
  record Range(Optional<String> low, Optional<String> high) {
    static final Range ALL = new Range(Optional.empty(), Optional.empty());
  }

  /**
   * A range of the first part in SQL.
   *
   * @param low a constant, or a parameter that {@code bindLow} gives
   * @param high a constant, or a parameter that {@code bindHigh} gives
   */
  record Bounds(
      String expression,
      String low,
      Consumer<Binder> bindLow,
      String high,
      Consumer<Binder> bindHigh) {}

  SortKey {
    parts = List.copyOf(parts);
  }

  /** The greatest first. */
  static SortKey descending(Part... parts) {
    return new SortKey(true, List.of(parts));
  }

  /** The least first. */
  static SortKey ascending(Part... parts) {
    return new SortKey(false, List.of(parts));
  }

  /** What {@link #read} reads, to select beside other columns. */
  String columns() {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      columns.add(parts.get(i).expression() + " AS key_" + i);
    }
    return String.join(", ", columns);
  }

  List<String> read(Row row) {
    List<String> key = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      key.add(parts.get(i).kind().read(row, "key_" + i));
    }
    return key;
  }

  /**
   * {@code ORDER BY …}, as the list goes on from {@code position}.
   *
   * @param before columns that come before the key in an index
   */
  String orderFrom(Position position, List<String> before) {
    String direction = isDown(position) ? " DESC" : " ASC";
    return Stream.concat(before.stream(), expressions())
        .map(expression -> expression + direction)
        .collect(Collectors.joining(", ", " ORDER BY ", ""));
  }

  /** {@code conditions}, and that a row lies beyond {@code position}. */
  Conditions beyond(Conditions conditions, Position position) {
    if (position.key().isEmpty()) {
      return conditions;
    }
    String row = expressions().collect(Collectors.joining(", ", "(", ")"));
    String given = String.join(", ", Collections.nCopies(parts.size(), "?"));
    return conditions
        .copy()
        .and(
            row + (isDown(position) ? " < (" : " > (") + given + ")",
            binder -> {
              for (int i = 0; i < parts.size(); i++) {
                parts.get(i).kind().bind(binder, position.key().get(i));
              }
            });
  }

  /** That the first part of the key lies in {@code range}. */
  Conditions within(Range range) {
    Part first = parts.get(0);
    return new Conditions()
        .with(range.low(), first.expression() + " >= ?", first.kind()::bind)
        .with(range.high(), first.expression() + " <= ?", first.kind()::bind);
  }

  /** The part of {@code range} that lies beyond {@code position} or level with it. */
  Bounds bounds(Range range, Position position) {
    Part first = parts.get(0);
    Optional<String> edge = position.key().stream().findFirst();
    Optional<String> low = isDown(position) ? range.low() : edge.or(range::low);
    Optional<String> high = isDown(position) ? edge.or(range::high) : range.high();
    return new Bounds(
        first.expression(),
        low.isPresent() ? "?" : first.kind().least,
        binder -> low.ifPresent(value -> first.kind().bind(binder, value)),
        high.isPresent() ? "?" : first.kind().greatest,
        binder -> high.ifPresent(value -> first.kind().bind(binder, value)));
  }

  /** Whether a position that came from outside could have been made here. */
  boolean fits(Position position) {
    List<String> key = position.key();
    if (key.size() != (position.side().beside() ? parts.size() : 0)) {
      return false;
    }
    try {
      for (int i = 0; i < key.size(); i++) {
        parts.get(i).kind().check(key.get(i));
      }
      return true;
    } catch (NumberFormatException | DateTimeException e) {
      return false;
    }
  }

  private boolean isDown(Position position) {
    return position.side().forward() == descending;
  }

  private Stream<String> expressions() {
    return parts.stream().map(Part::expression);
  }
}
