package dev.lockspire.measure;

import java.util.List;
import java.util.Map;

/** One thing that is measured, under the name that Prometheus knows it by. */
public sealed interface Metric permits Counter, Histogram, Gauge {

  /** What may be done with the numbers. */
  enum Kind {
    /** Only ever grows, from zero at the start of the node. */
    COUNTER,
    /** Goes up and down. */
    GAUGE,
    /** Counts by upper bound, with their number and sum. */
    HISTOGRAM;

    String wireName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * One number.
   *
   * @param suffix behind the metric's name; empty but for histograms
   */
  record Sample(String suffix, Map<String, String> labels, double value) {}

  /** Letters, digits and underscores; ends in its unit. */
  String name();

  /** One sentence. */
  String help();

  Kind kind();

  /** The numbers now; none when they cannot be found out. Never throws. */
  List<Sample> samples();
}
