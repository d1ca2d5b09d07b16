package dev.lockspire.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which sector a client belongs to (OpenID Connect Core §8.1). A sector is a host, so two clients
 * are of one sector when the same party controls where both send people.
 */
final class Sectors {
  private Sectors() {}

  static Optional<String> of(ClientMetadata client) {
    if (client.sectorIdentifierUri() != null) {
      return host(client.sectorIdentifierUri());
    }
    return problem(client.redirectUris()).isEmpty()
        ? host(client.redirectUris().get(0))
        : Optional.empty();
  }

  /**
   * Why redirect URIs alone do not tell the sector, so that a {@code sector_identifier_uri} has to;
   * a detail code, empty when they do.
   */
  static Optional<String> problem(List<String> redirectUris) {
    if (redirectUris.isEmpty()) {
      return Optional.of("no_redirect_uri");
    }
    Set<Optional<String>> hosts =
        redirectUris.stream().map(Sectors::host).collect(Collectors.toSet());
    if (hosts.contains(Optional.<String>empty())) {
      return Optional.of("redirect_uri_without_host");
    }
    if (hosts.size() > 1) {
      return Optional.of("several_redirect_hosts");
    }
    // Every native application has that host: it would tie strangers together.
    return redirectUris.stream().map(URI::create).anyMatch(RedirectUris::isLoopback)
        ? Optional.of("loopback_redirect_host")
        : Optional.empty();
  }

  private static Optional<String> host(String uri) {
    try {
      return Optional.ofNullable(new URI(uri).getHost()).map(host -> host.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException unreadable) {
      return Optional.empty();
    }
  }
}
