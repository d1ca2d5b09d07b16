package dev.lockspire.config;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The scopes this provider knows (RFC 6749 §3.3).
 *
 * @param known in the order they are configured; {@code openid} is always among them, and first
 *     when it is not configured
 */
public record ScopesConfig(Set<String> known) {
  private static final String OPENID = "openid";

  /**
   * Checks the alphabet of each scope.
   *
   * @throws IllegalArgumentException when one is not a {@code scope-token}
   */
  public ScopesConfig {
    Set<String> scopes = new LinkedHashSet<>();
    if (!known.contains(OPENID)) {
      scopes.add(OPENID);
    }
    scopes.addAll(known);
    ConfigKeys.KNOWN_SCOPES.check(List.copyOf(scopes));
    known = Collections.unmodifiableSet(scopes);
  }

  /** Whether a scope may be asked for at all. */
  public boolean knows(String scope) {
    return known.contains(scope);
  }
}
