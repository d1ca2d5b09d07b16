package dev.lockspire.remotejwks;

import com.nimbusds.jose.jwk.JWK;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the public keys of a client out of JSON (RFC 7517 §5). */
final class PublicKeys {
  static final int MOST_KEYS = 100;
  private static final Set<String> PRIVATE_PARTS =
      Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  private PublicKeys() {}

  /**
   * The keys of a JWK Set that are understood; those that are not are passed over, as the RFC asks.
   *
   * @return empty when it is no JWK Set, has too many keys or keys that are not public, or has keys
   *     of which none is understood
   */
  static Optional<List<JWK>> ofSet(Map<String, Object> set) {
    return set.get("keys") instanceof List<?> members ? of(members) : Optional.empty();
  }

  /** As {@link #ofSet}, where one JWK alone is allowed as well. */
  static Optional<List<JWK>> ofSetOrOne(Map<String, Object> jwks) {
    return jwks.containsKey("keys") ? ofSet(jwks) : of(List.of(jwks));
  }

  private static Optional<List<JWK>> of(List<?> members) {
    if (members.size() > MOST_KEYS) {
      return Optional.empty();
    }
    List<JWK> keys = new ArrayList<>(members.size());
    for (Object member : members) {
      if (!(member instanceof Map<?, ?> jwk) || !isPublic(jwk)) {
        return Optional.empty();
      }
      key(jwk).ifPresent(keys::add);
    }
    return keys.isEmpty() && !members.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(keys));
  }

  private static boolean isPublic(Map<?, ?> jwk) {
    return !"oct".equals(jwk.get("kty")) && Collections.disjoint(jwk.keySet(), PRIVATE_PARTS);
  }

  @SuppressWarnings("unchecked") // The members of a JSON object have names.
  private static Optional<JWK> key(Map<?, ?> jwk) {
    try {
      return Optional.of(JWK.parse((Map<String, Object>) jwk));
    } catch (ParseException | RuntimeException notUnderstood) {
      return Optional.empty();
    }
  }
}
