package dev.lockspire.demo.api;

import java.util.Optional;
import java.util.Set;

/**
 * What a token has to be good for.
 *
 * @param audience the API it must be meant for; empty accepts any
 * @param scopes all of these
 */
public record TokenRule(Optional<String> audience, Set<String> scopes) {
  public TokenRule {
    scopes = Set.copyOf(scopes);
  }

  public static TokenRule anyValidToken() {
    return new TokenRule(Optional.empty(), Set.of());
  }

  public static TokenRule scope(String scope, String audience) {
    return new TokenRule(Optional.of(audience), Set.of(scope));
  }
}
