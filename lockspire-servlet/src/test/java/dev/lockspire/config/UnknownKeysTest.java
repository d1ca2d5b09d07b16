package dev.lockspire.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A key that is not known")
class UnknownKeysTest {

  @ParameterizedTest(name = "{0} is refused, suggesting {1}")
  @CsvSource({
    "lockspire.isuer, lockspire.issuer",
    "lockspire.jdbc.pool_size, lockspire.jdbc.pool-size",
    "lockspire.jdbc.lru, lockspire.jdbc.url",
    "lockspire.refreshgrace, lockspire.refresh.grace",
    "lockspire.encryption.masterkey, lockspire.encryption.master-key",
    "lockspire.lifetime.access-token, lockspire.lifetimes.access-token",
    "lockspire.resource-server.api.identifer, lockspire.resource-server.api.identifier",
    "lockspire.resource-servers.api.scopes, lockspire.resource-server.<name>.scopes"
  })
  void suggestion(String key, String suggestion) {
    assertThat(Configured.problems(Map.of(key, "hunter2")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.key()).isEqualTo(key);
              assertThat(problem.message()).contains("did you mean " + suggestion + "?");
              assertThat(problem.toString()).doesNotContain("hunter2");
            });
  }

  @Test
  @DisplayName("gets no suggestion when it resembles nothing")
  void nothingNear() {
    assertThat(Configured.problems(Map.of("lockspire.qqqqqqqqqqqqqqqqqqqqqqqqqq", "x")))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .isEqualTo("is not a known key. See docs/configuration.md"));
  }

  @Test
  @DisplayName("is reported once for each source that has it")
  void eachSource() {
    List<ConfigurationProblem> problems =
        Configured.problems(
            new ConfigurationSources(
                List.of(
                    ConfigurationSource.of("one", Configured.with(Map.of("lockspire.x", "1"))),
                    ConfigurationSource.of("two", Map.of("lockspire.x", "2"))),
                true));

    assertThat(problems).extracting(ConfigurationProblem::source).containsExactly("one", "two");
  }

  @Test
  @DisplayName("is left alone without the prefix lockspire.")
  void otherPrefixes() {
    assertThat(Configured.problems(Map.of("billing.isuer", "x", "lockspire", "y"))).isEmpty();
  }

  @ParameterizedTest(name = "{0} is explained as server policy, set at run time")
  @ValueSource(
      strings = {
        "lockspire.par_policy",
        "lockspire.par-policy",
        "lockspire.dpop_policy",
        "lockspire.dpop-policy",
        "lockspire.security_profile",
        "lockspire.security-profile",
        "lockspire.access_token_format",
        "lockspire.access-token-format",
        "lockspire.max_delegation_depth",
        "lockspire.max-delegation-depth",
        "lockspire.registration_policy",
        "lockspire.message_signing_requires_jarm",
        "lockspire.message-signing-requires-introspection",
        "lockspire.policy.message-signing-requires-request-objects",
        "lockspire.policy.registration-policy"
      })
  void serverPolicy(String key) {
    assertThat(Configured.problems(Map.of(key, "x")))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .contains("is server policy, not configuration")
                    .contains("at run time")
                    .doesNotContain("did you mean"));
  }

  @Test
  @DisplayName("is explained where another setting takes its place")
  void replaced() {
    assertThat(Configured.problems(Map.of("lockspire.mount-path", "/x")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("mapping of the servlet"));
    assertThat(Configured.problems(Map.of("lockspire.secret-key-base", "x")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("encryption.master-key"));
  }

  @ParameterizedTest(name = "{0} has an illegal member name")
  @ValueSource(
      strings = {
        "lockspire.resource-server.Billing.identifier",
        "lockspire.resource-server.billing_api.scopes",
        "lockspire.resource-server.-a.identifier",
        "lockspire.resource-server.a--b.identifier"
      })
  void illegalMember(String key) {
    assertThat(Configured.problems(Map.of(key, "x")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains(ConfigKey.MEMBER_RULE));
  }

  @Test
  @DisplayName("is measured by insertions, deletions, replacements and swaps")
  void distance() {
    assertThat(NearestName.distance("", "abc")).isEqualTo(3);
    assertThat(NearestName.distance("abc", "abc")).isZero();
    assertThat(NearestName.distance("abc", "acb")).isEqualTo(1);
    assertThat(NearestName.distance("abc", "axc")).isEqualTo(1);
    assertThat(NearestName.distance("abcd", "abd")).isEqualTo(1);
    assertThat(NearestName.of("abc", List.of("xyz", "abd", "abe"))).contains("abd");
  }
}
