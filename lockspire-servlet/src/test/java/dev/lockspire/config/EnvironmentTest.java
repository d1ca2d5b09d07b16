package dev.lockspire.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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

  @Property
  void everyKeyIsFoundBackFromItsVariable(
      @ForAll("keys") ConfigKey<?> key, @ForAll("members") String member) {
    String name = key.isFamily() ? key.member(member).name() : key.name();
    String variable = EnvironmentNames.of(name);

    assertThat(variable).matches("LOCKSPIRE(_[A-Z0-9]+)+");
    assertThat(EnvironmentNames.keyFor(variable)).contains(name);
    assertThat(new EnvironmentSource(Map.of(variable, "v")).lookup(name)).contains("v");
    assertThat(new EnvironmentSource(Map.of(variable, "v")).keys()).containsExactly(name);
  }

  @Property
  void noOtherVariableIsTakenForAKey(@ForAll("variables") String variable) {
    EnvironmentNames.keyFor(variable)
        .ifPresent(key -> assertThat(EnvironmentNames.of(key)).isEqualTo(variable));
    assertThat(new EnvironmentSource(Map.of(variable, "v")).keys()).hasSize(1);
  }

  @Provide
  Arbitrary<ConfigKey<?>> keys() {
    return Arbitraries.of(ConfigKeys.all());
  }

  @Provide
  Arbitrary<String> members() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .numeric()
        .ofMinLength(1)
        .ofMaxLength(8)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(parts -> String.join("-", parts));
  }

  @Provide
  Arbitrary<String> variables() {
    return Arbitraries.of("RESOURCE", "SERVER", "_", "__", "A", "IDENTIFIER", "SCOPES", "ISSUER")
        .list()
        .ofMinSize(1)
        .ofMaxSize(7)
        .map(parts -> "LOCKSPIRE_" + String.join("_", parts));
  }

  private static LockspireConfig load(Map<String, String> environment) {
    return LockspireConfig.load(
        new ConfigurationSources(List.of(new EnvironmentSource(environment)), true));
  }
}
