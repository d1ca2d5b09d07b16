package dev.lockspire.faces.admin.page;

import java.util.List;

/**
 * The ways on from a page of a list, as addresses; an empty one leads nowhere.
 *
 * @param count how many rows match, in words
 * @param sizes rows per page to choose from
 */
public record Pager(
    String first, String previous, String next, String last, String count, List<Size> sizes) {

  /**
   * Rows per page.
   *
   * @param current whether it is the one in use
   */
  public record Size(int rows, boolean current, String address) {}

  public Pager {
    sizes = List.copyOf(sizes);
  }

  /** Whether there is more than this page. */
  public boolean hasMore() {
    return !(first + previous + next + last).isEmpty();
  }
}
