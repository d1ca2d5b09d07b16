package dev.lockspire.policy;

/** Who may register clients dynamically (RFC 7591). */
public enum RegistrationPolicy {
  DISABLED,
  INITIAL_ACCESS_TOKEN,
  OPEN;

  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
