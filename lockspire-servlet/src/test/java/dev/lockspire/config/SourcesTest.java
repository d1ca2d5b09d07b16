package dev.lockspire.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Configuration sources")
class SourcesTest {
  private static final String KEY = "lockspire.storage.schema";

  @TempDir Path directory;

  @Test
  @DisplayName(
      "override one another: file, annotation, web.xml, system property, environment, code")
  void precedence() throws IOException {
    String[] values = {"file", "annotation", "context", "property", "environment", "code"};

    for (int highest = 0; highest < values.length; highest++) {
      assertThat(schemaWith(values, highest)).isEqualTo(values[highest]);
    }
  }

  private String schemaWith(String[] values, int highest) throws IOException {
    Map<String, String> least = new HashMap<>(Configured.LEAST);
    least.put("lockspire.datasource", "java:comp/DefaultDataSource");
    Properties properties = new Properties();
    if (highest >= 3) {
      properties.setProperty(KEY, values[3]);
    }
    try (URLClassLoader classPath = classPath(KEY + "=" + values[0])) {
      return LockspireConfig.load(
              ConfigurationSources.standard(
                  classPath,
                  highest >= 1
                      ? ConfigurationSource.ofPairs("annotation", KEY + "=" + values[1])
                      : ConfigurationSource.none(),
                  highest >= 2 ? with(least, KEY, values[2]) : least,
                  properties,
                  highest >= 4 ? Map.of("LOCKSPIRE_STORAGE_SCHEMA", values[4]) : Map.of(),
                  highest >= 5 ? Map.of(KEY, values[5]) : Map.of()))
          .database()
          .schema();
    }
  }

  @Test
  @DisplayName("of the process itself are read where no others are given")
  void processSources() throws IOException {
    try (URLClassLoader classPath = classPath("")) {
      ConfigurationSources sources =
          ConfigurationSources.standard(
              classPath, ConfigurationSource.none(), Map.of(), Map.of("x", "y"));

      assertThat(sources.lowToHigh())
          .extracting(ConfigurationSource::name)
          .endsWith(
              "web.xml context-param", "system property", "environment", "LockspireConfigurer");
      assertThat(sources.lowToHigh().get(3).lookup("java.version"))
          .contains(System.getProperty("java.version"));
      assertThat(sources.dataSourceSupplied()).isFalse();
      assertThat(sources.withDataSourceSupplied().dataSourceSupplied()).isTrue();
    }
  }

  @Test
  @DisplayName("take a value back by a blank one")
  void blankTakesBack() {
    LockspireConfig config =
        LockspireConfig.load(
            new ConfigurationSources(
                List.of(
                    ConfigurationSource.of("low", Configured.with(Map.of(KEY, "other"))),
                    ConfigurationSource.of("high", Map.of(KEY, " "))),
                true));

    assertThat(config.database().schema()).isEqualTo("lockspire");
  }

  @Test
  @DisplayName("are named when a value of theirs is refused")
  void namedInProblems() throws IOException {
    Map<String, String> least = new HashMap<>(Configured.LEAST);
    try (URLClassLoader classPath = classPath(KEY + "=a-b\nlockspire.migrate=x")) {
      List<ConfigurationProblem> problems =
          Configured.problems(
              ConfigurationSources.standard(
                      classPath,
                      ConfigurationSource.ofPairs("@LockspireConfiguration on X"),
                      least,
                      new Properties(),
                      Map.of("LOCKSPIRE_JOBS_THREADS", "many"),
                      Map.of())
                  .withDataSourceSupplied());

      assertThat(problems)
          .extracting(ConfigurationProblem::key)
          .containsExactly(KEY, "lockspire.migrate", "lockspire.jobs.threads");
      assertThat(problems.get(0).source())
          .startsWith("META-INF/lockspire.properties (file:")
          .endsWith("META-INF/lockspire.properties)");
      assertThat(problems.get(2).source()).isEqualTo("environment variable LOCKSPIRE_JOBS_THREADS");
      assertThat(problems.get(2))
          .hasToString(
              "lockspire.jobs.threads = \"many\" (environment variable LOCKSPIRE_JOBS_THREADS): must be"
                  + " a whole number from 1 to 64");
    }
  }

  @Test
  @DisplayName("that are files: the first on the class path wins, UTF-8 is read")
  void severalFiles() throws IOException {
    Path first = file("first", "greeting=grüezi\n" + KEY + "=first");
    Path second = file("second", "greeting=hello\nlockspire.migrate=auto\n" + KEY + "=second");
    try (URLClassLoader classPath = new URLClassLoader(new URL[] {url(first), url(second)}, null)) {
      List<ConfigurationSource> sources = PropertiesFiles.on(classPath);
      MergedValues values = new MergedValues(sources);

      assertThat(sources).hasSize(2);
      assertThat(values.value(KEY).orElseThrow().text()).isEqualTo("first");
      assertThat(values.value("greeting").orElseThrow().text()).isEqualTo("grüezi");
      assertThat(values.value("lockspire.migrate").orElseThrow().text()).isEqualTo("auto");
    }
  }

  @Test
  @DisplayName("that cannot be read are a problem among the others")
  void malformedFile() throws IOException {
    try (URLClassLoader classPath = classPath("lockspire.migrate=\\u00g1")) {
      assertThat(Configured.problems(new ConfigurationSources(PropertiesFiles.on(classPath), true)))
          .extracting(ConfigurationProblem::key)
          .containsExactly(
              "META-INF/lockspire.properties",
              "lockspire.issuer",
              "lockspire.encryption.master-key");
    }
  }

  @Test
  @DisplayName("that are pairs refuse what is no pair, without showing it, and repetitions")
  void pairs() {
    ConfigurationSource source =
        ConfigurationSource.ofPairs(
            "annotation",
            "lockspire.jobs.threads = 3",
            "hunter2",
            "=hunter3",
            "a=1",
            "a=2",
            "b=c=d");

    assertThat(source.lookup("b")).contains("c=d");
    assertThat(source.lookup("lockspire.jobs.threads")).contains(" 3");
    assertThat(source.problems())
        .extracting(ConfigurationProblem::key)
        .containsExactly("pair 2", "pair 3", "a");
    assertThat(source.problems().toString()).doesNotContain("hunter");
  }

  private static Map<String, String> with(Map<String, String> values, String key, String value) {
    Map<String, String> more = new HashMap<>(values);
    more.put(key, value);
    return more;
  }

  private URLClassLoader classPath(String properties) throws IOException {
    return new URLClassLoader(new URL[] {url(file("classes", properties))}, null);
  }

  private Path file(String root, String properties) throws IOException {
    Path file = directory.resolve(root).resolve(PropertiesFiles.RESOURCE);
    Files.createDirectories(file.getParent());
    Files.writeString(file, properties);
    return directory.resolve(root);
  }

  private static URL url(Path directory) throws MalformedURLException {
    return directory.toUri().toURL();
  }
}
