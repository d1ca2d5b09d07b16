package dev.lockspire.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A configuration of issuer and master key alone")
class DefaultsTest {
  private final LockspireConfig config = LockspireConfig.of(Configured.LEAST);

  @Test
  @DisplayName("knows the issuer and its path")
  void issuer() {
    assertThat(config.issuer().issuer()).isEqualTo(URI.create("https://id.example.com/lockspire"));
    assertThat(config.issuer().path()).isEqualTo("/lockspire");
    assertThat(new IssuerConfig(URI.create("https://id.example.com"), false).path()).isEmpty();
  }

  @Test
  @DisplayName("has the documented lifetimes")
  void lifetimes() {
    assertThat(config.lifetimes())
        .isEqualTo(
            new Lifetimes(
                Duration.ofHours(1),
                Duration.ofDays(30),
                Duration.ofHours(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                Duration.ofMinutes(10)));
    assertThat(config.pushedRequests())
        .isEqualTo(new PushedRequestsConfig(Duration.ofMinutes(5), false, false));
    assertThat(config.rar()).isEqualTo(RarConfig.none());
    assertThat(config.requestObjects()).isEqualTo(new RequestObjectsConfig(Duration.ofMinutes(10)));
    assertThat(config.refresh().grace()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.clockSkew().tolerance()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.keys()).isEqualTo(new KeysConfig(Duration.ofHours(1), Duration.ofHours(2)));
    assertThat(config.audit().retention()).isEmpty();
    assertThat(config.audit().refusalRetention()).isEqualTo(Duration.ofDays(7));
    assertThat(config.audit().refusalRows()).isEqualTo(100_000);
  }

  @Test
  @DisplayName("has the documented modes and limits")
  void modes() {
    assertThat(config.database().schema()).isEqualTo("lockspire");
    assertThat(config.database().migrate()).isEqualTo(DatabaseConfig.MigrateMode.VALIDATE);
    assertThat(config.revocation().accessRevokesFamily()).isFalse();
    assertThat(config.introspection().tokenTypeStyle())
        .isEqualTo(IntrospectionConfig.TokenTypeStyle.RFC7662);
    assertThat(config.signing())
        .isEqualTo(new SigningConfig(SigningConfig.Algorithm.ES256, SigningConfig.Provider.AUTO));
    assertThat(config.jobs())
        .isEqualTo(new JobsConfig(JobsConfig.Mode.ENABLED, 2, new PrunerSchedule.Hourly(), 1000));
    assertThat(config.metrics()).isEqualTo(new MetricsConfig(false));
    assertThat(config.http()).isEqualTo(new HttpConfig(65536, 16384, 200));
    assertThat(config.logout()).isEqualTo(new LogoutConfig(Optional.empty(), false));
    assertThat(config.seams())
        .isEqualTo(
            new SeamsConfig(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  @DisplayName("reaches nothing but public addresses at port 443, and fetches keys within bounds")
  void outbound() {
    assertThat(config.outbound())
        .isEqualTo(new OutboundConfig(List.of(), List.of(new PortRange(443, 443)), List.of()));
    assertThat(config.remoteJwks())
        .isEqualTo(
            new RemoteJwksConfig(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                262_144,
                Duration.ofMinutes(15),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10)));
  }

  @Test
  @DisplayName("knows the scope openid and publishes nothing on the host's behalf")
  void scopesAndDiscovery() {
    assertThat(config.scopes().known()).containsExactly("openid");
    assertThat(config.scopes().knows("openid")).isTrue();
    assertThat(config.scopes().knows("profile")).isFalse();
    assertThat(config.scopes().claims()).isEmpty();
    assertThat(config.resourceServers().all()).isEmpty();
    assertThat(config.discovery().claimsSupported()).isEmpty();
    assertThat(config.discovery().promptCreateSupported()).isFalse();
    assertThat(config.discovery().serviceDocumentation()).isEmpty();
  }
}
