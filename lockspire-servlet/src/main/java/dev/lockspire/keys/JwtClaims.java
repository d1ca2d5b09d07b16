package dev.lockspire.keys;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What a JWT of a client claims, before anything of it is verified. Its text tells nothing. */
public final class JwtClaims {
  /** 9999-12-31: later than any date that is meant, and far from where arithmetic ends. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private final Map<String, Object> claims;

  public JwtClaims(Map<String, Object> claims) {
    this.claims = claims;
  }

  public boolean has(String name) {
    return claims.get(name) != null;
  }

  public Object value(String name) {
    return claims.get(name);
  }

  /** A string that is not empty. */
  public Optional<String> text(String name) {
    return claims.get(name) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** A NumericDate (RFC 7519 §2) in whole seconds since 1970. */
  public Optional<Instant> date(String name) {
    return claims.get(name) instanceof Long seconds && seconds >= 0 && seconds <= LAST_SECOND
        ? Optional.of(Instant.ofEpochSecond(seconds))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "JwtClaims[***]";
  }
}
