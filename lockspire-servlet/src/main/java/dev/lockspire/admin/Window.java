package dev.lockspire.admin;

/**
 * What was counted over the newest rows alone, because a figure must not cost a scan.
 *
 * @param scanned rows that were looked at
 */
record Window(long scanned) {
  static final int ROWS = Count.MOST + 1;

  /** {@code value} of them; exact when the window held every row. */
  Count count(long value) {
    return new Count(value, scanned < ROWS);
  }
}
