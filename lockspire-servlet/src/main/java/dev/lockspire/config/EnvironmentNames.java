package dev.lockspire.config;

import java.util.Locale;
import java.util.Optional;

/** How a key is spelt as an environment variable, and back again by way of the known keys. */
final class EnvironmentNames {
  private EnvironmentNames() {}

  static String of(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The known key a variable stands for; for a family, the key of the member it names. */
  static Optional<String> keyFor(String variable) {
    for (ConfigKey<?> key : ConfigKeys.all()) {
      if (!key.isFamily() && of(key.name()).equals(variable)) {
        return Optional.of(key.name());
      }
    }
    return ConfigKeys.all().stream()
        .filter(ConfigKey::isFamily)
        .flatMap(key -> memberKey(key, variable).stream())
        .findFirst();
  }

  /**
   * Members are named in lower-case letters, digits and single dashes, so every variable has
   * exactly one member name to go back to.
   */
  private static Optional<String> memberKey(ConfigKey<?> family, String variable) {
    String prefix = of(family.familyPrefix());
    String suffix = of(family.familySuffix());
    if (!variable.startsWith(prefix)
        || !variable.endsWith(suffix)
        || variable.length() <= prefix.length() + suffix.length()) {
      return Optional.empty();
    }
    String member =
        variable
            .substring(prefix.length(), variable.length() - suffix.length())
            .toLowerCase(Locale.ROOT)
            .replace('_', '-');
    String key = family.familyPrefix() + member + family.familySuffix();
    return family.memberOf(key).isPresent() && of(key).equals(variable)
        ? Optional.of(key)
        : Optional.empty();
  }
}
