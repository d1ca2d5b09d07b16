package dev.lockspire.client;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a client may register as its inline {@code jwks}: public keys, as a set or one alone. */
final class KeySets {
  private static final int SHORTEST_MODULUS = 2048;

  private KeySets() {}

  /** What is wrong with {@code jwks}, as a detail code; empty when nothing is. */
  static Optional<String> problem(Map<String, Object> jwks) {
    try {
      List<JWK> keys =
          jwks.containsKey("keys") ? JWKSet.parse(jwks).getKeys() : List.of(JWK.parse(jwks));
      if (keys.isEmpty()) {
        return Optional.of("empty");
      }
      if (keys.stream().anyMatch(key -> key.getKeyType().equals(KeyType.OCT))) {
        return Optional.of("symmetric_key");
      }
      if (keys.stream().anyMatch(JWK::isPrivate)) {
        return Optional.of("private_key");
      }
      return keys.stream().anyMatch(KeySets::isWeak) ? Optional.of("weak_key") : Optional.empty();
    } catch (ParseException | RuntimeException e) {
      return Optional.of("malformed");
    }
  }

  /** No signature of such a key is believed, and nothing is encrypted to it. */
  private static boolean isWeak(JWK key) {
    return key instanceof RSAKey rsa && rsa.size() < SHORTEST_MODULUS;
  }
}
