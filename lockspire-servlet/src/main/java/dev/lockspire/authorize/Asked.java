package dev.lockspire.authorize;

import dev.lockspire.http.Parameters;

/**
 * A request that is to be judged.
 *
 * @param parameters those that count
 * @param signed whether a request object says them
 */
record Asked(Parameters parameters, Way way, boolean signed) {

  /** How it reached us. */
  enum Way {
    THROUGH_THE_BROWSER,
    PUSHED
  }

  boolean cameThroughTheBrowser() {
    return way == Way.THROUGH_THE_BROWSER;
  }
}
