package dev.lockspire.keys;

/** What a key is for (RFC 7517 §4.2). */
public enum KeyUse {
  SIG,
  ENC;

  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
