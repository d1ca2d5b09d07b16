package dev.lockspire.protect;

import java.util.Locale;
import java.util.Optional;

/** How a request says its token is to be used (RFC 6750 §2.1, RFC 9449 §7.1). */
public enum AuthorizationScheme {
  BEARER("Bearer"),
  DPOP("DPoP");

  private final String wireName;

  AuthorizationScheme(String wireName) {
    this.wireName = wireName;
  }

  /** As it stands in {@code Authorization} and {@code WWW-Authenticate}. */
  public String wireName() {
    return wireName;
  }

  /** The scheme of that name, whatever its case (RFC 9110 §11.1). */
  static Optional<AuthorizationScheme> of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "bearer" -> Optional.of(BEARER);
      case "dpop" -> Optional.of(DPOP);
      default -> Optional.empty();
    };
  }
}
