package dev.lockspire.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.TelemetryEvent;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Measurements")
class MeasurementsTest {
  private static final Meter NOOP = OpenTelemetry.noop().getMeter("dev.lockspire");
  private final Measurements measurements = new Measurements(false, NOOP);

  private static String text(Measurements measurements) {
    return PrometheusText.of(measurements.metrics());
  }

  @Test
  @DisplayName("counters by grant_type, outcome, reason_code; one event may stand for several")
  void counters() {
    measurements.emit(TelemetryEvent.TOKEN_ISSUED, Map.of("grant_type", "refresh_token"));
    measurements.emit(TelemetryEvent.TOKEN_ISSUED, Map.of("grant_type", "refresh_token"));
    measurements.emit(TelemetryEvent.DPOP_FAILED, Map.of("reason_code", "dpop_proof_replayed"));
    measurements.emit(TelemetryEvent.PRUNER_COMPLETED, Map.of("count", "7"));

    assertThat(text(measurements).lines())
        .contains(
            "# TYPE lockspire_token_issued_total counter",
            "lockspire_token_issued_total{grant_type=\"refresh_token\"} 2",
            "lockspire_dpop_failed_total{reason_code=\"dpop_proof_replayed\"} 1",
            "lockspire_pruner_completed_total 7",
            "lockspire_logout_requested_total 0");
  }

  @Test
  @DisplayName("No client tag unless switched on, and nothing secret is ever a label")
  void labels() {
    Map<String, String> told =
        Map.of(
            "client_id", "c-1",
            "subject_id", "s-1",
            "code", "SECRET-1",
            "access_token", "SECRET-2",
            "family_id", "f-1",
            "auth_method", "private_key_jwt");
    for (TelemetryEvent event : TelemetryEvent.values()) {
      measurements.emit(event, told);
    }
    assertThat(text(measurements))
        .contains("lockspire_client_auth_success_total{auth_method=\"private_key_jwt\"} 1")
        .doesNotContain("c-1", "s-1", "f-1", "SECRET");

    Measurements tagged = new Measurements(true, NOOP);
    tagged.emit(TelemetryEvent.TOKEN_ISSUED, told);
    assertThat(text(tagged))
        .contains("{auth_method=\"private_key_jwt\",client_id=\"c-1\"} 1")
        .doesNotContain("s-1", "f-1", "SECRET");
  }

  @Test
  @DisplayName("a stranger's client ids take no place, and clients beyond 200 are other")
  void clients() {
    Measurements tagged = new Measurements(true, NOOP);
    for (int i = 0; i < 1000; i++) {
      tagged.emit(TelemetryEvent.CLIENT_AUTH_FAILED, Map.of("client_id", "stranger-" + i));
      tagged.emit(TelemetryEvent.TOKEN_ISSUED, Map.of("client_id", "client-" + i));
    }
    String text = text(tagged);

    assertThat(text)
        .contains("lockspire_client_auth_failed_total{client_id=\"other\"} 1000")
        .contains("lockspire_token_issued_total{client_id=\"client-199\"} 1")
        .contains("lockspire_token_issued_total{client_id=\"other\"} 800")
        .doesNotContain("stranger", "client-200");
  }

  @Test
  @DisplayName("series are bounded: whatever comes later is counted as other")
  void bounded() {
    for (int i = 0; i < 2000; i++) {
      measurements.emit(TelemetryEvent.DPOP_FAILED, Map.of("reason_code", "r" + i));
    }
    measurements.emit(TelemetryEvent.DPOP_FAILED, Map.of("reason_code", "x".repeat(5000)));
    List<String> lines =
        text(measurements).lines().filter(l -> l.startsWith("lockspire_dpop_failed")).toList();

    assertThat(lines)
        .hasSize(501)
        .anyMatch(line -> line.contains("reason_code=\"other\"") && line.endsWith(" 1501"));
  }

  @Test
  @DisplayName("label values are escaped as the format demands")
  void escaping() {
    measurements.emit(
        TelemetryEvent.DPOP_FAILED, Map.of("reason_code", "a\"b\\c\nlockspire_forged 1"));

    assertThat(text(measurements).lines())
        .contains("lockspire_dpop_failed_total{reason_code=\"a\\\"b\\\\c\\nlockspire_forged 1\"} 1")
        .noneMatch(line -> line.startsWith("lockspire_forged"));
  }

  @Test
  @DisplayName("timers count, add up and tell by upper bound; refusals are counted by reason")
  void timers() {
    measurements.answered("/token", Outcome.ANSWERED, "", 4_000_000);
    measurements.answered("/token", Outcome.ANSWERED, "", 60_000_000);
    measurements.answered("/token", Outcome.REFUSED, "invalid_grant", 11_000_000_000L);
    measurements.keysFetched(false, 1_500_000_000);

    assertThat(text(measurements).lines())
        .contains(
            "# TYPE lockspire_request_duration_seconds histogram",
            bucket("answered", "0.005") + " 1",
            bucket("answered", "0.05") + " 1",
            bucket("answered", "0.1") + " 2",
            bucket("answered", "+Inf") + " 2",
            "lockspire_request_duration_seconds_sum{route=\"/token\",outcome=\"answered\"} 0.064",
            "lockspire_request_duration_seconds_count{route=\"/token\",outcome=\"answered\"} 2",
            bucket("refused", "10.0") + " 0",
            bucket("refused", "+Inf") + " 1",
            "lockspire_refusals_total"
                + "{route=\"/token\",outcome=\"refused\",reason_code=\"invalid_grant\"} 1",
            "lockspire_jwks_fetch_duration_seconds_sum{outcome=\"failed\"} 1.5");
  }

  private static String bucket(String outcome, String bound) {
    return "lockspire_request_duration_seconds_bucket{route=\"/token\",outcome=\""
        + outcome
        + "\",le=\""
        + bound
        + "\"}";
  }

  @Test
  @DisplayName("a gauge that cannot be read is absent, not zero, and hides no other")
  void failingGauge() {
    measurements.show(
        List.of(
            Gauge.of(
                "lockspire_broken",
                "Breaks.",
                () -> {
                  throw new IllegalStateException("no database");
                }),
            Gauge.of("lockspire_unknown", "Unknown.", Optional::<Integer>empty),
            Gauge.by("algorithm", "lockspire_ages", "Ages.", () -> Map.of("ES256", 1.5))));

    assertThat(text(measurements).lines())
        .contains("# TYPE lockspire_broken gauge", "lockspire_ages{algorithm=\"ES256\"} 1.5")
        .noneMatch(line -> line.startsWith("lockspire_broken"))
        .noneMatch(line -> line.startsWith("lockspire_unknown"));
  }

  @Test
  @DisplayName("OpenTelemetry has the same timers as histograms")
  void openTelemetry() {
    InMemoryMetricReader reader = InMemoryMetricReader.create();
    SdkMeterProvider meters = SdkMeterProvider.builder().registerMetricReader(reader).build();
    Measurements open = new Measurements(false, meters.get("dev.lockspire"));
    open.answered("/token", Outcome.ANSWERED, "", 20_000_000);

    HistogramPointData point =
        reader.collectAllMetrics().stream()
            .filter(metric -> metric.getName().equals("lockspire.request.duration"))
            .flatMap(metric -> metric.getHistogramData().getPoints().stream())
            .findFirst()
            .orElseThrow();
    assertThat(point.getSum()).isEqualTo(0.02);
    assertThat(point.getAttributes().asMap().values())
        .containsExactlyInAnyOrder("/token", "answered");
  }
}
