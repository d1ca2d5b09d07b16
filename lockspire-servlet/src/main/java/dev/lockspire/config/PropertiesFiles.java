package dev.lockspire.config;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Finds {@code META-INF/lockspire.properties} (UTF-8) on the class path. */
final class PropertiesFiles {
  static final String RESOURCE = "META-INF/lockspire.properties";

  private PropertiesFiles() {}

  /**
   * All of them, low to high: the one the class path names first wins, as it does for {@code
   * ClassLoader.getResource}. In a WAR that is the one in {@code WEB-INF/classes}.
   */
  static List<ConfigurationSource> on(ClassLoader classPath) {
    List<ConfigurationSource> sources = new ArrayList<>();
    try {
      for (URL file : Collections.list(classPath.getResources(RESOURCE))) {
        sources.add(read(file));
      }
    } catch (IOException e) {
      sources.add(MapSource.unreadable(RESOURCE, RESOURCE, "cannot be looked up: " + e));
    }
    Collections.reverse(sources);
    return sources;
  }

  private static ConfigurationSource read(URL file) {
    String name = RESOURCE + " (" + file + ")";
    try {
      URLConnection connection = file.openConnection();
      // A cached jar stays open and keeps its old content after a redeployment.
      connection.setUseCaches(false);
      Properties properties = new Properties();
      try (Reader reader =
          new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8)) {
        properties.load(reader);
      }
      return MapSource.of(name, asMap(properties));
    } catch (IOException | IllegalArgumentException e) {
      // The parser's own message quotes no content of the file.
      return MapSource.unreadable(name, RESOURCE, "cannot be read: " + e.getMessage());
    }
  }

  static Map<String, String> asMap(Properties properties) {
    Map<String, String> values = new LinkedHashMap<>();
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    return values;
  }
}
