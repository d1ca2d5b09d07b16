package dev.lockspire.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.host.LockspireEvent;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Telemetry")
class BroadcastTelemetryTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([a-z0-9_.]+)` \\|");

  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final SdkMeterProvider meters =
      SdkMeterProvider.builder().registerMetricReader(reader).build();
  private final List<LockspireEvent> heard = new ArrayList<>();

  @Test
  @DisplayName("each event counts under its name and under its mirror")
  void counters() {
    Telemetry telemetry =
        new BroadcastTelemetry(meters.get("dev.lockspire"), Optional.empty(), () -> NOW);

    telemetry.emit(TelemetryEvent.TOKEN_ISSUED, Map.of("grant_type", "refresh_token"));
    telemetry.emit(TelemetryEvent.TOKEN_ISSUED, Map.of("grant_type", "refresh_token"));
    telemetry.emit(TelemetryEvent.PRUNER_COMPLETED, Map.of("count", "7", "model", "tokens"));

    assertThat(counted())
        .isEqualTo(
            Map.of(
                "lockspire.token.issued{grant_type=\"refresh_token\"}", 2L,
                "lockspire.audit.token.issued{grant_type=\"refresh_token\"}", 2L,
                "lockspire.pruner.completed{model=\"tokens\"}", 7L,
                "lockspire.audit.pruner.completed{model=\"tokens\"}", 7L));
  }

  @Test
  @DisplayName("counters carry no ids; the listener hears ids but no secret and no family id")
  void redacted() {
    Telemetry telemetry =
        new BroadcastTelemetry(meters.get("dev.lockspire"), Optional.of(heard::add), () -> NOW);

    telemetry.emit(
        TelemetryEvent.REFRESH_TOKEN_REUSE_DETECTED,
        Map.of("client_id", "c1", "reason_code", "reuse", "code", "SECRET", "family_id", "f-1"));

    assertThat(counted().keySet())
        .containsExactlyInAnyOrder(
            "lockspire.refresh_token.reuse_detected{reason_code=\"reuse\"}",
            "lockspire.audit.refresh_token.reuse_detected{reason_code=\"reuse\"}");
    LockspireEvent event = heard.get(0);
    assertThat(event.name()).isEqualTo("refresh_token.reuse_detected");
    assertThat(event.time()).isEqualTo(NOW);
    assertThat(event.attributes())
        .containsOnlyKeys("client_id", "reason_code", "family_handle")
        .containsEntry("client_id", "c1");
    assertThat(event.attributes().get("family_handle")).matches("[0-9a-f]{16}");
  }

  @Test
  @DisplayName("a listener that throws breaks nothing")
  void failingListener() {
    Telemetry telemetry =
        new BroadcastTelemetry(
            meters.get("dev.lockspire"),
            Optional.of(
                event -> {
                  throw new IllegalStateException("listener failed");
                }),
            () -> NOW);

    telemetry.emit(TelemetryEvent.KEY_ACTIVATED, Map.of());

    assertThat(counted()).containsEntry("lockspire.key.activated{}", 1L);
  }

  @Test
  @DisplayName("without OpenTelemetry the listener still hears")
  void withoutOpenTelemetry() {
    Telemetry telemetry =
        new BroadcastTelemetry(
            OpenTelemetry.noop().getMeter("dev.lockspire"), Optional.of(heard::add), () -> NOW);

    telemetry.emit(TelemetryEvent.KEY_RETIRED, Map.of());

    assertThat(heard).extracting(LockspireEvent::name).containsExactly("key.retired");
  }

  @Test
  @DisplayName("docs/telemetry.md lists exactly the events there are")
  void documented() throws IOException {
    List<String> documented =
        DOCUMENTED.matcher(document()).results().map(match -> match.group(1)).toList();

    assertThat(documented)
        .containsExactlyElementsOf(
            Arrays.stream(TelemetryEvent.values()).map(TelemetryEvent::wireName).toList());
  }

  @Test
  @DisplayName("docs/telemetry.md lists exactly the attributes that counters carry")
  void documentedAttributes() throws IOException {
    String sentence = document().split("those with few values: ", 2)[1].split("\\. ", 2)[0];

    assertThat(sentence.replace("`", "").split(", "))
        .containsExactlyElementsOf(
            BroadcastTelemetry.COUNTED_ATTRIBUTES.stream().sorted().toList());
  }

  private static String document() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path repository = Files.isDirectory(here.resolve("docs")) ? here : here.getParent();
    return Files.readString(repository.resolve("docs").resolve("telemetry.md"));
  }

  private Map<String, Long> counted() {
    Map<String, Long> counted = new TreeMap<>();
    reader
        .collectAllMetrics()
        .forEach(
            metric -> {
              for (LongPointData point : metric.getLongSumData().getPoints()) {
                Attributes attributes = point.getAttributes();
                counted.put(metric.getName() + attributes, point.getValue());
              }
            });
    return counted;
  }
}
