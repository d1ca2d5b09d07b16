package dev.lockspire.policy;

/** Whether requests must be pushed first (RFC 9126). */
public enum ParPolicy {
  OPTIONAL,
  REQUIRED;

  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
