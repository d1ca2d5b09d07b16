package dev.lockspire.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Configuration problems")
class ProblemsTest {

  @Test
  @DisplayName("are reported all together, in the order of the reference, unknown keys last")
  void allAtOnce() {
    assertThatThrownBy(
            () ->
                LockspireConfig.load(
                    new ConfigurationSources(
                        List.of(
                            ConfigurationSource.of(
                                "test",
                                Map.of(
                                    "lockspire.issuer", "http://id.example.com",
                                    "lockspire.storage.schema", "a-b",
                                    "lockspire.refresh.grace", "PT2M",
                                    "lockspire.jobs.threads", "0",
                                    "lockspire.typo", "x"))),
                        false)))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .extracting(ConfigurationProblem::key)
                    .containsExactly(
                        "lockspire.issuer",
                        "lockspire.datasource",
                        "lockspire.storage.schema",
                        "lockspire.encryption.master-key",
                        "lockspire.refresh.grace",
                        "lockspire.jobs.threads",
                        "lockspire.typo"))
        .hasMessageStartingWith("Lockspire's configuration has 7 problems:")
        .hasMessageContaining(
            "  - lockspire.issuer = \"http://id.example.com\" (test): must use https")
        .hasMessageContaining("  - lockspire.encryption.master-key (not set): is required");
  }

  @Test
  @DisplayName("are one line each: control characters are replaced, long values cut")
  void printable() {
    ConfigurationProblem problem =
        new ConfigurationProblem(
            "lockspire.issuer", Optional.of("a\r\nb" + "x".repeat(300)), "test", "is bad");

    assertThat(problem.toString())
        .startsWith("lockspire.issuer = \"a??bxxx")
        .endsWith("…\" (test): is bad")
        .hasSizeLessThan(260);
  }

  @Test
  @DisplayName("never show a secret, neither as value nor in the message")
  void secretsAreMasked() {
    List<ConfigurationProblem> problems =
        Configured.problems(
            Map.of(
                "lockspire.encryption.master-key", "hunter2!",
                "lockspire.encryption.previous-keys", "hunter3! hunter4!",
                "lockspire.jdbc.url", "jdbc:mysql://db/x?user=u&password=hunter5&ssl=true",
                "lockspire.resource-server.api.identifier", "https://me:hunter6@x#y"));

    assertThat(problems).hasSizeGreaterThanOrEqualTo(4);
    assertThat(new ConfigurationException(problems))
        .hasMessageContaining("lockspire.encryption.master-key (test)")
        .hasMessageContaining("password=***&ssl=true")
        .message()
        .doesNotContain("hunter");
  }

  @Test
  @DisplayName("aside, no text of the configuration itself shows a secret")
  void configurationIsMasked() {
    LockspireConfig config =
        LockspireConfig.of(
            Configured.with(
                Map.of(
                    "lockspire.jdbc.url", "jdbc:postgresql://db/x?password=hunter2",
                    "lockspire.jdbc.password", "hunter3",
                    "lockspire.encryption.previous-keys", Configured.OTHER_KEY)));

    assertThat(config.toString())
        .contains("https://id.example.com/lockspire", "jdbc:postgresql://db/x?password=***")
        .doesNotContain("hunter", Configured.MASTER_KEY, Configured.OTHER_KEY);
    assertThat(config.database().password().orElseThrow().reveal()).isEqualTo("hunter3");
    ConfigurationSources sources =
        new ConfigurationSources(
            List.of(
                ConfigurationSource.of("one", Map.of("a", "hunter2")),
                new EnvironmentSource(Map.of("B", "hunter3"))),
            true);
    assertThat(sources.toString()).contains("one", "environment").doesNotContain("hunter");
  }
}
