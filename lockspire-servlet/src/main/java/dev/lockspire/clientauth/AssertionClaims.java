package dev.lockspire.clientauth;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What a client assertion claims, before anything of it is verified. Its text tells nothing. */
final class AssertionClaims {
  /** 9999-12-31: later than any date that is meant, and far from where arithmetic ends. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private final Map<String, Object> claims;

  AssertionClaims(Map<String, Object> claims) {
    this.claims = claims;
  }

  boolean has(String name) {
    return claims.get(name) != null;
  }

  Object value(String name) {
    return claims.get(name);
  }

  /** A string that is not empty. */
  Optional<String> text(String name) {
    return claims.get(name) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** A NumericDate (RFC 7519 §2) in whole seconds since 1970. */
  Optional<Instant> date(String name) {
    return claims.get(name) instanceof Long seconds && seconds >= 0 && seconds <= LAST_SECOND
        ? Optional.of(Instant.ofEpochSecond(seconds))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "AssertionClaims[***]";
  }
}
