package dev.lockspire.conformance;

/** Whether a client meets a requirement. */
public enum Verdict {
  HOLDS,
  FAILS,
  /** Neither its registration nor any request of the last days tells. */
  NOT_SEEN
}
