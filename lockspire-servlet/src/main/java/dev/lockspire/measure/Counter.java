package dev.lockspire.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often something happened on this node. */
final class Counter implements Metric {
  private final String dottedName;
  private final String help;
  private final Series<LongAdder> series;

  /**
   * @param dottedName as OpenTelemetry and Micrometer know it
   */
  Counter(String dottedName, String help, List<String> labels, int most) {
    this.dottedName = dottedName;
    this.help = help;
    this.series = new Series<>(labels, most, LongAdder::new);
  }

  void add(long count, List<String> labels) {
    series.at(labels).add(count);
  }

  String dottedName() {
    return dottedName;
  }

  Series<LongAdder> series() {
    return series;
  }

  @Override
  public String name() {
    return dottedName.replace('.', '_') + "_total";
  }

  @Override
  public String help() {
    return help;
  }

  @Override
  public Kind kind() {
    return Kind.COUNTER;
  }

  /** Zero before anything happened: a series that begins with its first event hides that event. */
  @Override
  public List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    series.forEach((labels, cell) -> samples.add(new Sample("", labels, (double) cell.sum())));
    return samples.isEmpty() ? List.of(new Sample("", Map.of(), 0)) : samples;
  }
}
