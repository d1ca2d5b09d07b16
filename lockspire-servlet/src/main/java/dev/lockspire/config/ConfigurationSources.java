package dev.lockspire.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Everything configuration is read from, in order of precedence.
 *
 * @param lowToHigh the sources; a later one overrides an earlier one, key by key
 * @param dataSourceSupplied whether the host's configurer hands over a {@code DataSource} object,
 *     which wins over {@code lockspire.datasource} and {@code lockspire.jdbc.url}
 */
public record ConfigurationSources(
    List<ConfigurationSource> lowToHigh, boolean dataSourceSupplied) {

  public ConfigurationSources {
    lowToHigh = List.copyOf(lowToHigh);
  }

  /**
   * The sources of a deployment, low to high: {@code META-INF/lockspire.properties} on the class
   * path, the annotation, context-params, system properties, the environment, and what the host's
   * configurer sets. Reads system properties and environment now.
   */
  public static ConfigurationSources standard(
      ClassLoader classPath,
      ConfigurationSource annotation,
      Map<String, String> contextParams,
      Map<String, String> overrides) {
    return standard(
        classPath, annotation, contextParams, System.getProperties(), System.getenv(), overrides);
  }

  static ConfigurationSources standard(
      ClassLoader classPath,
      ConfigurationSource annotation,
      Map<String, String> contextParams,
      Properties systemProperties,
      Map<String, String> environment,
      Map<String, String> overrides) {
    List<ConfigurationSource> sources = new ArrayList<>(PropertiesFiles.on(classPath));
    sources.add(annotation);
    sources.add(ConfigurationSource.of("web.xml context-param", contextParams));
    sources.add(ConfigurationSource.of("system property", PropertiesFiles.asMap(systemProperties)));
    sources.add(new EnvironmentSource(environment));
    sources.add(ConfigurationSource.of("LockspireConfigurer", overrides));
    return new ConfigurationSources(sources, false);
  }

  /** The same sources, knowing that the host supplies the {@code DataSource} itself. */
  public ConfigurationSources withDataSourceSupplied() {
    return new ConfigurationSources(lowToHigh, true);
  }
}
