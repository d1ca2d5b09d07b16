package dev.lockspire.audit;

import dev.lockspire.crypto.Sha256;
import dev.lockspire.host.LockspireEvent;
import dev.lockspire.host.LockspireListener;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every event to OpenTelemetry, as counters and as an event of the span at hand, to the
 * host's listener and to the debug log.
 *
 * <p>Each event counts twice, as {@code lockspire.<entity>.<action>} and as its mirror {@code
 * lockspire.audit.<entity>.<action>}. Counters carry only attributes with few values; ids go to the
 * listener and the log. Where nobody listens an event costs next to nothing.
 */
public final class BroadcastTelemetry implements Telemetry {
  static final String PREFIX = "lockspire.";
  static final String MIRROR_PREFIX = "lockspire.audit.";

  /** How often it happened, where one event stands for several: rows that a sweep deleted. */
  private static final String COUNT = "count";

  /** An attribute with many values would make a time series of each. */
  static final Set<String> COUNTED_ATTRIBUTES =
      Set.of(
          "active",
          "actor_type",
          "alg",
          "auth_method",
          "channel",
          "error",
          "failure_reason",
          "grant_type",
          "http_status",
          "model",
          "outcome",
          "protected_response",
          "provenance",
          "reason_code",
          "redirect_safe",
          "status",
          "token_format",
          "token_type");

  private static final Logger LOG = LoggerFactory.getLogger(BroadcastTelemetry.class);

  private final Map<TelemetryEvent, Counters> counters = new EnumMap<>(TelemetryEvent.class);
  private final Optional<LockspireListener> listener;
  private final InstantSource time;

  private record Counters(LongCounter plain, LongCounter mirror) {}

  /**
   * @param meter of the host's OpenTelemetry, or a no-op one
   * @param listener of the host
   */
  public BroadcastTelemetry(Meter meter, Optional<LockspireListener> listener, InstantSource time) {
    this.listener = listener;
    this.time = time;
    for (TelemetryEvent event : TelemetryEvent.values()) {
      counters.put(
          event,
          new Counters(
              meter.counterBuilder(PREFIX + event.wireName()).build(),
              meter.counterBuilder(MIRROR_PREFIX + event.wireName()).build()));
    }
  }

  @Override
  public void emit(TelemetryEvent event, Map<String, String> attributes) {
    Counters counted = counters.get(event);
    boolean counting = counted.plain().isEnabled();
    Span span = Span.current();
    if (!counting && !span.isRecording() && listener.isEmpty() && !LOG.isDebugEnabled()) {
      return;
    }
    try {
      Map<String, String> told = redacted(attributes);
      if (counting) {
        count(counted, told);
      }
      if (span.isRecording()) {
        span.addEvent(PREFIX + event.wireName(), everything(told));
      }
      LOG.atDebug()
          .addKeyValue("event", PREFIX + event.wireName())
          .addKeyValue("attributes", told)
          .log("{} {}", event.wireName(), told);
      listener.ifPresent(l -> l.on(new LockspireEvent(event.wireName(), time.instant(), told)));
    } catch (RuntimeException | LinkageError e) {
      // It has happened and is committed: whoever fails to hear of it changes nothing.
      LOG.warn("An observer of {} failed", event.wireName(), e);
    }
  }

  private static void count(Counters counted, Map<String, String> told) {
    AttributesBuilder builder = Attributes.builder();
    told.forEach(
        (name, value) -> {
          if (COUNTED_ATTRIBUTES.contains(name)) {
            builder.put(name, value);
          }
        });
    Attributes attributes = builder.build();
    long count = told.containsKey(COUNT) ? Long.parseLong(told.get(COUNT)) : 1;
    counted.plain().add(count, attributes);
    counted.mirror().add(count, attributes);
  }

  private static Attributes everything(Map<String, String> told) {
    AttributesBuilder builder = Attributes.builder();
    told.forEach(builder::put);
    return builder.build();
  }

  private static Map<String, String> redacted(Map<String, String> attributes) {
    Map<String, String> told = new LinkedHashMap<>();
    Redaction.clean(attributes)
        .forEach(
            (name, value) -> {
              if (name.equals("family_id")) {
                // Dashboards need to tell families apart, not to name them.
                told.put("family_handle", Sha256.hex(value.toString()).substring(0, 16));
              } else {
                told.put(name, value.toString());
              }
            });
    return told;
  }
}
