package dev.lockspire.client;

/** Whether a client can keep a credential (RFC 6749 §2.1). */
public enum ClientType {
  PUBLIC,
  CONFIDENTIAL;

  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
