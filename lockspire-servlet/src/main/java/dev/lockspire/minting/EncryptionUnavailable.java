package dev.lockspire.minting;

import java.util.Map;

/**
 * What a client wants encrypted cannot be encrypted to it. Only the reason code tells why, and it
 * stays inside; nothing may be sent unencrypted instead.
 */
public final class EncryptionUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final transient Map<String, String> evidence;

  EncryptionUnavailable(String reason, Map<String, String> evidence) {
    super(reason, null, false, false);
    this.reason = reason;
    this.evidence = Map.copyOf(evidence);
  }

  /**
   * {@code client_jwks_missing}, {@code client_jwks_invalid}, {@code client_jwks_fetch_failed},
   * {@code encryption_key_unavailable} or {@code encryption_failed}.
   */
  public String reason() {
    return reason;
  }

  /** What telemetry may tell of the client's keys: {@code jwks_source} and how they failed. */
  public Map<String, String> evidence() {
    return evidence;
  }
}
