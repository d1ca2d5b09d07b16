package dev.lockspire.remotejwks;

import java.util.Locale;

/** How far the use of remote keys had come when it failed. */
public enum IncidentStage {
  VALIDATE_TARGET,
  NETWORK,
  PARSE,
  CACHE,
  SELECT_KEY,
  VERIFY_SIGNATURE;

  /** As it is told: {@code validate_target}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
