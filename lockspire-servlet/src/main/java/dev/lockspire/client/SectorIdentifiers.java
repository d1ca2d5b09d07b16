package dev.lockspire.client;

import dev.lockspire.config.RemoteJwksConfig;
import dev.lockspire.http.JsonReader;
import dev.lockspire.outbound.GuardedClient;
import dev.lockspire.outbound.OutboundLimits;
import dev.lockspire.outbound.OutboundRequest;
import dev.lockspire.outbound.OutboundResult;
import dev.lockspire.outbound.OutboundResult.Answer;
import dev.lockspire.outbound.OutboundResult.Failure;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks whether the party that a {@code sector_identifier_uri} belongs to stands by a client: what
 * is there must list every redirect URI (OpenID Connect Registration §5). Fetched while somebody
 * registers or changes the client and never again, so no sign-in ever waits for it; in the limits
 * that hold for remote key sets.
 */
public final class SectorIdentifiers {
  private static final String FIELD = "sector_identifier_uri";
  private static final String INVALID = "invalid_sector_identifier";
  private static final Map<String, String> HEADERS = Map.of("Accept", "application/json");
  private static final int MOST_ENTRIES = 1_000;

  private final GuardedClient outbound;
  private final OutboundLimits limits;

  public SectorIdentifiers(GuardedClient outbound, RemoteJwksConfig config) {
    this.outbound = outbound;
    this.limits = OutboundLimits.of(config);
  }

  /**
   * What speaks against {@code client}, whose URI is well-formed: {@code
   * sector_identifier_unavailable} with the cause, {@code invalid_sector_identifier} when no list
   * of URIs is there, and {@code not_in_sector_identifier} for each redirect URI that is not
   * listed.
   */
  public List<FieldError> problems(ClientMetadata client) {
    URI uri = URI.create(client.sectorIdentifierUri());
    OutboundResult result = outbound.send(OutboundRequest.get(uri, HEADERS, limits));
    if (result instanceof Failure failure) {
      return refused("sector_identifier_unavailable", failure.cause().wireName());
    }
    List<Object> listed =
        JsonReader.array(((Answer) result).body(), limits.maxBytes()).orElse(null);
    if (listed == null) {
      return refused(INVALID, "not_an_array");
    }
    if (listed.size() > MOST_ENTRIES) {
      return refused(INVALID, "too_many_entries");
    }
    if (!listed.stream().allMatch(String.class::isInstance)) {
      return refused(INVALID, "not_strings");
    }
    Set<Object> known = listed.stream().collect(Collectors.toSet());
    return client.redirectUris().stream()
        .filter(redirect -> !known.contains(redirect))
        .map(redirect -> new FieldError(FIELD, "not_in_sector_identifier", "", redirect))
        .toList();
  }

  private static List<FieldError> refused(String reason, String detail) {
    return List.of(new FieldError(FIELD, reason, detail));
  }
}
