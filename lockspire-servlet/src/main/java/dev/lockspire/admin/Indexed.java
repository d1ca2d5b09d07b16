package dev.lockspire.admin;

import dev.lockspire.storage.Binder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A filter that an index knows: that its first columns have certain values.
 *
 * <p>The last of the columns is written as a range and sorted by, which says the same and leaves
 * the planner no choice, for no other index has that order. Asked for an equal value it may read
 * along the list's own index and wait for matches, in vain where all of them lie far back. The
 * columns before it are compared as they are: an index is read no further than where the first part
 * of a range ends, so a range of them all would be read to the end of the first column's value.
 *
 * @param columns in their order in the index
 * @param values one for each column; none for every row of a partial index
 * @param predicate of a partial index; empty for another one
 * @param inOrder whether the index goes on with the list's key
 */
record Indexed(
    List<String> columns, List<Consumer<Binder>> values, String predicate, boolean inOrder) {

  Indexed {
    columns = List.copyOf(columns);
    values = List.copyOf(values);
  }

  /** That one column of text has a value. */
  static Indexed text(String column, String value, boolean inOrder) {
    return new Indexed(List.of(column), List.of(bind -> bind.text(value)), "", inOrder);
  }

  /** Says the same in plain words, of rows that something else led to. */
  Conditions plain() {
    Conditions plain = partial();
    for (int i = 0; i < values.size(); i++) {
      plain.and(columns.get(i) + " = ?", values.get(i));
    }
    return plain;
  }

  /**
   * The range of the index.
   *
   * @param next the part of the key that follows, with its bounds, where the index goes on with it
   */
  Conditions range(Optional<SortKey.Bounds> next) {
    Conditions range = partial();
    if (values.isEmpty()) {
      return range;
    }
    int last = values.size() - 1;
    for (int i = 0; i < last; i++) {
      range.and(columns.get(i) + " = ?", values.get(i));
    }
    Consumer<Binder> value = values.get(last);
    String column = columns.get(last);
    if (next.isEmpty()) {
      return range.and(column + " >= ?", value).and(column + " <= ?", value);
    }
    SortKey.Bounds bounds = next.get();
    String both = "(" + column + ", " + bounds.expression() + ")";
    return range
        .and(both + " >= (?, " + bounds.low() + ")", value.andThen(bounds.bindLow()))
        .and(both + " <= (?, " + bounds.high() + ")", value.andThen(bounds.bindHigh()));
  }

  private Conditions partial() {
    Conditions partial = new Conditions();
    return predicate.isEmpty() ? partial : partial.and(predicate);
  }
}
