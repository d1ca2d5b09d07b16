package dev.lockspire.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The least that makes a configuration, and how tests change it. */
final class Configured {
  static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  static final String OTHER_KEY = "//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA=";

  static final Map<String, String> LEAST =
      Map.of(
          "lockspire.issuer",
          "https://id.example.com/lockspire",
          "lockspire.encryption.master-key",
          MASTER_KEY);

  private Configured() {}

  static Map<String, String> with(Map<String, String> more) {
    Map<String, String> values = new HashMap<>(LEAST);
    values.putAll(more);
    return values;
  }

  static LockspireConfig by(String key, String value) {
    return LockspireConfig.of(with(Map.of(key, value)));
  }

  /** The problems these values have beside a sound minimum; none when they load. */
  static List<ConfigurationProblem> problems(Map<String, String> more) {
    return problems(
        new ConfigurationSources(List.of(ConfigurationSource.of("test", with(more))), true));
  }

  static List<ConfigurationProblem> problems(ConfigurationSources sources) {
    try {
      LockspireConfig.load(sources);
      return List.of();
    } catch (ConfigurationException e) {
      return e.problems();
    }
  }
}
