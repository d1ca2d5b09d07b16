package dev.lockspire.statistics;

/** What is counted for each hour. */
public enum Figure {
  /** Access tokens issued, by grant type. */
  TOKENS_ISSUED,
  /** Refused requests, by reason. */
  REFUSALS,
  /** Authorizations that a person completed or that were completed for them. */
  SIGN_INS,
  /** The longest time, in seconds, that a sweep finished after it was due. */
  SWEEP_LAG;

  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
