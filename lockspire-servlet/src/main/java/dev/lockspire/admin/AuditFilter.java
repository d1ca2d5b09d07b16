package dev.lockspire.admin;

import dev.lockspire.audit.AuditEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which evidence to list; every text is exact, empty for any.
 *
 * @param from inclusive
 * @param until exclusive
 */
public record AuditFilter(
    Optional<String> action,
    Optional<AuditEvent.Outcome> outcome,
    Optional<String> actorType,
    Optional<String> actorId,
    Optional<String> resourceType,
    Optional<String> resourceId,
    Optional<Instant> from,
    Optional<Instant> until) {

  public static AuditFilter all() {
    return new AuditFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The history of one object: {@code client}, {@code ls_…}. */
  public static AuditFilter resource(String type, String id) {
    return new AuditFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(type),
        Optional.of(id),
        Optional.empty(),
        Optional.empty());
  }

  /** Which filters are set, for the evidence of an export. */
  List<String> names() {
    return FilterNames.of(
        Map.of(
            "action", action,
            "outcome", outcome,
            "actor_type", actorType,
            "actor_id", actorId,
            "resource_type", resourceType,
            "resource_id", resourceId,
            "from", from,
            "until", until));
  }
}
