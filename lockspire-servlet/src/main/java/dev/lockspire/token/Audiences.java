package dev.lockspire.token;

import dev.lockspire.client.Client;
import dev.lockspire.config.ResourceServer;
import dev.lockspire.config.ResourceServers;
import dev.lockspire.http.OAuthError;
import java.util.List;

/** Decides what an access token is good for: its {@code aud} (RFC 8707 §2.2, RFC 9068 §3). */
final class Audiences {
  private final ResourceServers servers;

  Audiences(ResourceServers servers) {
    this.servers = servers;
  }

  /**
   * The audience of an access token: the requested resources, else everything that was granted,
   * else the resource servers its scopes belong to, else the client itself.
   *
   * @param requested resources this token is asked for
   * @param granted resources that were asked for at authorization; none leaves the choice to the
   *     scopes
   * @param scopes scopes of the token
   * @throws OAuthError {@code invalid_target} when more is requested than was granted
   */
  List<String> of(
      Client client, List<String> requested, List<String> granted, List<String> scopes) {
    List<String> most = granted.isEmpty() ? owners(scopes) : granted;
    if (!requested.isEmpty()) {
      require(most.containsAll(requested));
      return requested;
    }
    return most.isEmpty() ? List.of(client.clientId()) : most;
  }

  /**
   * The audience of a client's own token: as {@link #of}, where a client may ask for the resources
   * it is registered for, or for any configured resource server when it is registered for none.
   *
   * @throws OAuthError {@code invalid_target} when it may not
   */
  List<String> ofOwnToken(Client client, List<String> requested, List<String> scopes) {
    if (requested.isEmpty()) {
      return of(client, requested, List.of(), scopes);
    }
    List<String> registered = client.metadata().allowedResources();
    for (String resource : requested) {
      require(
          registered.isEmpty()
              ? servers.withIdentifier(resource).isPresent()
              : registered.contains(resource));
    }
    return requested;
  }

  private List<String> owners(List<String> scopes) {
    return servers.all().isEmpty()
        ? List.of()
        : servers.withAnyScope(scopes).stream()
            .map(ResourceServer::identifier)
            .map(Object::toString)
            .toList();
  }

  private static void require(boolean permitted) {
    if (!permitted) {
      throw OAuthError.invalidTarget("invalid_resource", "The resource was not granted.");
    }
  }
}
