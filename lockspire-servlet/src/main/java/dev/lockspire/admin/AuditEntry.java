package dev.lockspire.admin;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One row of evidence, redacted when it was written.
 *
 * @param metadata compact details
 */
public record AuditEntry(
    long id,
    Instant time,
    String action,
    String outcome,
    Optional<String> reasonCode,
    Optional<String> actorType,
    Optional<String> actorId,
    Optional<String> actorDisplay,
    String resourceType,
    String resourceId,
    Map<String, Object> metadata) {
  public AuditEntry {
    metadata = Map.copyOf(metadata);
  }
}
