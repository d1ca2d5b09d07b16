package dev.lockspire.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Request headers; names compare without case (RFC 9110 §5.1). */
public final class Headers {
  private static final Headers NONE = new Headers(Map.of());
  private final Map<String, List<String>> values;

  private Headers(Map<String, List<String>> values) {
    TreeMap<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    values.forEach((name, list) -> byName.put(name, List.copyOf(list)));
    this.values = byName;
  }

  public static Headers of(Map<String, List<String>> values) {
    return values.isEmpty() ? NONE : new Headers(values);
  }

  public static Headers none() {
    return NONE;
  }

  /** The first value of {@code name}. */
  public Optional<String> first(String name) {
    List<String> all = values.get(name);
    return all == null || all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
  }

  /** Every value of {@code name} in order of arrival. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** The media type of the body in lower case, without its parameters; empty when none was sent. */
  public String mediaType() {
    String contentType = first("Content-Type").orElse("");
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end)).trim().toLowerCase(Locale.ROOT);
  }
}
