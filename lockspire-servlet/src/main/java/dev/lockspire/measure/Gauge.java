package dev.lockspire.measure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How something stands, asked only when somebody looks. What cannot be found out is absent, never
 * zero.
 */
public final class Gauge implements Metric {
  private static final Logger LOG = LoggerFactory.getLogger(Gauge.class);

  private final String name;
  private final String help;
  private final Supplier<List<Sample>> source;

  private Gauge(String name, String help, Supplier<List<Sample>> source) {
    this.name = name;
    this.help = help;
    this.source = source;
  }

  /** Of one number, or of none at the moment. May throw. */
  public static Gauge of(String name, String help, Supplier<Optional<? extends Number>> source) {
    return new Gauge(
        name,
        help,
        () ->
            source.get().stream()
                .map(value -> new Sample("", Map.of(), value.doubleValue()))
                .toList());
  }

  /** Of one number for each value of {@code label}, of which there must be few. May throw. */
  public static Gauge by(
      String label, String name, String help, Supplier<Map<String, ? extends Number>> source) {
    return new Gauge(
        name,
        help,
        () ->
            source.get().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> new Sample("", Map.of(label, e.getKey()), e.getValue().doubleValue()))
                .toList());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String help() {
    return help;
  }

  @Override
  public Kind kind() {
    return Kind.GAUGE;
  }

  @Override
  public List<Sample> samples() {
    try {
      return source.get();
    } catch (RuntimeException | LinkageError unknown) {
      LOG.debug("{} is not known just now", name, unknown);
      return List.of();
    }
  }

  /** The highest of its numbers; not a number when there is none. */
  double highest() {
    return samples().stream().mapToDouble(Sample::value).max().orElse(Double.NaN);
  }
}
