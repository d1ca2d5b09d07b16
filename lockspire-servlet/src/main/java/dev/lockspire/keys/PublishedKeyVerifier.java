package dev.lockspire.keys;

import dev.lockspire.crypto.Base64Url;
import dev.lockspire.http.JsonReader;
import dev.lockspire.policy.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Verifies what this server signed, by the keys it publishes (RFC 7515 §5.2, RFC 8725). */
public final class PublishedKeyVerifier implements JwtVerifier {
  private static final int MAX_CHARACTERS = 16 * 1024;

  private final SigningKeys keys;

  public PublishedKeyVerifier(SigningKeys keys) {
    this.keys = keys;
  }

  @Override
  public Optional<Map<String, Object>> verify(String jwt, Set<SigningAlgorithm> allowed) {
    int first = jwt.indexOf('.');
    int second = jwt.indexOf('.', first + 1);
    if (jwt.length() > MAX_CHARACTERS || first < 1 || second < 0) {
      return Optional.empty();
    }
    byte[] signature = decoded(jwt.substring(second + 1)).orElse(null);
    Map<String, Object> header = object(jwt.substring(0, first)).orElse(null);
    // A critical extension is one we would have to understand (RFC 7515 §4.1.11); we use none.
    if (signature == null || header == null || header.containsKey("crit")) {
      return Optional.empty();
    }
    byte[] input = jwt.substring(0, second).getBytes(StandardCharsets.US_ASCII);
    return key(header, allowed)
        .filter(key -> key.verifies(input, signature))
        .flatMap(key -> object(jwt.substring(first + 1, second)));
  }

  private Optional<VerificationKey> key(Map<String, Object> header, Set<SigningAlgorithm> allowed) {
    if (!(header.get("alg") instanceof String name) || !(header.get("kid") instanceof String kid)) {
      return Optional.empty();
    }
    return SigningAlgorithm.ofWireName(name)
        .filter(allowed::contains)
        .flatMap(algorithm -> keys.verifier(kid).filter(key -> key.algorithm() == algorithm));
  }

  private static Optional<Map<String, Object>> object(String encoded) {
    return decoded(encoded)
        .flatMap(
            bytes -> JsonReader.object(new String(bytes, StandardCharsets.UTF_8), MAX_CHARACTERS));
  }

  /** Only the one canonical spelling, so that nobody can vary a token that was seen before. */
  private static Optional<byte[]> decoded(String text) {
    try {
      byte[] bytes = Base64Url.decode(text);
      return Base64Url.encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException notBase64Url) {
      return Optional.empty();
    }
  }
}
