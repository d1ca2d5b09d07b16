package dev.lockspire.bench.wire;

/**
 * Somebody who repeats one unit of work on a connection of their own. A unit may take several
 * requests; the next one goes out when the answer to the last one is there.
 */
public interface Visitor {

  /** The next request, whole. */
  byte[] request();

  /**
   * @return whether this answer ends a unit
   * @throws UnexpectedAnswer when the unit cannot be what it should be
   */
  boolean answered(Answer answer);
}
