package dev.lockspire.policy;

/** Whether tokens must be bound to a key (RFC 9449). */
public enum DpopPolicy {
  BEARER,
  DPOP;

  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
