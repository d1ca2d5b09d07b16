package dev.lockspire.measure;

import java.util.List;
import java.util.Map;

/** Metrics as Prometheus reads them: text exposition format 0.0.4. */
public final class PrometheusText {
  /** Media type of what {@link #of} makes. */
  public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private PrometheusText() {}

  /** Asks every metric once. */
  public static String of(List<Metric> metrics) {
    StringBuilder text = new StringBuilder(16_384);
    for (Metric metric : metrics) {
      text.append("# HELP ").append(metric.name()).append(' ');
      escape(text, metric.help(), false);
      text.append("\n# TYPE ").append(metric.name()).append(' ');
      text.append(metric.kind().wireName()).append('\n');
      for (Metric.Sample sample : metric.samples()) {
        text.append(metric.name()).append(sample.suffix());
        labels(text, sample.labels());
        text.append(' ').append(number(sample.value())).append('\n');
      }
    }
    return text.toString();
  }

  private static void labels(StringBuilder text, Map<String, String> labels) {
    if (labels.isEmpty()) {
      return;
    }
    char before = '{';
    for (Map.Entry<String, String> label : labels.entrySet()) {
      text.append(before).append(label.getKey()).append("=\"");
      escape(text, label.getValue(), true);
      text.append('"');
      before = ',';
    }
    text.append('}');
  }

  private static void escape(StringBuilder text, String value, boolean quoted) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        text.append("\\\\");
      } else if (c == '\n') {
        text.append("\\n");
      } else if (c == '"' && quoted) {
        text.append("\\\"");
      } else {
        text.append(c);
      }
    }
  }

  /** Whole numbers without a fraction, as far as a double is exact. */
  private static String number(double value) {
    long whole = (long) value;
    return whole == value && Math.abs(whole) < 1L << 53
        ? Long.toString(whole)
        : Double.toString(value);
  }
}
