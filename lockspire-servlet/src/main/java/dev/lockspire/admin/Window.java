package dev.lockspire.admin;

import java.util.function.BooleanSupplier;

/**
 * What was counted over the newest rows alone, because a figure must not cost a scan.
 *
 * @param scanned how many rows there were
 * @param whole whether there are no others
 */
record Window(long scanned, boolean whole) {
  static final int ROWS = Count.MOST + 1;

  /**
   * @param sawAll whether the rows were all there are; asked when it matters
   */
  static Window of(long scanned, BooleanSupplier sawAll) {
    return new Window(scanned, scanned < ROWS && sawAll.getAsBoolean());
  }

  /** {@code value} of them; exact when the window held every row. */
  Count count(long value) {
    return new Count(value, whole);
  }
}
