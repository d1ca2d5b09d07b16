package dev.lockspire.audit;

import java.util.Map;

/**
 * Tells what happened, after the transaction that made it true has committed: to OpenTelemetry, to
 * the host's listener and to the debug log. Never breaks the request that it tells of.
 */
@FunctionalInterface
public interface Telemetry {

  /**
   * @param name entity and action, one of {@link TelemetryEvent}
   * @param attributes ids and reason codes; cleaned by {@link Redaction}
   */
  void emit(TelemetryEvent name, Map<String, String> attributes);

  /** Tells nobody. */
  static Telemetry silent() {
    return (name, attributes) -> {};
  }

  /** Tells this one and then {@code other}. */
  default Telemetry and(Telemetry other) {
    return (name, attributes) -> {
      emit(name, attributes);
      other.emit(name, attributes);
    };
  }
}
