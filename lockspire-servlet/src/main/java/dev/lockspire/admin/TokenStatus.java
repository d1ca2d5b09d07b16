package dev.lockspire.admin;

/** What a token is worth. The first that holds, in this order. */
public enum TokenStatus {
  /** It was presented again after its use. */
  REUSE_DETECTED,
  REVOKED,
  ACTIVE,
  EXPIRED;

  /** As in a filter: {@code reuse_detected}. */
  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
