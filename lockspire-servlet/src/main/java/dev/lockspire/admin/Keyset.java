package dev.lockspire.admin;

import dev.lockspire.storage.Binder;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads a list page by page in the order of a unique key, each page by an index condition: the last
 * page costs what the first one does.
 *
 * @param <T> a row of the list
 */
final class Keyset<T> {
  private final Database database;
  private final String select;
  private final String from;
  private final List<Part> parts;
  private final boolean descending;
  private final Function<Row, T> read;

  /** Ids that one page looks at; 0 for as many as it takes. */
  private final long span;

  /** One part of the key. */
  record Part(String expression, Kind kind) {}

  /** The types that keys are made of. */
  enum Kind {
    TEXT,
    ID,
    TIME
  }

  private record Keyed<T>(T row, List<String> key) {}

  /**
   * @param select columns that {@code read} looks at
   * @param from the table, as {@code {table} t}
   * @param descending whether the greatest key comes first
   * @param parts of the key, in their order in an index
   */
  Keyset(
      Database database,
      String select,
      String from,
      boolean descending,
      List<Part> parts,
      Function<Row, T> read) {
    this(database, select, from, descending, parts, read, 0);
  }

  private Keyset(
      Database database,
      String select,
      String from,
      boolean descending,
      List<Part> parts,
      Function<Row, T> read,
      long span) {
    this.database = database;
    this.select = select;
    this.from = from;
    this.descending = descending;
    this.parts = List.copyOf(parts);
    this.read = read;
    this.span = span;
  }

  /**
   * The same list, for filters that no index knows: one page looks at no more than {@code ids} ids
   * from where it begins, and may then hold few rows or none while {@link Listing#next} goes on.
   * Only for a list whose key is one id.
   */
  Keyset<T> within(long ids) {
    return new Keyset<>(database, select, from, descending, parts, read, ids);
  }

  /**
   * @param matching how many rows the list has
   */
  Listing<T> page(Conditions where, ListRequest<?> request, Count matching) {
    Position position = isKey(request.position()) ? request.position() : Position.first();
    boolean forward = isForward(position);
    boolean inside = position.side().beside();
    Optional<Bound> bound = bound(position);
    List<Keyed<T>> rows = rows(statement(bounded(where, bound), position, request.pageSize() + 1));
    boolean full = rows.size() > request.pageSize();
    boolean further = !full && bound.filter(Bound::further).isPresent();
    if (rows.isEmpty() && inside && !further) {
      // What lay there is gone: the nearest page there is.
      return page(where, request.at(forward ? Position.last() : Position.first()), matching);
    }
    if (full) {
      rows.remove(rows.size() - 1);
    }
    Optional<List<String>> far =
        full
            ? Optional.of(rows.get(rows.size() - 1).key())
            : bound.filter(Bound::further).map(b -> List.of(Long.toString(b.end())));
    Optional<List<String>> near = inside ? Optional.of(near(rows, position)) : Optional.empty();
    if (!forward) {
      Collections.reverse(rows);
    }
    Optional<Position> previous = (forward ? near : far).map(Position::before);
    Optional<Position> next = (forward ? far : near).map(Position::after);
    return new Listing<>(
        rows.stream().map(Keyed::row).toList(),
        previous.map(p -> Position.first()),
        previous,
        next,
        next.map(p -> Position.last()),
        matching);
  }

  /** As {@link #page}, for readers that do not ask how many rows there are. */
  Listing<T> uncounted(Conditions where, ListRequest<?> request) {
    return page(where, request, new Count(0, false));
  }

  /** Where the way back begins: at the first row found or, without any, where the page began. */
  private List<String> near(List<Keyed<T>> rows, Position position) {
    return rows.isEmpty() ? position.key() : rows.get(0).key();
  }

  /**
   * Where a page stops looking.
   *
   * @param further whether there is anything beyond
   */
  private record Bound(String condition, long end, boolean further) {}

  private Optional<Bound> bound(Position position) {
    if (span == 0) {
      return Optional.empty();
    }
    boolean down = isForward(position) == descending;
    String id = parts.get(0).expression();
    Optional<Long> begin =
        position.key().isEmpty()
            ? first(
                "SELECT "
                    + id
                    + " AS id FROM "
                    + from
                    + " ORDER BY "
                    + id
                    + (down ? " DESC" : "")
                    + " LIMIT 1",
                binder -> {})
            : Optional.of(Long.valueOf(position.key().get(0)));
    return begin.map(
        start -> {
          long end = down ? start - span : start + span;
          String beyond =
              "SELECT "
                  + id
                  + " AS id FROM "
                  + from
                  + " WHERE "
                  + id
                  + (down ? " < ?" : " > ?")
                  + " LIMIT 1";
          return new Bound(
              id + (down ? " >= ?" : " <= ?"),
              end,
              first(beyond, binder -> binder.id(end)).isPresent());
        });
  }

  private Optional<Long> first(String sql, Consumer<Binder> bind) {
    return database.first(database.sql(sql), bind, row -> row.id("id"));
  }

  private static Conditions bounded(Conditions where, Optional<Bound> bound) {
    return bound
        .map(b -> where.copy().and(b.condition(), binder -> binder.id(b.end())))
        .orElse(where);
  }

  /** How many rows match, counted to one more than {@link Count#MOST}. */
  Count count(Conditions where) {
    String sql =
        "SELECT count(*) AS n FROM (SELECT 1 FROM "
            + from
            + where.where()
            + " LIMIT "
            + (Count.MOST + 1)
            + ") counted";
    return Count.bounded(
        database.first(database.sql(sql), where::bind, row -> row.id("n")).orElseThrow());
  }

  /** One page's query. */
  record Statement(String sql, Consumer<Binder> bind) {}

  Statement statement(Conditions where, Position position, int limit) {
    boolean forward = isForward(position);
    Conditions all = where.copy();
    if (!position.key().isEmpty()) {
      String beyond = forward == descending ? " < " : " > ";
      all.and(
          "(" + list(Part::expression) + ")" + beyond + "(" + list(part -> "?") + ")",
          binder -> bind(binder, position.key()));
    }
    String direction = forward == descending ? " DESC" : " ASC";
    String sql =
        "SELECT "
            + select
            + keyColumns()
            + " FROM "
            + from
            + all.where()
            + " ORDER BY "
            + list(part -> part.expression() + direction)
            + " LIMIT "
            + limit;
    return new Statement(database.sql(sql), all::bind);
  }

  private static boolean isForward(Position position) {
    return position.side() == Position.Side.FIRST || position.side() == Position.Side.AFTER;
  }

  private List<Keyed<T>> rows(Statement statement) {
    return new ArrayList<>(
        database.all(
            statement.sql(), statement.bind(), row -> new Keyed<>(read.apply(row), key(row))));
  }

  private String keyColumns() {
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      columns.append(", ").append(parts.get(i).expression()).append(" AS key_").append(i);
    }
    return columns.toString();
  }

  private String list(Function<Part, String> each) {
    return String.join(", ", parts.stream().map(each).toList());
  }

  private List<String> key(Row row) {
    List<String> key = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      String column = "key_" + i;
      key.add(
          switch (parts.get(i).kind()) {
            case TEXT -> row.text(column);
            case ID -> row.id(column).toString();
            case TIME -> row.time(column).toString();
          });
    }
    return key;
  }

  private void bind(Binder binder, List<String> key) {
    for (int i = 0; i < parts.size(); i++) {
      String value = key.get(i);
      switch (parts.get(i).kind()) {
        case TEXT -> binder.text(value);
        case ID -> binder.id(Long.valueOf(value));
        case TIME -> binder.time(Instant.parse(value));
      }
    }
  }

  /** Whether a position that came from outside could have been made here. */
  private boolean isKey(Position position) {
    List<String> key = position.key();
    if (key.size() != (position.side().beside() ? parts.size() : 0)) {
      return false;
    }
    try {
      for (int i = 0; i < key.size(); i++) {
        switch (parts.get(i).kind()) {
          case TEXT -> {}
          case ID -> Long.parseLong(key.get(i));
          case TIME -> Instant.parse(key.get(i));
        }
      }
      return true;
    } catch (NumberFormatException | DateTimeException e) {
      return false;
    }
  }
}
