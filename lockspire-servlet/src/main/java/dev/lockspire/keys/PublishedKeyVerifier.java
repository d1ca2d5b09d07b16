package dev.lockspire.keys;

import dev.lockspire.policy.SigningAlgorithm;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Verifies what this server signed, by the keys it publishes (RFC 7515 §5.2, RFC 8725). */
public final class PublishedKeyVerifier implements JwtVerifier {
  private final SigningKeys keys;

  public PublishedKeyVerifier(SigningKeys keys) {
    this.keys = keys;
  }

  @Override
  public Optional<Map<String, Object>> verify(String jwt, Set<SigningAlgorithm> allowed) {
    return CompactJws.of(jwt)
        // A critical extension is one we would have to understand (RFC 7515 §4.1.11); we use none.
        .filter(jws -> !jws.header().containsKey("crit"))
        .filter(jws -> isOurs(jws, allowed))
        .flatMap(CompactJws::claims);
  }

  private boolean isOurs(CompactJws jws, Set<SigningAlgorithm> allowed) {
    return key(jws.header(), allowed)
        .filter(key -> key.verifies(jws.signingInput(), jws.signature()))
        .isPresent();
  }

  private Optional<VerificationKey> key(Map<String, Object> header, Set<SigningAlgorithm> allowed) {
    if (!(header.get("alg") instanceof String name) || !(header.get("kid") instanceof String kid)) {
      return Optional.empty();
    }
    return SigningAlgorithm.ofWireName(name)
        .filter(allowed::contains)
        .flatMap(algorithm -> keys.verifier(kid).filter(key -> key.algorithm() == algorithm));
  }
}
