package dev.lockspire.outbound;

import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * One request to somebody else's server.
 *
 * @param method HTTP method
 * @param uri where to; an {@code https} URL, or the request fails
 * @param headers beside those that every request has
 * @param body text that is sent as UTF-8; empty for none
 * @param accepted the statuses that count as an answer
 * @param limits what it may cost
 */
public record OutboundRequest(
    String method,
    URI uri,
    Map<String, String> headers,
    String body,
    Set<Integer> accepted,
    OutboundLimits limits) {

  public OutboundRequest {
    headers = Map.copyOf(headers);
    accepted = Set.copyOf(accepted);
  }

  /** Asks for a document: only status 200 brings one. */
  public static OutboundRequest get(URI uri, Map<String, String> headers, OutboundLimits limits) {
    return new OutboundRequest("GET", uri, headers, "", Set.of(200), limits);
  }
}
