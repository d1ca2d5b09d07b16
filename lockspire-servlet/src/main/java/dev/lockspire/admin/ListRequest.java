package dev.lockspire.admin;

import java.util.Objects;

/**
 * One page of a list.
 *
 * @param filter what to show
 * @param pageSize rows per page; anything but 10, 25, 50 or 100 becomes 25
 * @param position where the page lies
 * @param <F> the filter of the list
 */
public record ListRequest<F>(F filter, int pageSize, Position position) {
  /** Rows per page unless asked otherwise. */
  public static final int DEFAULT_PAGE_SIZE = 25;

  public ListRequest {
    Objects.requireNonNull(filter, "filter");
    Objects.requireNonNull(position, "position");
    if (pageSize != 10 && pageSize != 50 && pageSize != 100) {
      pageSize = DEFAULT_PAGE_SIZE;
    }
  }

  /** The first page of the default size. */
  public static <F> ListRequest<F> first(F filter) {
    return new ListRequest<>(filter, DEFAULT_PAGE_SIZE, Position.first());
  }

  /** The same list at another place. */
  public ListRequest<F> at(Position other) {
    return new ListRequest<>(filter, pageSize, other);
  }
}
