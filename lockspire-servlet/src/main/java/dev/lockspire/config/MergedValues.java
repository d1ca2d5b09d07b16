package dev.lockspire.config;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** All sources seen as one: for every key what the highest source that has it says. */
final class MergedValues {

  /** What is written for a key, and in which source. */
  record Written(String text, ConfigurationSource source) {}

  private final List<ConfigurationSource> highToLow;

  MergedValues(List<ConfigurationSource> lowToHigh) {
    List<ConfigurationSource> reversed = new ArrayList<>();
    lowToHigh.forEach(source -> reversed.add(0, source));
    highToLow = List.copyOf(reversed);
  }

  /** The highest source decides, also when it says nothing but white space: see {@link #value}. */
  Optional<Written> written(String key) {
    return highToLow.stream()
        .flatMap(source -> source.lookup(key).map(text -> new Written(text, source)).stream())
        .findFirst();
  }

  /** A blank value takes back what lower sources say, so that the default holds again. */
  Optional<Written> value(String key) {
    return written(key).filter(written -> !written.text().isBlank());
  }

  /** The members of a family that any source names. */
  NavigableSet<String> members(ConfigKey<?> family) {
    NavigableSet<String> members = new TreeSet<>();
    for (ConfigurationSource source : highToLow) {
      source.keys().forEach(key -> family.memberOf(key).ifPresent(members::add));
    }
    return members;
  }
}
