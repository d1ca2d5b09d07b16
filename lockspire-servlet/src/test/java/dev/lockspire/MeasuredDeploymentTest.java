package dev.lockspire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.Actor;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.config.LockspireConfig;
import dev.lockspire.host.HostSeams;
import dev.lockspire.http.JsonReader;
import dev.lockspire.http.Throttle;
import dev.lockspire.measure.Metric;
import dev.lockspire.measure.PrometheusText;
import dev.lockspire.minting.LookupFixture;
import dev.lockspire.minting.ScriptedHost;
import dev.lockspire.storage.TestDatabase;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Metrics where everything is wired as a deployment has it")
class MeasuredDeploymentTest {
  private static final Pattern METRIC = Pattern.compile("lockspire_[a-z0-9_]+");
  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(lockspire_[a-z0-9_]+)`");
  private static TestDatabase database;
  private static Lockspire lockspire;
  private static String secret;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    lockspire =
        Lockspire.start(
            LockspireConfig.of(
                Map.of(
                    "lockspire.issuer", "https://op.example/measured",
                    "lockspire.known-scopes", "read:billing",
                    "lockspire.jdbc.url", database.jdbcUrl(),
                    "lockspire.jdbc.user", "postgres",
                    "lockspire.jdbc.pool-size", "2",
                    "lockspire.jobs.mode", "disabled",
                    "lockspire.encryption.master-key", "A".repeat(43))),
            HostSeams.of(new ScriptedHost()));
    ClientRegistration.Done done =
        (ClientRegistration.Done)
            lockspire
                .clients()
                .create(
                    Map.of(
                        "client_id", "measured-machine",
                        "client_name", "Machine",
                        "redirect_uris", List.of("https://app.example/callback"),
                        "grant_types", List.of("client_credentials"),
                        "scope", "read:billing"),
                    Actor.of("operator", "olga", "Olga"));
    secret = done.secret().orElseThrow().reveal();
  }

  @AfterAll
  static void stop() {
    if (lockspire.isLive()) {
      lockspire.close();
    }
    database.close();
  }

  private static String text() {
    return PrometheusText.of(lockspire.measurements().metrics());
  }

  private static Set<String> names(String text) {
    return METRIC.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static Path docs() {
    Path here = Path.of("").toAbsolutePath();
    return (Files.isDirectory(here.resolve("docs")) ? here : here.getParent()).resolve("docs");
  }

  @Test
  @DisplayName("show what was issued and refused, how long it took and how the server stands")
  void scrape() {
    Machine machine = new Machine(lockspire.router(Throttle.NONE), lockspire.issuer());
    String token =
        (String)
            JsonReader.object(
                    machine.ask(LookupFixture.basic("measured-machine", secret), Map.of()).text(),
                    10_000)
                .orElseThrow()
                .get("access_token");
    machine.ask(LookupFixture.basic("measured-machine", "NOT-THE-SECRET"), Map.of());

    String text = text();
    assertThat(text)
        .contains(
            "lockspire_token_issued_total{grant_type=\"client_credentials\"",
            "lockspire_request_duration_seconds_count{route=\"/token\",outcome=\"answered\"} 1",
            "lockspire_request_duration_seconds_count{route=\"/token\",outcome=\"refused\"} 1",
            "lockspire_refusals_total{route=\"/token\",outcome=\"refused\",reason_code=",
            "lockspire_active_key_age_seconds{algorithm=\"ES256\"} ",
            "lockspire_waiting_jobs 0",
            "lockspire_oldest_job_age_seconds 0",
            "lockspire_open_interactions 0",
            "lockspire_ready{check=\"database\"} 1",
            "lockspire_ready{check=\"active_key\"} 1")
        .doesNotContain("measured-machine", secret, token, "NOT-THE-SECRET");
    assertThat(text.lines()).noneMatch(line -> line.startsWith("lockspire_pruner_lag_seconds"));
  }

  @Test
  @DisplayName("every metric that the shipped Grafana dashboard names exists")
  void dashboard() throws IOException {
    String json = Files.readString(docs().resolve("grafana").resolve("lockspire.json"));
    assertThat(JsonReader.object(json, 100_000)).isPresent();
    Set<String> exist = new TreeSet<>();
    for (Metric metric : lockspire.measurements().metrics()) {
      if (metric.kind() == Metric.Kind.HISTOGRAM) {
        List.of("_bucket", "_sum", "_count").forEach(end -> exist.add(metric.name() + end));
      } else {
        exist.add(metric.name());
      }
    }

    assertThat(names(json)).hasSizeGreaterThan(10).allMatch(exist::contains);
  }

  @Test
  @DisplayName("docs/metrics.md lists exactly the metrics there are, events aside")
  void documented() throws IOException {
    String document = Files.readString(docs().resolve("metrics.md"));
    Set<String> documented =
        DOCUMENTED.matcher(document).results().map(m -> m.group(1)).collect(Collectors.toSet());
    Set<String> exist =
        lockspire.measurements().metrics().stream()
            .filter(metric -> !metric.help().startsWith("How often "))
            .map(Metric::name)
            .collect(Collectors.toSet());

    assertThat(documented).isEqualTo(exist);
  }

  @Test
  @DisplayName("readiness: database, schema version, active key, scheduler; silence is not ready")
  void readiness() {
    TestDatabase other = TestDatabase.create();
    Lockspire node =
        Lockspire.start(
            LockspireConfig.of(
                Map.of(
                    "lockspire.issuer", "https://op.example/closing",
                    "lockspire.jdbc.url", other.jdbcUrl(),
                    "lockspire.jdbc.user", "postgres",
                    "lockspire.jobs.mode", "disabled",
                    "lockspire.encryption.master-key", "A".repeat(43))),
            HostSeams.of(new ScriptedHost()));
    try {
      assertThat(node.readiness().ready()).isTrue();

      other.execute("ALTER TABLE {signing_keys} RENAME TO gone_keys");
      other.execute("ALTER TABLE {interactions} RENAME TO gone_interactions");
      assertThat(node.readiness().checks())
          .containsEntry("database", true)
          .containsEntry("schema_version", true)
          .containsEntry("active_key", false);
      assertThat(PrometheusText.of(node.measurements().metrics()).lines())
          .contains("lockspire_ready{check=\"active_key\"} 0", "lockspire_waiting_jobs 0")
          .noneMatch(line -> line.startsWith("lockspire_active_key_age_seconds"))
          .noneMatch(line -> line.startsWith("lockspire_open_interactions"));
    } finally {
      node.close();
      other.close();
    }
    assertThat(node.isLive()).isFalse();
    assertThat(node.readiness().checks()).containsEntry("database", false);
  }

  @Test
  @DisplayName("JMX has the figures while the application runs, and not after")
  void jmx() throws Exception {
    ObjectName ours =
        new ObjectName(
            "dev.lockspire:type=Lockspire,issuer="
                + ObjectName.quote("https://op.example/measured"));
    assertThat(
            ManagementFactory.getPlatformMBeanServer().getAttribute(ours, "lockspire_waiting_jobs"))
        .isEqualTo(0.0);
    ObjectName closed =
        new ObjectName(
            "dev.lockspire:type=Lockspire,issuer="
                + ObjectName.quote("https://op.example/closing"));
    readiness();
    assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(closed)).isFalse();
  }
}
