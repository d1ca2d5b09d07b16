package dev.lockspire.admin;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list, and the ways on from it. A position is empty where there is nothing to go to.
 * Where no index knows a filter, a page may hold few rows or none, because looking further would
 * cost too much for one page, and {@code next} goes on from there.
 *
 * @param rows in the order of the list
 * @param first the first page, unless this is it
 * @param previous the page before this one
 * @param next the page after this one
 * @param last the last page, unless this is it
 * @param matching how many rows match the filter
 */
public record Listing<T>(
    List<T> rows,
    Optional<Position> first,
    Optional<Position> previous,
    Optional<Position> next,
    Optional<Position> last,
    Count matching) {
  public Listing {
    rows = List.copyOf(rows);
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }
}
