package dev.lockspire.measure;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * The metrics as Micrometer's meters, each with the issuer as a tag. Counters and timers appear
 * with their first event. A gauge is the highest of its numbers. Loaded only where Micrometer is.
 */
final class MicrometerMeters implements MeterBinder, AutoCloseable {
  private static final String SECONDS = "seconds";

  private final Measurements measurements;
  private final Tags issuer;
  private final Map<Meter, MeterRegistry> bound = new ConcurrentHashMap<>();
  private final Set<Runnable> watches = ConcurrentHashMap.newKeySet();

  MicrometerMeters(Measurements measurements, String issuer) {
    this.measurements = measurements;
    this.issuer = Tags.of("issuer", issuer);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Metric metric : measurements.metrics()) {
      if (metric instanceof Counter counter) {
        watch(counter.series(), counter(registry, counter));
      } else if (metric instanceof Histogram histogram) {
        watch(histogram.series(), timer(registry, histogram));
      } else if (metric instanceof Gauge gauge) {
        bound.put(gauge(registry, gauge), registry);
      }
    }
  }

  private <T> void watch(Series<T> series, BiConsumer<Map<String, String>, T> watcher) {
    series.watch(watcher);
    watches.add(() -> series.unwatch(watcher));
  }

  private BiConsumer<Map<String, String>, LongAdder> counter(
      MeterRegistry registry, Counter counter) {
    return (labels, cell) ->
        bound.put(
            FunctionCounter.builder(counter.dottedName(), cell, LongAdder::sum)
                .description(counter.help())
                .tags(tags(labels))
                .register(registry),
            registry);
  }

  private BiConsumer<Map<String, String>, Durations> timer(
      MeterRegistry registry, Histogram histogram) {
    return (labels, durations) ->
        bound.put(
            FunctionTimer.builder(
                    histogram.dottedName(),
                    durations,
                    Durations::count,
                    Durations::nanos,
                    TimeUnit.NANOSECONDS)
                .description(histogram.help())
                .tags(tags(labels))
                .register(registry),
            registry);
  }

  private Meter gauge(MeterRegistry registry, Gauge gauge) {
    String unit = '_' + SECONDS;
    boolean timed = gauge.name().endsWith(unit);
    String plain =
        timed ? gauge.name().substring(0, gauge.name().length() - unit.length()) : gauge.name();
    return io.micrometer.core.instrument.Gauge.builder(
            plain.replace('_', '.'), gauge, Gauge::highest)
        .description(gauge.help())
        .baseUnit(timed ? SECONDS : null)
        .tags(issuer)
        .register(registry);
  }

  private Tags tags(Map<String, String> labels) {
    List<Tag> tags = new ArrayList<>();
    labels.forEach((name, value) -> tags.add(Tag.of(name, value)));
    return issuer.and(tags);
  }

  /** A registry that outlives the application must not hold on to it. */
  @Override
  public void close() {
    watches.forEach(Runnable::run);
    watches.clear();
    bound.forEach((meter, registry) -> registry.remove(meter));
    bound.clear();
  }
}
