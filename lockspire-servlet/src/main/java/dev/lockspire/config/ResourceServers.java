package dev.lockspire.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The APIs this provider issues access tokens for (RFC 8707). A token asked for without {@code
 * resource} whose scopes belong to one of them gets that one as its audience.
 */
public final class ResourceServers {
  private final List<ResourceServer> all;
  private final Map<String, List<ResourceServer>> byScope;
  private final Map<String, ResourceServer> byIdentifier;

  /**
   * Indexes the servers.
   *
   * @throws IllegalArgumentException when two share an identifier
   */
  public ResourceServers(List<ResourceServer> servers) {
    Map<String, List<ResourceServer>> scopes = new HashMap<>();
    Map<String, ResourceServer> identifiers = new HashMap<>();
    for (ResourceServer server : servers) {
      ResourceServer other = identifiers.putIfAbsent(server.identifier().toString(), server);
      ValueTypes.require(
          other == null,
          "resource server " + server.name() + " has the identifier of another resource server");
      for (String scope : server.scopes()) {
        scopes.computeIfAbsent(scope, s -> new ArrayList<>()).add(server);
      }
    }
    scopes.replaceAll((scope, list) -> List.copyOf(list));
    all = List.copyOf(servers);
    byScope = Map.copyOf(scopes);
    byIdentifier = Map.copyOf(identifiers);
  }

  /** All of them, by name. */
  public List<ResourceServer> all() {
    return all;
  }

  /** Those a scope belongs to: none, one or several. */
  public List<ResourceServer> withScope(String scope) {
    return byScope.getOrDefault(scope, List.of());
  }

  /** Those any of the scopes belongs to, each once, in the order the scopes name them. */
  public Set<ResourceServer> withAnyScope(Collection<String> scopes) {
    Set<ResourceServer> servers = new LinkedHashSet<>();
    scopes.forEach(scope -> servers.addAll(withScope(scope)));
    return servers;
  }

  /** The one with exactly this resource indicator; compared as a string, as RFC 8707 has it. */
  public Optional<ResourceServer> withIdentifier(String identifier) {
    return Optional.ofNullable(byIdentifier.get(identifier));
  }

  @Override
  public String toString() {
    return all.toString();
  }
}
