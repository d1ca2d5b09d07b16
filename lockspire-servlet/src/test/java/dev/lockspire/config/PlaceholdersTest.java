package dev.lockspire.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Placeholders")
class PlaceholdersTest {
  private final LockspireConfig config =
      LockspireConfig.load(
          new ConfigurationSources(
              List.of(
                  ConfigurationSource.of(
                      "file",
                      Configured.with(
                          Map.of(
                              "billing.base", "https://billing.test",
                              "billing.loop", "${billing.base}",
                              "billing.blank", " ",
                              "billing.price", "$1\\",
                              "lockspire.resource-server.api.identifier", "urn:a-b"))),
                  new EnvironmentSource(Map.of("BILLING_REGION", "eu"))),
              true));

  @Test
  @DisplayName("are filled from any source, by any key")
  void filled() {
    assertThat(config.resolve("${billing.base}/api ${billing.region}"))
        .isEqualTo("https://billing.test/api eu");
    assertThat(config.resolve("${lockspire.issuer}")).isEqualTo("https://id.example.com/lockspire");
    assertThat(config.resolve("${ lockspire.resource-server.api.identifier }"))
        .isEqualTo("urn:a-b");
    assertThat(config.resolve("${billing.price}")).isEqualTo("$1\\");
  }

  @Test
  @DisplayName("take the default of a key that is not set")
  void defaults() {
    assertThat(config.resolve("${lockspire.storage.schema}.clients"))
        .isEqualTo("lockspire.clients");
  }

  @Test
  @DisplayName("are not looked for in what was filled in, nor in other text")
  void once() {
    assertThat(config.resolve("${billing.loop}")).isEqualTo("${billing.base}");
    assertThat(config.resolve("$1 \\ {x} $ }")).isEqualTo("$1 \\ {x} $ }");
    assertThat(config.resolve("")).isEmpty();
  }

  @Test
  @DisplayName("fail, all together, when a key is unknown, blank, secret or not closed")
  void failures() {
    assertThatThrownBy(
            () ->
                config.resolve(
                    "${billing.bse} ${billing.blank} ${lockspire.jdbc.url}"
                        + " ${lockspire.encryption.master-key} ${} ${billing.base"))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e -> {
              assertThat(e.problems())
                  .extracting(ConfigurationProblem::key)
                  .containsExactly(
                      "billing.bse",
                      "billing.blank",
                      "lockspire.jdbc.url",
                      "lockspire.encryption.master-key",
                      "",
                      "billing.base");
              assertThat(e).hasMessageContaining("is secret").hasMessageContaining("not closed");
              assertThat(e).hasMessageNotContaining(Configured.MASTER_KEY);
            });
  }
}
