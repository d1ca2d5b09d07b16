package dev.lockspire.faces.admin.overview;

import dev.lockspire.faces.admin.overview.Chart.Bar;
import dev.lockspire.faces.admin.overview.Chart.Kind;
import dev.lockspire.faces.admin.overview.Chart.Row;
import dev.lockspire.faces.admin.text.Texts;
import dev.lockspire.statistics.HourlyFigures.Counted;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Draws one figure's hours: what was counted becomes bars, a legend, a sentence and a table. */
final class ChartDrawing {
  /** More kinds than this are hard to tell apart: the rest is drawn as one. */
  private static final int MOST_KINDS = 5;

  private static final int GAP = 2;
  private static final String REST = "rest";
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MARK =
      DateTimeFormatter.ofPattern("MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

  private final Texts texts;
  private final Instant from;
  private final NumberFormat numbers;

  /**
   * @param from the first hour
   */
  ChartDrawing(Texts texts, Instant from) {
    this.texts = texts;
    this.from = from;
    this.numbers = NumberFormat.getIntegerInstance(texts.locale());
  }

  /** A figure whose kinds add up. */
  Chart stacked(String id, List<Counted> counted) {
    Map<String, Long> totals =
        counted.stream()
            .collect(
                Collectors.groupingBy(
                    Counted::label, LinkedHashMap::new, Collectors.summingLong(Counted::value)));
    List<String> kinds = kinds(totals);
    Map<Integer, Map<String, Long>> hours = new TreeMap<>();
    counted.forEach(
        one ->
            hours
                .computeIfAbsent(index(one.hour()), hour -> new LinkedHashMap<>())
                .merge(kind(one.label(), kinds), one.value(), Long::sum));
    long total = totals.values().stream().mapToLong(Long::longValue).sum();
    Map<Integer, Long> sums = new TreeMap<>();
    hours.forEach(
        (hour, values) ->
            sums.put(hour, values.values().stream().mapToLong(Long::longValue).sum()));
    return chart(id, kinds, hours, sums, total);
  }

  private Chart chart(
      String id,
      List<String> kinds,
      Map<Integer, Map<String, Long>> hours,
      Map<Integer, Long> sums,
      long total) {
    String title = texts.get("overview.chart." + id);
    if (hours.isEmpty()) {
      return new Chart(
          id,
          title,
          texts.get("overview.chart." + id + ".none"),
          "",
          List.of(),
          List.of(),
          List.of(),
          List.of());
    }
    Map.Entry<Integer, Long> peak =
        sums.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    long top = roundUp(peak.getValue());
    List<Bar> bars = new ArrayList<>();
    hours.forEach((hour, values) -> bars.addAll(bars(hour, values, kinds, top)));
    return new Chart(
        id,
        title,
        texts.get(
            "overview.chart." + id + ".some",
            numbers.format(total),
            HOUR.format(hour(peak.getKey())),
            numbers.format(peak.getValue())),
        numbers.format(top),
        bars,
        List.of(MARK.format(from), MARK.format(hour(24)), texts.get("overview.chart.now")),
        legend(kinds, hours),
        rows(hours, kinds));
  }

  private static List<String> kinds(Map<String, Long> totals) {
    List<String> byTotal =
        totals.entrySet().stream()
            .sorted(
                Comparator.comparing((Map.Entry<String, Long> entry) -> -entry.getValue())
                    .thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .toList();
    if (byTotal.size() <= MOST_KINDS + 1) {
      return byTotal;
    }
    List<String> kept = new ArrayList<>(byTotal.subList(0, MOST_KINDS));
    kept.add(REST);
    return kept;
  }

  private static String kind(String label, List<String> kinds) {
    return kinds.contains(label) ? label : REST;
  }

  private List<Bar> bars(int hour, Map<String, Long> values, List<String> kinds, long top) {
    List<Bar> bars = new ArrayList<>();
    long below = 0;
    for (int i = 0; i < kinds.size(); i++) {
      long value = values.getOrDefault(kinds.get(i), 0L);
      if (value > 0) {
        int bottom = scaled(below, top);
        int height = Math.max(scaled(below + value, top) - bottom, 4);
        bars.add(
            new Bar(
                hour * Chart.STEP + GAP / 2,
                Chart.HEIGHT - bottom - height,
                Chart.STEP - GAP,
                height,
                style(i),
                HOUR.format(hour(hour)) + " · " + named(kinds.get(i), value)));
        below += value;
      }
    }
    return bars;
  }

  private List<Kind> legend(List<String> kinds, Map<Integer, Map<String, Long>> hours) {
    List<Kind> legend = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      String kind = kinds.get(i);
      if (!kind.isEmpty()) {
        long total = hours.values().stream().mapToLong(v -> v.getOrDefault(kind, 0L)).sum();
        legend.add(new Kind(name(kind), numbers.format(total), style(i)));
      }
    }
    return legend;
  }

  private List<Row> rows(Map<Integer, Map<String, Long>> hours, List<String> kinds) {
    List<Row> rows = new ArrayList<>();
    hours.forEach(
        (hour, values) ->
            rows.add(
                0,
                new Row(
                    HOUR.format(hour(hour)),
                    kinds.stream()
                        .filter(values::containsKey)
                        .map(kind -> named(kind, values.get(kind)))
                        .collect(Collectors.joining(", ")))));
    return rows;
  }

  private String named(String kind, long value) {
    String number = numbers.format(value);
    return kind.isEmpty() ? number : name(kind) + ": " + number;
  }

  private String name(String kind) {
    String key = "overview.kind." + kind.substring(kind.lastIndexOf(':') + 1);
    return texts.has(key) ? texts.get(key) : kind.replace('_', ' ');
  }

  private int index(Instant hour) {
    return (int) Duration.between(from, hour).toHours();
  }

  private Instant hour(int index) {
    return from.plus(Duration.ofHours(index));
  }

  private static int scaled(long value, long top) {
    return (int) (value * Chart.HEIGHT / top);
  }

  private static String style(int kind) {
    return "ls-series-" + (kind + 1);
  }

  /** The next of 1, 2, 5, 10, 20, 50 … that is not less. */
  static long roundUp(long value) {
    long power = 1;
    while (power * 10 <= value) {
      power *= 10;
    }
    for (long step : new long[] {1, 2, 5}) {
      if (step * power >= value) {
        return step * power;
      }
    }
    return power * 10;
  }
}
