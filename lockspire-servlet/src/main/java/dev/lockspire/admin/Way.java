package dev.lockspire.admin;

import java.util.Optional;

/**
 * How the rows that match a filter are come by, so that the cost of a page has a bound whatever is
 * asked for and however the rows lie.
 *
 * @param along the index to go along; empty for that of the list's order
 * @param range of the first part of the key
 * @param rest what is only seen by looking at a row
 */
record Way(Kind kind, Optional<Indexed> along, SortKey.Range range, Conditions rest) {

  /** The ways there are. */
  enum Kind {
    /** Along an index that has the list's order and knows the whole filter. */
    STRAIGHT,
    /** All rows that an index knows, few enough to sort them. */
    FEW,
    /** Row by row in the list's order, so many and no more. */
    LOOK
  }
}
