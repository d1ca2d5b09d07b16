package dev.lockspire.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.audit.TelemetryEvent;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Measurements shown elsewhere")
class ExposureTest {
  private static final String ISSUER = "https://exposure.example/lockspire";
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final Measurements measurements =
      new Measurements(false, OpenTelemetry.noop().getMeter("dev.lockspire"));

  ExposureTest() {
    measurements.emit(TelemetryEvent.TOKEN_ISSUED, Map.of("grant_type", "refresh_token"));
    measurements.emit(TelemetryEvent.TOKEN_ISSUED, Map.of("grant_type", "client_credentials"));
    measurements.answered("/token", Outcome.ANSWERED, "", 20_000_000);
    measurements.show(
        List.of(
            Gauge.by("algorithm", "lockspire_age_seconds", "Age.", () -> Map.of("a", 1, "b", 3)),
            Gauge.of("lockspire_unknown", "Unknown.", Optional::<Integer>empty)));
  }

  @Test
  @DisplayName("an MBean for JMX shops: the same figures, read only, gone at the end")
  void jmx() throws Exception {
    ObjectName name;
    try (JmxFigures jmx = JmxFigures.register(measurements, ISSUER)) {
      name = jmx.name().orElseThrow();
      assertThat(name.getKeyProperty("issuer")).isEqualTo(ObjectName.quote(ISSUER));
      assertThat(server.getAttribute(name, "lockspire_token_issued_total")).isEqualTo(2.0);
      assertThat(server.getAttribute(name, "lockspire_request_duration_seconds_sum"))
          .isEqualTo(0.02);
      assertThat(server.getAttribute(name, "lockspire_age_seconds")).isEqualTo(3.0);
      assertThat(server.getAttribute(name, "lockspire_unknown")).isNull();
      assertThat(server.getMBeanInfo(name).getAttributes())
          .allMatch(info -> info.isReadable() && !info.isWritable());
      assertThatThrownBy(
              () -> server.setAttribute(name, new Attribute("lockspire_age_seconds", 1.0)))
          .isInstanceOf(AttributeNotFoundException.class);
    }
    assertThat(server.isRegistered(name)).isFalse();
  }

  @Test
  @DisplayName("several applications in one JVM do not clash in JMX")
  void severalApplications() {
    try (JmxFigures first = JmxFigures.register(measurements, ISSUER);
        JmxFigures second = JmxFigures.register(measurements, ISSUER);
        JmxFigures other = JmxFigures.register(measurements, ISSUER + "/other")) {
      assertThat(List.of(first.name(), second.name(), other.name()))
          .doesNotHaveDuplicates()
          .allMatch(name -> server.isRegistered(name.orElseThrow()));
    }
  }

  @Test
  @DisplayName("Micrometer's global registry where it is present, series that come later too")
  void micrometer() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Metrics.addRegistry(registry);
    try {
      try (Micrometer bound = Micrometer.bind(measurements, ISSUER)) {
        assertThat(bound).isNotNull();
        measurements.emit(TelemetryEvent.DPOP_FAILED, Map.of("reason_code", "late"));
        assertThat(
                registry
                    .get("lockspire.token.issued")
                    .tags("grant_type", "refresh_token", "issuer", ISSUER)
                    .functionCounter()
                    .count())
            .isEqualTo(1);
        assertThat(registry.get("lockspire.dpop.failed").tag("reason_code", "late").meters())
            .hasSize(1);
        assertThat(
                registry
                    .get("lockspire.request.duration")
                    .functionTimer()
                    .totalTime(TimeUnit.MILLISECONDS))
            .isEqualTo(20);
        assertThat(registry.get("lockspire.age").gauge().value()).isEqualTo(3);
        assertThat(registry.get("lockspire.unknown").gauge().value()).isNaN();
      }
      measurements.emit(TelemetryEvent.DPOP_FAILED, Map.of("reason_code", "too-late"));
      assertThat(Metrics.globalRegistry.find("lockspire.dpop.failed").meters()).isEmpty();
      assertThat(Metrics.globalRegistry.find("lockspire.age").meters()).isEmpty();
    } finally {
      Metrics.removeRegistry(registry);
    }
  }

  @Test
  @DisplayName("without Micrometer nothing is bound and nothing fails")
  void withoutMicrometer() {
    Micrometer.bind(measurements, ISSUER, ClassLoader.getPlatformClassLoader()).close();

    assertThat(Metrics.globalRegistry.find("lockspire.age").meters()).isEmpty();
  }
}
