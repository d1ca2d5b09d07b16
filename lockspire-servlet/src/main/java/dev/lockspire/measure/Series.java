package dev.lockspire.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Cells by the values of their labels, so many at most: whatever comes later is counted in one cell
 * whose labels all say {@link #OTHER}.
 */
final class Series<T> {
  static final String OTHER = "other";
  private static final int LONGEST_VALUE = 128;

  private final List<String> names;
  private final int most;
  private final Supplier<T> fresh;
  private final ConcurrentHashMap<List<String>, T> cells = new ConcurrentHashMap<>();
  private final List<BiConsumer<Map<String, String>, T>> watchers = new CopyOnWriteArrayList<>();

  Series(List<String> names, int most, Supplier<T> fresh) {
    this.names = List.copyOf(names);
    this.most = most;
    this.fresh = fresh;
  }

  /**
   * @param values in the order of the names; an empty one is no label
   */
  T at(List<String> values) {
    T known = cells.get(values);
    return known == null ? make(bounded(values)) : known;
  }

  private List<String> bounded(List<String> values) {
    if (cells.size() >= most) {
      return Collections.nCopies(names.size(), OTHER);
    }
    return values.stream().map(value -> value.length() <= LONGEST_VALUE ? value : OTHER).toList();
  }

  private T make(List<String> values) {
    T made = fresh.get();
    T known = cells.putIfAbsent(values, made);
    if (known != null) {
      return known;
    }
    watchers.forEach(watcher -> watcher.accept(labels(values), made));
    return made;
  }

  /** Shows every cell there is and those to come; one that is made meanwhile perhaps twice. */
  void watch(BiConsumer<Map<String, String>, T> watcher) {
    watchers.add(watcher);
    forEach(watcher);
  }

  void unwatch(BiConsumer<Map<String, String>, T> watcher) {
    watchers.remove(watcher);
  }

  /** Every cell there is, in the order of the labels' values. */
  void forEach(BiConsumer<Map<String, String>, T> reader) {
    cells.entrySet().stream()
        .sorted(Map.Entry.comparingByKey((a, b) -> a.toString().compareTo(b.toString())))
        .forEach(entry -> reader.accept(labels(entry.getKey()), entry.getValue()));
  }

  private Map<String, String> labels(List<String> values) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (!values.get(i).isEmpty()) {
        labels.put(names.get(i), values.get(i));
      }
    }
    return Collections.unmodifiableMap(labels);
  }
}
