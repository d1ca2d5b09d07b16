package dev.lockspire.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Keys that depend on each other")
class IssuerAndDatabaseTest {

  @Test
  @DisplayName("an http issuer beyond loopback needs allow-insecure-issuer")
  void insecureIssuer() {
    Map<String, String> insecure =
        Map.of(
            "lockspire.issuer", "http://id.example.com",
            "lockspire.allow-insecure-issuer", "true");

    assertThat(Configured.problems(insecure)).isEmpty();
    assertThat(Configured.problems(Map.of("lockspire.issuer", "http://id.example.com")))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message()).contains("lockspire.allow-insecure-issuer=true"));
  }

  @Test
  @DisplayName("a database is named once: JNDI, JDBC URL, or a DataSource of the host")
  void oneDatabase() {
    String jndi = "lockspire.datasource";
    String jdbc = "lockspire.jdbc.url";

    assertThat(problems(Map.of(jndi, "java:x"), false)).isEmpty();
    assertThat(problems(Map.of(jdbc, "jdbc:postgresql:x"), false)).isEmpty();
    assertThat(problems(Map.of(), true)).isEmpty();
    assertThat(problems(Map.of(), false)).containsExactly(jndi);
    assertThat(problems(Map.of(jndi, "java:x", jdbc, "jdbc:postgresql:x"), false))
        .containsExactly(jdbc);
  }

  @Test
  @DisplayName("a DataSource of the host wins over both keys, which are still checked")
  void suppliedDataSource() {
    Map<String, String> both =
        Map.of("lockspire.datasource", "java:x", "lockspire.jdbc.url", "jdbc:postgresql:x");

    DatabaseConfig database =
        LockspireConfig.load(
                new ConfigurationSources(
                    List.of(ConfigurationSource.of("test", Configured.with(both))), true))
            .database();

    assertThat(database.jndiName()).isEmpty();
    assertThat(database.jdbcUrl()).isEmpty();
    assertThat(problems(Map.of("lockspire.jdbc.url", "jdbc:h2:x"), true))
        .containsExactly("lockspire.jdbc.url");
  }

  @Test
  @DisplayName("a database password keeps its white space")
  void database() {
    DatabaseConfig database =
        LockspireConfig.of(
                Configured.with(
                    Map.of(
                        "lockspire.jdbc.url", "jdbc:postgresql://db/lockspire",
                        "lockspire.jdbc.user", "lockspire",
                        "lockspire.jdbc.password", " secret ",
                        "lockspire.jdbc.pool-size", "7",
                        "lockspire.storage.schema", "oauth",
                        "lockspire.migrate", "auto")))
            .database();

    assertThat(database.jdbcUrl()).contains("jdbc:postgresql://db/lockspire");
    assertThat(database.user()).contains("lockspire");
    assertThat(database.password().orElseThrow().reveal()).isEqualTo(" secret ");
    assertThat(database.poolSize()).isEqualTo(7);
    assertThat(database.schema()).isEqualTo("oauth");
    assertThat(database.migrate()).isEqualTo(DatabaseConfig.MigrateMode.AUTO);
    assertThat(database.jndiName()).isEmpty();
  }

  private static List<String> problems(Map<String, String> more, boolean dataSourceSupplied) {
    return Configured.problems(
            new ConfigurationSources(
                List.of(ConfigurationSource.of("test", Configured.with(more))), dataSourceSupplied))
        .stream()
        .map(ConfigurationProblem::key)
        .toList();
  }
}
