package dev.lockspire.admin;

import dev.lockspire.storage.Binder;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads a list page by page in the order of a unique key: the last page costs what the first one
 * does, and no page reads more than a bounded number of rows.
 *
 * @param <T> a row of the list
 */
final class Keyset<T> {
  /** Rows read from the table for one page when no index leads to the few that match. */
  static final int LOOK = 50_000;

  private final Database database;
  private final String select;
  private final String table;
  private final SortKey key;
  private final int look;
  private final Function<Row, T> read;

  private record Keyed<T>(T row, List<String> key) {}

  /** A query, or a part of one, with its values. */
  record Source(String sql, Consumer<Binder> bind) {}

  /**
   * @param select columns that {@code read} looks at
   * @param table with its alias, as {@code {table} t}
   * @param look as {@link #LOOK}
   */
  Keyset(
      Database database,
      String select,
      String table,
      SortKey key,
      int look,
      Function<Row, T> read) {
    this.database = database;
    this.select = select;
    this.table = table;
    this.key = key;
    this.look = look;
    this.read = read;
  }

  /**
   * The way to the rows that match everything given.
   *
   * @param range of the first part of the key
   * @param indexed what indexes know
   * @param rest what no index knows
   */
  Way way(SortKey.Range range, List<Indexed> indexed, Conditions rest) {
    boolean knowsAll = rest.isEmpty() && indexed.size() <= 1;
    if (knowsAll && indexed.stream().allMatch(Indexed::inOrder)) {
      return new Way(Way.Kind.STRAIGHT, indexed.stream().findFirst(), range, rest);
    }
    Optional<Indexed> fewest = Optional.empty();
    long least = Count.MOST + 1L;
    for (Indexed one : indexed) {
      long rows = count(along(one, range, "1", Count.MOST + 1));
      if (rows < least) {
        least = rows;
        fewest = Optional.of(one);
      }
    }
    Conditions others = rest;
    for (Indexed one : indexed) {
      others = fewest.equals(Optional.of(one)) ? others : others.plus(one.plain());
    }
    return new Way(fewest.isPresent() ? Way.Kind.FEW : Way.Kind.LOOK, fewest, range, others);
  }

  /**
   * @param matching how many rows the list has
   */
  Listing<T> page(Way way, ListRequest<?> request, Count matching) {
    Position position = key.fits(request.position()) ? request.position() : Position.first();
    boolean forward = position.side().forward();
    boolean inside = position.side().beside();
    List<Keyed<T>> rows = rows(statement(way, position, request.pageSize() + 1));
    boolean full = rows.size() > request.pageSize();
    Optional<List<String>> unseen = full ? Optional.empty() : lastLookedAt(way, position);
    if (rows.isEmpty() && inside && unseen.isEmpty()) {
      // What lay there is gone: the nearest page there is.
      return page(way, request.at(forward ? Position.last() : Position.first()), matching);
    }
    if (full) {
      rows.remove(rows.size() - 1);
    }
    Optional<List<String>> far = full ? Optional.of(rows.get(rows.size() - 1).key()) : unseen;
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
  Listing<T> uncounted(Way way, ListRequest<?> request) {
    return page(way, request, new Count(0, false));
  }

  /** Where the way back begins: at the first row found or, without any, where the page began. */
  private List<String> near(List<Keyed<T>> rows, Position position) {
    return rows.isEmpty() ? position.key() : rows.get(0).key();
  }

  /** How many rows there are on the way, counted to one more than {@link Count#MOST}. */
  Count count(Way way) {
    Source source = source(way, Position.first());
    Source rows =
        way.kind() == Way.Kind.STRAIGHT && way.along().isPresent()
            ? along(way.along().get(), way.range(), "1", Count.MOST + 1)
            : new Source(
                "SELECT 1 FROM " + source.sql() + " LIMIT " + (Count.MOST + 1), source.bind());
    Count counted = Count.bounded(count(rows));
    return !counted.exact() || seesAll(way) ? counted : new Count(counted.value(), false);
  }

  private long count(Source rows) {
    String sql = "SELECT count(*) AS n FROM (" + rows.sql() + ") counted";
    return database.search(database.sql(sql), rows.bind(), row -> row.id("n")).get(0);
  }

  /** Whether no row is left out of what is looked at for figures. */
  boolean seesAll(Way way) {
    return lastLookedAt(way, Position.first()).isEmpty();
  }

  /** The query of one page. */
  private Source statement(Way way, Position position, int limit) {
    Source source = firstRows(select + ", " + key.columns(), way, position, limit);
    return new Source(database.sql(source.sql()), source.bind());
  }

  /**
   * The first rows of the list, for figures about them.
   *
   * @param columns of a row
   */
  Source firstRows(String columns, Way way, int most) {
    return firstRows(columns, way, Position.first(), most);
  }

  private Source firstRows(String columns, Way way, Position position, int most) {
    Source source = source(way, position);
    List<String> before =
        way.kind() == Way.Kind.STRAIGHT
            ? way.along().map(Indexed::columns).orElse(List.of())
            : List.of();
    return new Source(
        "SELECT "
            + columns
            + " FROM "
            + source.sql()
            + key.orderFrom(position, before)
            + " LIMIT "
            + most,
        source.bind());
  }

  /**
   * The rows beyond a position, from {@code FROM} to {@code WHERE}. The range is said by itself as
   * well: the planner then knows how narrow it is, and takes the list's own index where that is
   * shorter.
   */
  private Source source(Way way, Position position) {
    return switch (way.kind()) {
      case STRAIGHT -> {
        Conditions where =
            way.along()
                .map(index -> index.range(Optional.of(key.bounds(way.range(), position))))
                .orElseGet(Conditions::new)
                .plus(key.within(way.range()));
        Conditions beyond = key.beyond(where, position);
        yield new Source(table + beyond.where(), beyond::bind);
      }
      case FEW ->
          fenced(
              along(way.along().orElseThrow(), way.range(), alias() + ".*", Count.MOST),
              key.beyond(way.rest().plus(key.within(way.range())), position));
      case LOOK -> fenced(looked(way, position), way.rest());
    };
  }

  /** What {@code inside} finds is found first, whatever the planner thinks of {@code where}. */
  private Source fenced(Source inside, Conditions where) {
    return new Source(
        "(" + inside.sql() + ") " + alias() + where.where(),
        binder -> {
          inside.bind().accept(binder);
          where.bind(binder);
        });
  }

  private String alias() {
    return table.substring(table.lastIndexOf(' ') + 1);
  }

  /** The first rows of an index that is not the list's. */
  private Source along(Indexed index, SortKey.Range range, String columns, int most) {
    Conditions where =
        index.inOrder()
            ? index.range(Optional.of(key.bounds(range, Position.first()))).plus(key.within(range))
            : index.range(Optional.empty());
    return new Source(
        "SELECT "
            + columns
            + " FROM "
            + table
            + where.where()
            + " ORDER BY "
            + String.join(", ", index.columns())
            + " LIMIT "
            + most,
        where::bind);
  }

  /** The rows that a page looks at. */
  private Source looked(Way way, Position position) {
    Conditions where = key.beyond(key.within(way.range()), position);
    return new Source(
        "SELECT "
            + alias()
            + ".* FROM "
            + table
            + where.where()
            + key.orderFrom(position, List.of())
            + " LIMIT "
            + look,
        where::bind);
  }

  /** The last row that was looked at, when there are more behind it. */
  private Optional<List<String>> lastLookedAt(Way way, Position position) {
    if (way.kind() != Way.Kind.LOOK) {
      return Optional.empty();
    }
    Conditions where = key.beyond(key.within(way.range()), position);
    String sql =
        "SELECT "
            + key.columns()
            + " FROM "
            + table
            + where.where()
            + key.orderFrom(position, List.of())
            + " LIMIT 2 OFFSET "
            + (look - 1);
    List<List<String>> last = database.search(database.sql(sql), where::bind, key::read);
    return last.size() == 2 ? Optional.of(last.get(0)) : Optional.empty();
  }

  private List<Keyed<T>> rows(Source statement) {
    return new ArrayList<>(
        database.search(
            statement.sql(), statement.bind(), row -> new Keyed<>(read.apply(row), key.read(row))));
  }
}
