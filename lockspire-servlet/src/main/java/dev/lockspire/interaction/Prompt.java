package dev.lockspire.interaction;

import java.util.Optional;

/** What the application wants the person to be asked (OpenID Connect Core §3.1.2.1). */
public enum Prompt {
  NONE,
  LOGIN,
  CONSENT,
  SELECT_ACCOUNT,
  /** Initiating User Registration via OpenID Connect §4.1. */
  CREATE;

  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  public static Optional<Prompt> ofWireName(String name) {
    for (Prompt prompt : values()) {
      if (prompt.wireName().equals(name)) {
        return Optional.of(prompt);
      }
    }
    return Optional.empty();
  }
}
