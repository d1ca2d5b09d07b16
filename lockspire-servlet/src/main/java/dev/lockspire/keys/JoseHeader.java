package dev.lockspire.keys;

import dev.lockspire.policy.SigningAlgorithm;
import java.util.Optional;

/**
 * What a JOSE header says (RFC 7515 §4), as far as it matters here. A member of another type than
 * text counts as absent.
 */
record JoseHeader(Optional<String> algorithm, Optional<String> kid, Optional<String> type) {

  /** Empty when it cannot be read, or names an extension that must be understood. */
  static Optional<JoseHeader> parse(String encoded) {
    return CompactJws.object(encoded)
        // A critical extension is one we would have to understand (§4.1.11); we use none.
        .filter(members -> !members.containsKey("crit"))
        .map(
            members ->
                new JoseHeader(
                    text(members.get("alg")),
                    text(members.get("kid")).filter(kid -> !kid.isBlank()),
                    text(members.get("typ"))));
  }

  private static Optional<String> text(Object value) {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  boolean names(SigningAlgorithm expected) {
    return algorithm.isPresent() && algorithm.get().equals(expected.wireName());
  }
}
