package dev.lockspire.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Request parameters in order of arrival, repetitions kept, so that a parameter sent twice can be
 * refused (RFC 6749 §3.1) and one that may repeat ({@code resource}, RFC 8707 §2) is seen whole.
 */
public final class Parameters {
  private static final Parameters NONE = new Parameters(Map.of());
  private final Map<String, List<String>> values;

  private Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  public static Parameters none() {
    return NONE;
  }

  /** Parameters in which each name occurs once; meant for tests and for values built in code. */
  public static Parameters of(Map<String, String> single) {
    Builder builder = new Builder();
    single.forEach(builder::add);
    return builder.build();
  }

  /** Collects parameters one by one. */
  public static final class Builder {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    public Builder add(String name, String value) {
      values.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
      return this;
    }

    public Parameters build() {
      return values.isEmpty() ? NONE : new Parameters(values);
    }
  }

  /** The value of {@code name} when it was sent, even if empty. */
  public Optional<String> value(String name) {
    List<String> all = values.get(name);
    return all == null ? Optional.empty() : Optional.of(all.get(0));
  }

  /** The value of {@code name} byte for byte, when it was sent and is not empty. */
  public Optional<String> nonEmpty(String name) {
    return value(name).filter(v -> !v.isEmpty());
  }

  /** The value of {@code name} without surrounding white space, when anything is left of it. */
  public Optional<String> trimmed(String name) {
    return value(name).map(String::strip).filter(v -> !v.isEmpty());
  }

  public List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  public Set<String> names() {
    return values.keySet();
  }

  /** Names that were sent more than once, in alphabetical order. */
  public Set<String> repeated() {
    Set<String> repeated = new TreeSet<>();
    values.forEach(
        (name, all) -> {
          if (all.size() > 1) {
            repeated.add(name);
          }
        });
    return repeated;
  }

  /** These parameters but for those with {@code names}. */
  public Parameters without(Set<String> names) {
    Builder builder = new Builder();
    values.forEach(
        (name, all) -> {
          if (!names.contains(name)) {
            all.forEach(value -> builder.add(name, value));
          }
        });
    return builder.build();
  }

  /** These parameters followed by {@code more}: a name in both counts as repeated. */
  public Parameters and(Parameters more) {
    if (more.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return more;
    }
    Builder builder = new Builder();
    values.forEach((name, all) -> all.forEach(v -> builder.add(name, v)));
    more.values.forEach((name, all) -> all.forEach(v -> builder.add(name, v)));
    return builder.build();
  }
}
