package dev.lockspire.keys;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.storage.Transaction;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What is recorded and told of a key's move; of the key itself only kid, alg and use. */
final class KeyEvidence {
  private final AuditTrail audit;
  private final Telemetry telemetry;

  KeyEvidence(AuditTrail audit, Telemetry telemetry) {
    this.audit = audit;
    this.telemetry = telemetry;
  }

  /**
   * Records the move within {@code transaction}; tells of it, and drops every cache, after it.
   *
   * @param action {@code generated}, {@code published}, {@code activated} or {@code retired}
   * @param details further metadata
   */
  void record(
      Transaction transaction,
      String action,
      SigningKey key,
      Map<String, Object> details,
      Actor actor,
      Instant now) {
    Map<String, Object> metadata = new HashMap<>(details);
    metadata.put("kid", key.kid());
    metadata.put("alg", key.algorithm());
    metadata.put("use", key.use().wireName());
    audit.append(
        transaction,
        AuditEvent.succeeded("key_" + action, actor, "signing_key", key.kid(), now).with(metadata));
    transaction.announce(SigningKeys.TOPIC, key.kid());
    TelemetryEvent event =
        TelemetryEvent.valueOf("KEY_" + action.toUpperCase(java.util.Locale.ROOT));
    Map<String, String> attributes =
        Map.of("kid", key.kid(), "alg", key.algorithm(), "actor_type", actor.type().wireName());
    transaction.afterCommit(() -> telemetry.emit(event, attributes));
  }
}
