package dev.lockspire.measure;

import dev.lockspire.audit.TelemetryEvent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which attributes of an event become labels: those with few values, and the client where that is
 * wanted. Everything else that an event tells, secret or not, stays out.
 */
final class EventLabels {
  /** Clients told apart on one node; all further ones are {@link Series#OTHER}. */
  static final int MOST_CLIENTS = 200;

  private static final List<String> FEW =
      List.of("grant_type", "outcome", "reason_code", "auth_method", "token_format");
  private static final String CLIENT = "client_id";

  /** What only a client that exists and proved itself can cause. */
  private static final Set<TelemetryEvent> PROOF =
      EnumSet.of(
          TelemetryEvent.CLIENT_AUTH_SUCCESS,
          TelemetryEvent.TOKEN_ISSUED,
          TelemetryEvent.AUTHORIZATION_CODE_ISSUED);

  private final boolean clientTag;
  private final Set<String> clients = ConcurrentHashMap.newKeySet();

  EventLabels(boolean clientTag) {
    this.clientTag = clientTag;
  }

  List<String> names() {
    List<String> names = new ArrayList<>(FEW);
    if (clientTag) {
      names.add(CLIENT);
    }
    return List.copyOf(names);
  }

  List<String> of(TelemetryEvent event, Map<String, String> attributes) {
    List<String> values = new ArrayList<>(FEW.size() + 1);
    for (String name : FEW) {
      values.add(attributes.getOrDefault(name, ""));
    }
    if (clientTag) {
      values.add(client(event, attributes.getOrDefault(CLIENT, "")));
    }
    return values;
  }

  /** A stranger can claim any id, so only clients that proved themselves take a place. */
  private String client(TelemetryEvent event, String clientId) {
    if (clientId.isEmpty() || clients.contains(clientId)) {
      return clientId;
    }
    if (!PROOF.contains(event)) {
      return Series.OTHER;
    }
    synchronized (clients) {
      if (clients.size() < MOST_CLIENTS) {
        clients.add(clientId);
        return clientId;
      }
    }
    return Series.OTHER;
  }
}
