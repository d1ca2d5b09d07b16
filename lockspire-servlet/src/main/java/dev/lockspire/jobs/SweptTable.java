package dev.lockspire.jobs;

import dev.lockspire.storage.Database;
import java.time.Instant;

/** A table that grows by itself, and the rule by which its rows go. */
interface SweptTable {

  /** What telemetry calls its rows. */
  String model();

  /**
   * Removes what may go of the next rows after {@code previous}, in one statement. Rows that
   * another node holds are passed over: that node removes them.
   *
   * @param limit how many rows are looked at
   */
  Batch next(Database database, Instant now, Batch previous, int limit);

  /**
   * What one statement did.
   *
   * @param changed rows removed
   * @param last true when nothing is left to look at
   * @param time where the next batch goes on, for a table whose old rows partly stay
   * @param id tells rows of the same {@code time} apart
   */
  record Batch(int changed, boolean last, Instant time, long id) {
    static final Batch START = new Batch(0, false, Instant.EPOCH, 0);
  }
}
