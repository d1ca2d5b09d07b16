package dev.lockspire.admin;

import dev.lockspire.client.AuthMethod;
import java.util.List;

/**
 * What a form that creates a client offers: only what this server really does.
 *
 * @param authMethods by their wire names, {@code none} for public clients
 * @param grantTypes by their wire names
 * @param signingAlgorithms that what it gets can be signed with now
 */
public record ClientChoices(
    List<String> authMethods, List<String> grantTypes, List<String> signingAlgorithms) {
  public ClientChoices {
    authMethods = List.copyOf(authMethods);
    grantTypes = List.copyOf(grantTypes);
    signingAlgorithms = List.copyOf(signingAlgorithms);
  }

  /** Whether the server sees certificates of clients at all. */
  public boolean certificates() {
    return authMethods.contains(AuthMethod.SELF_SIGNED_TLS_CLIENT_AUTH.wireName());
  }
}
