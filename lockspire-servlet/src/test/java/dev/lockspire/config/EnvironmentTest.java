package dev.lockspire.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The environment")
class EnvironmentTest {

  @Test
  @DisplayName("sets keys in upper case with underscores, members of families included")
  void setsKeys() {
    LockspireConfig config =
        load(
            Map.of(
                "LOCKSPIRE_ISSUER", "https://id.example.com",
                "LOCKSPIRE_ENCRYPTION_MASTER_KEY", Configured.MASTER_KEY,
                "LOCKSPIRE_KNOWN_SCOPES", "read",
                "LOCKSPIRE_RESOURCE_SERVER_BILLING_API_IDENTIFIER", "https://api.example.com",
                "LOCKSPIRE_RESOURCE_SERVER_BILLING_API_SCOPES", "read"));

    assertThat(config.encryption().masterKey().reveal()).isEqualTo(Configured.MASTER_KEY);
    assertThat(config.resourceServers().withScope("read"))
        .singleElement()
        .satisfies(server -> assertThat(server.name()).isEqualTo("billing-api"));
  }

  @Test
  @DisplayName("overrides one value of a member that another source names")
  void overridesMember() {
    LockspireConfig config =
        LockspireConfig.load(
            new ConfigurationSources(
                List.of(
                    ConfigurationSource.of(
                        "file",
                        Configured.with(
                            Map.of(
                                "lockspire.resource-server.billing-api.identifier",
                                "https://low.example.com"))),
                    new EnvironmentSource(
                        Map.of(
                            "LOCKSPIRE_RESOURCE_SERVER_BILLING_API_IDENTIFIER",
                            "https://high.example.com"))),
                true));

    assertThat(config.resourceServers().all())
        .extracting(server -> server.identifier().toString())
        .containsExactly("https://high.example.com");
  }

  @Test
  @DisplayName(
      "may hold LOCKSPIRE_CHROMIUM, LOCKSPIRE_TEST_ variables and everything without prefix")
  void foreignVariables() {
    Map<String, String> environment = new HashMap<>();
    environment.put("LOCKSPIRE_CHROMIUM", "/usr/bin/chromium");
    environment.put("LOCKSPIRE_TEST_WRITE_DOCS", "true");
    environment.put("PATH", "/bin");
    environment.put("lockspire_x", "y");

    assertThat(new EnvironmentSource(environment).keys()).isEmpty();
  }

  @Test
  @DisplayName("refuses other LOCKSPIRE_ variables, suggesting the nearest one")
  void unknownVariables() {
    List<ConfigurationProblem> problems =
        Configured.problems(
            new ConfigurationSources(
                List.of(
                    ConfigurationSource.of("test", Configured.LEAST),
                    new EnvironmentSource(
                        Map.of(
                            "LOCKSPIRE_ISUER", "a",
                            "LOCKSPIRE_RESOURCE_SERVER_API_IDENTIFER", "b",
                            "LOCKSPIRE_DPOP_POLICY", "required"))),
                true));

    assertThat(problems)
        .extracting(ConfigurationProblem::toString)
        .satisfiesExactlyInAnyOrder(
            text ->
                assertThat(text)
                    .startsWith("LOCKSPIRE_ISUER (environment): ")
                    .contains("did you mean LOCKSPIRE_ISSUER?"),
            text -> assertThat(text).contains("LOCKSPIRE_RESOURCE_SERVER_API_IDENTIFIER?"),
            text -> assertThat(text).startsWith("LOCKSPIRE_DPOP_POLICY").contains("server policy"));
  }

  private static LockspireConfig load(Map<String, String> environment) {
    return LockspireConfig.load(
        new ConfigurationSources(List.of(new EnvironmentSource(environment)), true));
  }
}
