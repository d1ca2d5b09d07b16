package dev.lockspire.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long something took, in seconds, counted by fixed upper bounds. */
final class Histogram implements Metric {
  private final String dottedName;
  private final String help;
  private final Series<Durations> series;

  /**
   * @param dottedName as OpenTelemetry and Micrometer know it
   */
  Histogram(String dottedName, String help, List<String> labels, int most) {
    this.dottedName = dottedName;
    this.help = help;
    this.series = new Series<>(labels, most, Durations::new);
  }

  void record(long nanos, List<String> labels) {
    series.at(labels).record(nanos);
  }

  String dottedName() {
    return dottedName;
  }

  Series<Durations> series() {
    return series;
  }

  @Override
  public String name() {
    return dottedName.replace('.', '_') + "_seconds";
  }

  @Override
  public String help() {
    return help;
  }

  @Override
  public Kind kind() {
    return Kind.HISTOGRAM;
  }

  @Override
  public List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    series.forEach((labels, durations) -> add(samples, labels, durations));
    return samples;
  }

  private static void add(List<Sample> samples, Map<String, String> labels, Durations durations) {
    long[] counts = durations.counts();
    long count = 0;
    for (int i = 0; i < counts.length; i++) {
      count += counts[i];
      Map<String, String> bounded = new LinkedHashMap<>(labels);
      bounded.put("le", i < Durations.BOUNDS.size() ? Durations.BOUNDS.get(i).toString() : "+Inf");
      samples.add(new Sample("_bucket", bounded, (double) count));
    }
    samples.add(new Sample("_sum", labels, durations.seconds()));
    samples.add(new Sample("_count", labels, (double) count));
  }
}
