package dev.lockspire.remotejwks;

/** A client's public keys cannot be had. Only the reason code tells why, and it stays inside. */
public final class KeysUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final String MISSING = "client_jwks_missing";
  static final String INVALID = "client_jwks_invalid";
  static final String FETCH_FAILED = "client_jwks_fetch_failed";

  private final String reason;

  /**
   * @param reason {@code client_jwks_missing}, {@code client_jwks_invalid} or {@code
   *     client_jwks_fetch_failed}
   */
  public KeysUnavailable(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
