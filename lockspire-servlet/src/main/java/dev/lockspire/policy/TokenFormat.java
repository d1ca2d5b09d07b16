package dev.lockspire.policy;

/** What an access token looks like: a JWT of RFC 9068, or an opaque reference. */
public enum TokenFormat {
  JWT,
  OPAQUE;

  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
