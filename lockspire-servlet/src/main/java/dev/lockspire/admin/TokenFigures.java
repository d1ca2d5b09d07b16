package dev.lockspire.admin;

/**
 * How many tokens have which status, and how many refresh families they belong to; counted over the
 * newest 10 000 that match account and client, or, of one with more, as many of them as there are
 * among the newest 50 000 of everybody. Reuse is counted in full.
 */
public record TokenFigures(
    Count active, Count revoked, Count expired, Count reuseDetected, Count families) {
  /** Of {@code status}. */
  public Count of(TokenStatus status) {
    return switch (status) {
      case ACTIVE -> active;
      case REVOKED -> revoked;
      case EXPIRED -> expired;
      case REUSE_DETECTED -> reuseDetected;
    };
  }

  /** All of them. */
  public Count total() {
    return active.plus(revoked).plus(expired).plus(reuseDetected);
  }
}
