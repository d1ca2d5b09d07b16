package dev.lockspire.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Values that already are a map: context-params, system properties, a properties file. */
record MapSource(String name, Map<String, String> values, List<ConfigurationProblem> problems)
    implements ConfigurationSource {

  MapSource {
    values = Map.copyOf(values);
    problems = List.copyOf(problems);
  }

  static MapSource of(String name, Map<String, String> values) {
    return new MapSource(name, values, List.of());
  }

  static MapSource unreadable(String name, String key, String message) {
    return new MapSource(
        name, Map.of(), List.of(new ConfigurationProblem(key, Optional.empty(), name, message)));
  }

  static MapSource ofPairs(String name, String... pairs) {
    Map<String, String> values = new LinkedHashMap<>();
    List<ConfigurationProblem> problems = new ArrayList<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      // A pair without a key may be a mangled secret: name its position, do not show it.
      if (equals < 1) {
        problems.add(
            new ConfigurationProblem(
                "pair " + (List.of(pairs).indexOf(pair) + 1),
                Optional.empty(),
                name,
                "is not of the form key=value"));
        continue;
      }
      String key = pair.substring(0, equals).strip();
      if (values.putIfAbsent(key, pair.substring(equals + 1)) != null) {
        problems.add(
            new ConfigurationProblem(key, Optional.empty(), name, "is written more than once"));
      }
    }
    return new MapSource(name, values, problems);
  }

  @Override
  public Optional<String> lookup(String key) {
    return Optional.ofNullable(values.get(key));
  }

  @Override
  public Set<String> keys() {
    Set<String> keys = new TreeSet<>(values.keySet());
    keys.removeIf(key -> !key.startsWith(ConfigKey.PREFIX));
    return keys;
  }

  /** Only the name: values may be secret. */
  @Override
  public String toString() {
    return name;
  }
}
