package dev.lockspire.jobs;

import java.time.Duration;
import java.util.Optional;

/**
 * How long rows are kept that are no longer needed to answer a request.
 *
 * @param refreshGrace how long a rotated refresh token may still be answered with its successor
 * @param audit how long audit rows are kept, at least a day; empty keeps them for ever
 * @param refusalRows how many refused requests are kept at most
 */
public record Retention(Duration refreshGrace, Optional<Duration> audit, int refusalRows) {

  /** Evidence of a refresh token or code used twice, with everything of its family. */
  static final Duration REUSE_EVIDENCE = Duration.ofDays(90);

  /** Enough for the same month of the year before. */
  static final Duration FIGURES = Duration.ofDays(400);

  static final Duration LOGOUT = Duration.ofDays(30);
}
