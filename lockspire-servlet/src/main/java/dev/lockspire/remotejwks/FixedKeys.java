package dev.lockspire.remotejwks;

import com.nimbusds.jose.jwk.JWK;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of a client that has no {@code jwks_uri}: its inline ones, or none. Never changes, so
 * one serves every attempt.
 *
 * @param found empty when there are none
 * @param refusal the reason when there are none
 */
record FixedKeys(Optional<List<JWK>> found, String refusal) implements KeyAttempt {
  static final FixedKeys MISSING = new FixedKeys(Optional.empty(), KeysUnavailable.MISSING);

  static FixedKeys inline(Map<String, Object> jwks) {
    return new FixedKeys(PublicKeys.ofSetOrOne(jwks), KeysUnavailable.INVALID);
  }

  @Override
  public List<JWK> keys() {
    return found.orElseThrow(() -> new KeysUnavailable(refusal));
  }

  @Override
  public boolean refresh() {
    return false;
  }

  @Override
  public void succeeded() {}

  @Override
  public void failed(KeyProblem problem, boolean kidPresent) {}

  @Override
  public Map<String, String> evidence() {
    return refusal.equals(KeysUnavailable.MISSING) ? Map.of() : Map.of("jwks_source", "jwks");
  }
}
