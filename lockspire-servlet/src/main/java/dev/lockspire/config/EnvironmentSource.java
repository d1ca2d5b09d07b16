package dev.lockspire.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The process environment. {@code lockspire.jdbc.pool-size} is read from {@code
 * LOCKSPIRE_JDBC_POOL_SIZE}: upper-case, dots and dashes become underscores.
 *
 * <p>The mapping back goes through the table of known keys, since an underscore alone does not tell
 * whether it was a dot or a dash.
 */
final class EnvironmentSource implements ConfigurationSource {
  private static final String PREFIX = "LOCKSPIRE_";

  /** Variables that share the prefix and belong to the machine or to a test run. */
  private static final Set<String> FOREIGN = Set.of("LOCKSPIRE_CHROMIUM");

  private static final String FOREIGN_PREFIX = "LOCKSPIRE_TEST_";

  private final Map<String, String> environment;

  EnvironmentSource(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public String name() {
    return "environment";
  }

  @Override
  public Optional<String> lookup(String key) {
    return Optional.ofNullable(environment.get(key))
        .or(() -> Optional.ofNullable(environment.get(EnvironmentNames.of(key))));
  }

  /** Known variables as the keys they stand for, unknown ones as they are written. */
  @Override
  public Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    for (String variable : environment.keySet()) {
      if (variable.startsWith(PREFIX)
          && !variable.startsWith(FOREIGN_PREFIX)
          && !FOREIGN.contains(variable)) {
        keys.add(EnvironmentNames.keyFor(variable).orElse(variable));
      }
    }
    return keys;
  }

  @Override
  public String whereIs(String key) {
    return environment.containsKey(key)
        ? name()
        : "environment variable " + EnvironmentNames.of(key);
  }

  /** Only the name: the environment holds secrets, and not only ours. */
  @Override
  public String toString() {
    return name();
  }
}
