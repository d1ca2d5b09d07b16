package dev.lockspire.admin;

import dev.lockspire.storage.Binder;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A filter that an index knows: that its first columns have certain values.
 *
 * <p>It is written as a range and sorted by those columns, which says the same and leaves the
 * planner no choice, for no other index has that order. Asked for equal values it may read along
 * the list's own index and wait for matches, in vain where all of them lie far back.
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
    String row = String.join(", ", columns);
    String given = String.join(", ", Collections.nCopies(values.size(), "?"));
    if (next.isEmpty()) {
      return range
          .and("(" + row + ") >= (" + given + ")", this::bind)
          .and("(" + row + ") <= (" + given + ")", this::bind);
    }
    SortKey.Bounds bounds = next.get();
    String whole = "(" + row + ", " + bounds.expression() + ")";
    return range
        .and(whole + " >= (" + given + ", " + bounds.low() + ")", before(bounds.bindLow()))
        .and(whole + " <= (" + given + ", " + bounds.high() + ")", before(bounds.bindHigh()));
  }

  private Conditions partial() {
    Conditions partial = new Conditions();
    return predicate.isEmpty() ? partial : partial.and(predicate);
  }

  private Consumer<Binder> before(Consumer<Binder> last) {
    return binder -> {
      bind(binder);
      last.accept(binder);
    };
  }

  private void bind(Binder binder) {
    values.forEach(value -> value.accept(binder));
  }
}
