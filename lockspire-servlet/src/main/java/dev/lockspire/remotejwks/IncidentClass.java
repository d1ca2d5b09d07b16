package dev.lockspire.remotejwks;

import java.util.Locale;

/** What an incident with remote keys comes to. */
public enum IncidentClass {
  /** The key set could not be had. */
  REMOTE_JWKS_FETCH_FAILED,
  /** What was had is no set of public keys. */
  REMOTE_JWKS_INVALID,
  /** The set has no key for what was asked. */
  REMOTE_JWKS_KEY_UNAVAILABLE,
  /** The keys verify nothing. */
  REMOTE_JWKS_SIGNATURE_INVALID;

  /** As it is told: {@code remote_jwks_fetch_failed}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
