package dev.lockspire.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names that claim to be keys and are none: a setting that is silently ignored protects nobody. */
final class UnknownKeys {
  private static final int LONGEST_TYPING_ERROR = 200;

  private UnknownKeys() {}

  static List<ConfigurationProblem> in(ConfigurationSource source) {
    List<ConfigurationProblem> problems = new ArrayList<>();
    for (String key : source.keys()) {
      if (ConfigKeys.find(key).isEmpty() || key.contains("<")) {
        // The value stays out of the message: the key meant may be a secret one.
        problems.add(new ConfigurationProblem(key, Optional.empty(), source.name(), explain(key)));
      }
    }
    return problems;
  }

  private static String explain(String key) {
    return KeysElsewhere.explain(key)
        .or(() -> badMember(key))
        .orElseGet(
            () ->
                "is not a known key"
                    + suggestion(key).map(s -> "; did you mean " + s + "?").orElse(".")
                    + " See docs/configuration.md");
  }

  private static Optional<String> badMember(String key) {
    return ConfigKeys.all().stream()
        .flatMap(family -> family.memberText(key).stream())
        .filter(member -> !member.contains("."))
        .map(member -> "has an illegal name in it; " + ConfigKey.MEMBER_RULE)
        .findFirst();
  }

  private static Optional<String> suggestion(String key) {
    if (key.length() > LONGEST_TYPING_ERROR) {
      return Optional.empty();
    }
    boolean variable = !key.startsWith(ConfigKey.PREFIX);
    return NearestName.of(
        key,
        ConfigKeys.all().stream()
            .map(known -> known.isFamily() ? sameMember(known, key, variable) : known.name())
            .map(known -> variable ? EnvironmentNames.of(known) : known)
            .toList());
  }

  /** The key of the family for the member that the mistyped key seems to name. */
  private static String sameMember(ConfigKey<?> family, String key, boolean variable) {
    String prefix = variable ? EnvironmentNames.of(family.familyPrefix()) : family.familyPrefix();
    int end = key.lastIndexOf(variable ? '_' : '.');
    return key.startsWith(prefix) && end > prefix.length()
        ? family.member(key.substring(prefix.length(), end)).name()
        : family.name();
  }
}
