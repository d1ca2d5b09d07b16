package dev.lockspire.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One place where configuration is written: a file, the environment, an annotation.
 *
 * <p>A source is a snapshot: it answers the same for as long as it lives.
 */
public interface ConfigurationSource {

  /** What messages call this source, for example {@code web.xml context-param}. */
  String name();

  /** The value written for a key, exactly as written; a blank value counts as written. */
  Optional<String> lookup(String key);

  /**
   * The names written here that are meant for Lockspire: keys beginning with {@code lockspire.},
   * and whatever else in this source claims to be one and is not.
   */
  Set<String> keys();

  /** Where exactly a key was read from, for messages. */
  default String whereIs(String key) {
    return name();
  }

  /** What is wrong with the source itself, for example a file that cannot be read. */
  default List<ConfigurationProblem> problems() {
    return List.of();
  }

  /** A source that answers from a copy of the given map. */
  static ConfigurationSource of(String name, Map<String, String> values) {
    return MapSource.of(name, values);
  }

  /**
   * A source made of {@code key=value} pairs, as {@link
   * dev.lockspire.annotation.LockspireConfiguration} carries them. A pair without {@code =} and a
   * key written twice are reported as problems of the source.
   */
  static ConfigurationSource ofPairs(String name, String... pairs) {
    return MapSource.ofPairs(name, pairs);
  }

  /** A source in which nothing is written. */
  static ConfigurationSource none() {
    return MapSource.of("nothing", Map.of());
  }
}
