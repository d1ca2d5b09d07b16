package dev.lockspire.keys;

import dev.lockspire.policy.SigningAlgorithm;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Verifies JWTs that this server signed itself, such as an {@code id_token_hint}. */
@FunctionalInterface
public interface JwtVerifier {

  /**
   * The claims of {@code jwt} when one of our published keys (active, retiring, or published
   * upcoming) signed it with an allowed algorithm; times, issuer and audience are the caller's to
   * judge. Empty otherwise.
   */
  Optional<Map<String, Object>> verify(String jwt, Set<SigningAlgorithm> allowed);
}
