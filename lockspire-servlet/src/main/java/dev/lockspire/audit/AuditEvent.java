package dev.lockspire.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * One row of evidence.
 *
 * @param action what was done: {@code consent_approved}
 * @param outcome how it ended
 * @param reasonCode why, for a refusal; may be null
 * @param actor who did it
 * @param resourceType what it was done to: {@code interaction}
 * @param resourceId which one: never a token, code or digest of one
 * @param metadata compact details: text, numbers, booleans; cleaned by {@link Redaction}
 * @param time when
 */
public record AuditEvent(
    String action,
    Outcome outcome,
    String reasonCode,
    Actor actor,
    String resourceType,
    String resourceId,
    Map<String, Object> metadata,
    Instant time) {

  /** How an action ended. */
  public enum Outcome {
    SUCCEEDED,
    DENIED,
    FAILED,
    REQUESTED,
    ENQUEUED,
    ATTEMPTED,
    DISCARDED;

    public String wireName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public AuditEvent {
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(resourceType, "resourceType");
    Objects.requireNonNull(resourceId, "resourceId");
    metadata = Map.copyOf(metadata);
  }

  public static AuditEvent succeeded(
      String action, Actor actor, String resourceType, String resourceId, Instant time) {
    return new AuditEvent(
        action, Outcome.SUCCEEDED, null, actor, resourceType, resourceId, Map.of(), time);
  }

  public static AuditEvent denied(
      String action,
      String reason,
      Actor actor,
      String resourceType,
      String resourceId,
      Instant time) {
    return new AuditEvent(
        action, Outcome.DENIED, reason, actor, resourceType, resourceId, Map.of(), time);
  }

  public AuditEvent with(Map<String, Object> details) {
    return new AuditEvent(
        action, outcome, reasonCode, actor, resourceType, resourceId, details, time);
  }
}
