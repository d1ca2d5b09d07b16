package dev.lockspire.host;

import java.util.Set;

/**
 * Why claims are asked for.
 *
 * @param purpose where they will go
 * @param clientId the client that will see them
 * @param scopes granted scopes
 */
public record ClaimsContext(Purpose purpose, String clientId, Set<String> scopes) {

  /** Where claims will go. */
  public enum Purpose {
    ID_TOKEN,
    USERINFO,
    REFRESH,
    INTROSPECTION
  }

  public ClaimsContext {
    scopes = Set.copyOf(scopes);
  }
}
