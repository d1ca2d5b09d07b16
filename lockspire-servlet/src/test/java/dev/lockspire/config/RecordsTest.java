package dev.lockspire.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The records of the configuration")
class RecordsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  @DisplayName("cannot be built from what could not be configured, and say which key it is")
  void refuse() {
    refused("lockspire.issuer", () -> new IssuerConfig(URI.create("https://x/"), false));
    refused("must use https", () -> new IssuerConfig(URI.create("http://x"), false));
    refused("not both", () -> database(Optional.of("java:x"), Optional.of("jdbc:postgresql:x")));
    refused("lockspire.jdbc.url", () -> database(Optional.empty(), Optional.of("jdbc:x")));
    refused(
        "lockspire.lifetimes.authorization-code",
        () -> new Lifetimes(HOUR, HOUR, HOUR, HOUR, HOUR, HOUR, HOUR));
    refused(
        "lockspire.lifetimes.pushed-request",
        () -> new PushedRequestsConfig(Duration.ofMinutes(10), false, false));
    refused("lockspire.refresh.grace", () -> new RefreshConfig(HOUR, true));
    refused("whole seconds", () -> new RefreshConfig(Duration.ofMillis(1500), true));
    refused("lockspire.clock-skew-seconds", () -> new ClockSkew(HOUR));
    refused("lockspire.jar-max-age-seconds", () -> new RequestObjectsConfig(HOUR.plusSeconds(1)));
    refused("lockspire.known-scopes", () -> ScopesConfig.of(Set.of("a b")));
    refused(
        "lockspire.scope-claims",
        () -> new ScopesConfig(Set.of(), Map.of("openid", Set.of("sub"))));
    refused("identifier", () -> new ResourceServer("x", URI.create("x"), Set.of()));
    refused("lockspire.listener", () -> seams("a b"));
    refused("lockspire.logout-path", () -> new LogoutConfig(Optional.of("//x"), false));
    refused("lockspire.http.max-parameters", () -> new HttpConfig(65536, 16384, 1));
    refused("lockspire.jwks.fetch.connect-timeout-millis", () -> remoteJwks(1001, 3000));
    refused("lockspire.jwks.fetch.deadline-millis", () -> remoteJwks(1000, 3001));
    refused("first address", () -> Cidr.parse("10.0.0.1/8"));
    refused("port", () -> new PortRange(2, 1));
    refused("host[:port]", () -> new AllowedTarget.Host("UPPER", OptionalInt.empty()));
    refused("host[:port]", () -> new AllowedTarget.Host("host", OptionalInt.of(0)));
    refused(
        "lockspire.jobs.threads",
        () -> new JobsConfig(JobsConfig.Mode.ENABLED, 0, new PrunerSchedule.Off(), 1000));
    refused("lockspire.keys.min-retire-age", () -> new KeysConfig(HOUR, HOUR.negated()));
    refused(
        "lockspire.audit.retention",
        () -> new AuditConfig(Optional.of(HOUR), Duration.ofDays(7), 1000));
    refused(
        "lockspire.refusals.retention",
        () -> new AuditConfig(Optional.empty(), Duration.ofDays(91), 1000));
    refused(
        "lockspire.refusals.max-rows",
        () -> new AuditConfig(Optional.empty(), Duration.ofDays(7), 99));
    refused("lockspire.discovery.display-values", () -> displays("tv"));
  }

  @Test
  @DisplayName("keep scopes in their order, openid among them once")
  void scopes() {
    Set<String> configured = new LinkedHashSet<>(List.of("profile", "openid", "email"));

    assertThat(ScopesConfig.of(configured).known()).containsExactly("profile", "openid", "email");
    assertThat(ScopesConfig.of(Set.of("email")).known()).containsExactly("openid", "email");
  }

  @Test
  @DisplayName("do not change when what they were built from does")
  void immutable() {
    Set<String> scopes = new LinkedHashSet<>(Set.of("a"));
    ScopesConfig config = ScopesConfig.of(scopes);
    scopes.add("b");

    assertThat(config.knows("b")).isFalse();
    assertThatThrownBy(() -> config.known().add("c"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static void refused(String message, ThrowingCallable building) {
    assertThatThrownBy(building)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static RemoteJwksConfig remoteJwks(int connectMillis, int deadlineMillis) {
    return new RemoteJwksConfig(
        Duration.ofMillis(connectMillis),
        Duration.ofSeconds(1),
        Duration.ofMillis(deadlineMillis),
        1024,
        Duration.ofMinutes(15),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10));
  }

  private static DatabaseConfig database(Optional<String> jndi, Optional<String> jdbc) {
    return new DatabaseConfig(
        jndi,
        jdbc,
        Optional.empty(),
        Optional.empty(),
        10,
        "lockspire",
        DatabaseConfig.MigrateMode.OFF);
  }

  private static SeamsConfig seams(String listener) {
    return new SeamsConfig(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(listener),
        Optional.empty());
  }

  private static DiscoveryConfig displays(String display) {
    return new DiscoveryConfig(
        List.of(),
        List.of(),
        List.of(),
        List.of(display),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        false);
  }
}
