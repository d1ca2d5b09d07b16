package dev.lockspire.config;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * An API that takes this provider's access tokens (RFC 8707).
 *
 * @param name its name in the configuration keys
 * @param identifier its resource indicator, the audience of tokens meant for it
 * @param scopes the scopes that belong to it
 */
public record ResourceServer(String name, URI identifier, Set<String> scopes) {

  /**
   * Checks the identifier.
   *
   * @throws IllegalArgumentException when it is not absolute or has a fragment
   */
  public ResourceServer {
    ScopeSettings.RESOURCE_SERVER_IDENTIFIER.check(identifier);
    scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
  }
}
