package dev.lockspire.clientauth;

/**
 * A caller did not prove who it is. Only the reason code tells why, and it stays inside: {@link
 * ClientAuthenticator} answers the same to all of them.
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason snake_case code for logs and telemetry
   */
  public Refused(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
