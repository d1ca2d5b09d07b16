package dev.lockspire.protect;

import dev.lockspire.config.ResourceServer;
import dev.lockspire.config.ResourceServers;
import dev.lockspire.http.Call;
import dev.lockspire.http.Endpoint;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.JsonWriter;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.PublicDocument;
import dev.lockspire.http.Route;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The metadata of the APIs that this application protects (RFC 9728): of each configured resource
 * server that some route names as its audience.
 */
public final class ProtectedResources {
  /** Goes between the origin and the path of the identifier (RFC 9728 §3). */
  public static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

  private final ResourceServers servers;
  private final Issuer issuer;
  private final Supplier<ServerPolicy> policy;
  private final boolean certificatesBind;
  private final Set<String> guarded = ConcurrentHashMap.newKeySet();
  private volatile Optional<String> contextPath = Optional.empty();

  /**
   * @param policy what operators decided, from memory
   * @param certificatesBind whether tokens can be bound to client certificates
   */
  public ProtectedResources(
      ResourceServers servers,
      Issuer issuer,
      Supplier<ServerPolicy> policy,
      boolean certificatesBind) {
    this.servers = servers;
    this.issuer = issuer;
    this.policy = policy;
    this.certificatesBind = certificatesBind;
  }

  /**
   * Tells that {@link #WELL_KNOWN} is mapped in the application, so that challenges may lead there.
   *
   * @param path the application's context path
   */
  public void publishedBelow(String path) {
    contextPath = Optional.of(path);
  }

  /** A route that these rules hold for exists. */
  void guard(RouteRules rules) {
    guarded.addAll(rules.audiences());
  }

  /** Where the metadata of what {@code rules} protect is published. */
  Optional<String> url(RouteRules rules) {
    return contextPath.flatMap(
        context ->
            rules.audiences().stream()
                .map(servers::withIdentifier)
                .flatMap(Optional::stream)
                .map(ResourceServer::identifier)
                .filter(ProtectedResources::isUrl)
                .map(identifier -> origin(identifier) + context + place(identifier.getRawPath()))
                .findFirst());
  }

  /** One route for each place where metadata may be, below the well-known name. */
  public List<Route> routes() {
    Map<String, List<ResourceServer>> byPlace = new LinkedHashMap<>();
    for (ResourceServer server : servers.all()) {
      URI identifier = server.identifier();
      if (isUrl(identifier)) {
        // Requests are taken to a route by their decoded path.
        byPlace.computeIfAbsent(place(identifier.getPath()), p -> new ArrayList<>()).add(server);
      }
    }
    List<Route> routes = new ArrayList<>();
    byPlace.forEach(
        (place, here) -> routes.add(Route.get(place, Route.Rendering.JSON, document(here))));
    return routes;
  }

  /** Only what a client finds again from the identifier alone. */
  private static boolean isUrl(URI identifier) {
    boolean web = "https".equals(identifier.getScheme()) || "http".equals(identifier.getScheme());
    return web
        && identifier.getRawAuthority() != null
        && identifier.getRawQuery() == null
        && !identifier.getPath().matches(".*[{}].*");
  }

  private static String origin(URI identifier) {
    return identifier.getScheme() + "://" + identifier.getRawAuthority();
  }

  /** The slash that follows nothing but the host does not count (RFC 9728 §3.1). */
  private static String place(String path) {
    return WELL_KNOWN + (path.equals("/") ? "" : path);
  }

  private Endpoint document(List<ResourceServer> here) {
    return call -> new PublicDocument("application/json", json(asked(here, call))).answer(call);
  }

  private ResourceServer asked(List<ResourceServer> here, Call call) {
    String host = call.headers().first("Host").orElse("");
    List<ResourceServer> protectedHere =
        here.stream().filter(s -> guarded.contains(s.identifier().toString())).toList();
    return protectedHere.stream()
        .filter(s -> protectedHere.size() == 1 || s.identifier().getRawAuthority().equals(host))
        .findFirst()
        .orElseThrow(
            () -> OAuthError.of(404, "not_found", "path_not_found", "There is nothing here."));
  }

  private byte[] json(ResourceServer server) {
    ServerPolicy now = policy.get();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("resource", server.identifier().toString());
    members.put("authorization_servers", List.of(issuer.value()));
    if (!server.scopes().isEmpty()) {
      members.put("scopes_supported", server.scopes());
    }
    members.put("bearer_methods_supported", List.of("header"));
    members.put(
        "dpop_signing_alg_values_supported",
        now.securityProfile().algorithms().stream()
            .sorted()
            .map(SigningAlgorithm::wireName)
            .toList());
    if (certificatesBind) {
      members.put("tls_client_certificate_bound_access_tokens", true);
    }
    return JsonWriter.bytes(members);
  }
}
