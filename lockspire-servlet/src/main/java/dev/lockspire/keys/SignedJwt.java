package dev.lockspire.keys;

import java.util.Map;
import java.util.Optional;

/** A JWT that one of our published keys signed. */
public final class SignedJwt implements JwtVerdict {
  private final Optional<String> type;
  private final Map<String, Object> claims;
  private final VerificationKey key;

  SignedJwt(Optional<String> type, Map<String, Object> claims, VerificationKey key) {
    this.type = type;
    this.claims = claims;
    this.key = key;
  }

  /** The {@code typ} header as written: {@code at+jwt}. */
  public Optional<String> type() {
    return type;
  }

  /** The payload; times, issuer and audience are the caller's to judge. */
  public Map<String, Object> claims() {
    return claims;
  }

  /** What verified it; see {@link PublishedKeyVerifier#publishes}. */
  public VerificationKey key() {
    return key;
  }
}
