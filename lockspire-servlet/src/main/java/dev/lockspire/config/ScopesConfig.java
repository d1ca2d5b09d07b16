package dev.lockspire.config;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The scopes this provider knows (RFC 6749 §3.3).
 *
 * @param known in the order they are configured; {@code openid} is always among them, and first
 *     when it is not configured
 * @param claims that a scope asks for, beyond those of OpenID Connect Core §5.4
 */
public record ScopesConfig(Set<String> known, Map<String, Set<String>> claims) {
  private static final String OPENID = "openid";

  /**
   * Checks the alphabet of each scope.
   *
   * @throws IllegalArgumentException when one is not a {@code scope-token}, or a claim is not one
   *     that a host may fill in
   */
  public ScopesConfig {
    Set<String> scopes = new LinkedHashSet<>();
    if (!known.contains(OPENID)) {
      scopes.add(OPENID);
    }
    scopes.addAll(known);
    ScopeSettings.KNOWN_SCOPES.check(List.copyOf(scopes));
    known = Collections.unmodifiableSet(scopes);
    claims = Map.copyOf(ScopeSettings.SCOPE_CLAIMS.check(claims));
  }

  /** Scopes that ask for no claims of their own. */
  public static ScopesConfig of(Set<String> known) {
    return new ScopesConfig(known, Map.of());
  }

  /** Whether a scope may be asked for at all. */
  public boolean knows(String scope) {
    return known.contains(scope);
  }
}
