package dev.lockspire.admin;

/** What a token is bound to. */
public enum SenderBinding {
  NONE,
  /** A key of the client (RFC 9449). */
  DPOP,
  /** A certificate of the client (RFC 8705). */
  MTLS
}
