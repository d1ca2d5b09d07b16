package dev.lockspire.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.BroadcastTelemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.host.HostRequest;
import dev.lockspire.http.Call;
import dev.lockspire.http.Endpoint;
import dev.lockspire.http.Headers;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.RefusalObserver;
import dev.lockspire.http.Reply;
import dev.lockspire.http.RequestTrace;
import dev.lockspire.http.Route;
import dev.lockspire.http.Route.Rendering;
import dev.lockspire.http.RouteTable;
import dev.lockspire.http.Router;
import dev.lockspire.http.Throttle;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A measured endpoint")
class MeasuredEndpointTest {
  private static final OpenTelemetry NOOP = OpenTelemetry.noop();
  private final Measurements measurements = new Measurements(false, NOOP.getMeter("dev.lockspire"));
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final Tracer tracer =
      SdkTracerProvider.builder()
          .addSpanProcessor(SimpleSpanProcessor.create(spans))
          .build()
          .get("dev.lockspire");
  private final BroadcastTelemetry telemetry =
      new BroadcastTelemetry(NOOP.getMeter("dev.lockspire"), Optional.empty(), () -> Instant.EPOCH);

  private Reply send(Endpoint endpoint, Tracer with) {
    RandomSource random = RandomSource.secure();
    RequestTrace trace = new RequestTrace(random);
    Route route = Route.post("/token/{id}", Rendering.JSON, endpoint);
    RouteTable table =
        new RouteTable(List.of(MeasuredEndpoint.of(route, measurements, with, trace)));
    RefusalObserver nobody = refusal -> {};
    return new Router(table, random, Throttle.NONE, trace, nobody)
        .dispatch(
            new Call(
                "POST",
                "/token/secret-id",
                Parameters.none(),
                Parameters.of(Map.of("code", "SECRET")),
                Headers.of(Map.of("Content-Type", List.of("application/x-www-form-urlencoded"))),
                Map.of(),
                List.of(),
                "192.0.2.1",
                Issuer.of("https://op.example"),
                HostRequest.absent()));
  }

  private SpanData span() {
    assertThat(spans.getFinishedSpanItems()).hasSize(1);
    return spans.getFinishedSpanItems().get(0);
  }

  private String text() {
    return PrometheusText.of(measurements.metrics());
  }

  @Test
  @DisplayName("is a span named by its route, with event names as span events, redacted")
  void spanOfCall() {
    send(
        call -> {
          telemetry.emit(
              TelemetryEvent.TOKEN_ISSUED, Map.of("client_id", "c1", "access_token", "SECRET"));
          return Reply.empty(204);
        },
        tracer);

    assertThat(span().getName()).isEqualTo("POST /token/{id}");
    assertThat(span().getEvents()).extracting("name").containsExactly("lockspire.token.issued");
    assertThat(span().getEvents().get(0).getAttributes().asMap())
        .containsExactly(Map.entry(AttributeKey.stringKey("client_id"), "c1"));
    assertThat(span().toString()).doesNotContain("SECRET", "secret-id");
    assertThat(text())
        .contains("_count{route=\"/token/{id}\",outcome=\"answered\"} 1")
        .doesNotContain("secret-id");
  }

  @Test
  @DisplayName("tells why it refused, and under which id that is explained")
  void refused() {
    Reply reply =
        send(
            call -> {
              throw OAuthError.of(400, "invalid_grant", "code_expired", "Too late.");
            },
            tracer);

    assertThat(span().getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("lockspire.reason_code"), "code_expired")
        .containsEntry(AttributeKey.longKey("http.response.status_code"), 400L)
        .containsEntry(
            AttributeKey.stringKey("lockspire.correlation_id"),
            reply.header(Router.CORRELATION_ID).orElseThrow());
    assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(text())
        .contains("outcome=\"refused\",reason_code=\"code_expired\"} 1")
        .contains("_count{route=\"/token/{id}\",outcome=\"refused\"} 1");
  }

  @Test
  @DisplayName("counts a defect of our own as failed, and its span is an error without a message")
  void failed() {
    send(
        call -> {
          throw new IllegalStateException("SECRET");
        },
        tracer);

    assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span().toString()).doesNotContain("SECRET");
    assertThat(text()).contains("outcome=\"failed\",reason_code=\"unexpected_failure\"} 1");
  }

  @Test
  @DisplayName("times without OpenTelemetry too, and begins no span then")
  void withoutOpenTelemetry() {
    assertThat(NOOP.getTracer("dev.lockspire").isEnabled()).isFalse();
    send(call -> Reply.empty(204), NOOP.getTracer("dev.lockspire"));

    assertThat(spans.getFinishedSpanItems()).isEmpty();
    assertThat(text()).contains("_count{route=\"/token/{id}\",outcome=\"answered\"} 1");
  }
}
