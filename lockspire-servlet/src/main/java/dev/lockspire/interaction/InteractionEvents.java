package dev.lockspire.interaction;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import java.util.Map;

/** Tells how interactions advance. */
final class InteractionEvents {
  private final Telemetry telemetry;

  InteractionEvents(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  void tell(TelemetryEvent event, Client client, String interactionId) {
    telemetry.emit(event, Map.of("client_id", client.clientId(), "interaction_id", interactionId));
  }

  void tellIssued(Client client, String interactionId, String reason) {
    Map<String, String> attributes =
        Map.of(
            "client_id", client.clientId(), "interaction_id", interactionId, "reason_code", reason);
    telemetry.emit(TelemetryEvent.AUTHORIZATION_CODE_ISSUED, attributes);
    telemetry.emit(TelemetryEvent.AUTHORIZATION_COMPLETED, attributes);
  }
}
