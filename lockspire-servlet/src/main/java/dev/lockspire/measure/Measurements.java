package dev.lockspire.measure;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything this node counts and times since it started, in memory. Counting never breaks or holds
 * up what is counted.
 */
public final class Measurements implements Telemetry {
  private static final Logger LOG = LoggerFactory.getLogger(Measurements.class);
  private static final int MOST_SERIES = 500;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Map<TelemetryEvent, Counter> events = new EnumMap<>(TelemetryEvent.class);
  private final Counter refusals =
      new Counter(
          "lockspire.refusals",
          "Requests that were refused or failed, by route and reason.",
          List.of("route", "outcome", "reason_code"),
          MOST_SERIES);
  private final Histogram requests =
      new Histogram(
          "lockspire.request.duration",
          "How long the endpoints took, by route and outcome.",
          List.of("route", "outcome"),
          MOST_SERIES);
  private final Histogram fetches =
      new Histogram(
          "lockspire.jwks.fetch.duration",
          "How long fetching the key set of a client took, by outcome.",
          List.of("outcome"),
          MOST_SERIES);
  private final List<Gauge> gauges = new CopyOnWriteArrayList<>();
  private final EventLabels labels;
  private final DoubleHistogram openRequests;
  private final DoubleHistogram openFetches;

  /**
   * @param clientTag whether counters of events tell clients apart
   * @param meter of the host's OpenTelemetry, or a no-op one
   */
  public Measurements(boolean clientTag, Meter meter) {
    this.labels = new EventLabels(clientTag);
    for (TelemetryEvent event : TelemetryEvent.values()) {
      String name = "lockspire." + event.wireName();
      String help = "How often " + event.wireName() + " happened.";
      events.put(event, new Counter(name, help, labels.names(), MOST_SERIES));
    }
    this.openRequests = histogram(meter, requests);
    this.openFetches = histogram(meter, fetches);
  }

  private static DoubleHistogram histogram(Meter meter, Histogram ours) {
    return meter
        .histogramBuilder(ours.dottedName())
        .setUnit("s")
        .setDescription(ours.help())
        .setExplicitBucketBoundariesAdvice(Durations.BOUNDS)
        .build();
  }

  @Override
  public void emit(TelemetryEvent event, Map<String, String> attributes) {
    try {
      String count = attributes.get("count");
      long times = count == null ? 1 : Long.parseLong(count);
      events.get(event).add(times, labels.of(event, attributes));
    } catch (RuntimeException e) {
      // It has happened and is committed: whoever fails to count it changes nothing.
      LOG.warn("{} could not be counted", event.wireName(), e);
    }
  }

  /**
   * An endpoint has answered.
   *
   * @param route its pattern
   * @param reason why it refused or failed; empty otherwise
   */
  void answered(String route, Outcome outcome, String reason, long nanos) {
    requests.record(nanos, List.of(route, outcome.wireName()));
    if (outcome != Outcome.ANSWERED) {
      refusals.add(1, List.of(route, outcome.wireName(), reason));
    }
    if (openRequests.isEnabled()) {
      openRequests.record(
          nanos / NANOS_PER_SECOND,
          Attributes.builder().put("http.route", route).put("outcome", outcome.wireName()).build());
    }
  }

  /** The key set of a client was fetched, or could not be. */
  public void keysFetched(boolean had, long nanos) {
    String outcome = (had ? Outcome.ANSWERED : Outcome.FAILED).wireName();
    fetches.record(nanos, List.of(outcome));
    if (openFetches.isEnabled()) {
      openFetches.record(
          nanos / NANOS_PER_SECOND, Attributes.builder().put("outcome", outcome).build());
    }
  }

  /** Shows these as well. */
  public void show(List<Gauge> more) {
    gauges.addAll(more);
  }

  /** Everything there is. Gauges ask their source when their samples are asked for. */
  public List<Metric> metrics() {
    List<Metric> all = new ArrayList<>(events.values());
    all.add(refusals);
    all.add(requests);
    all.add(fetches);
    all.addAll(gauges);
    return all;
  }
}
