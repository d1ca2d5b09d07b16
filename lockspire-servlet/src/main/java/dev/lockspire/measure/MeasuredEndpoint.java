package dev.lockspire.measure;

import dev.lockspire.http.Call;
import dev.lockspire.http.Endpoint;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Reply;
import dev.lockspire.http.RequestTrace;
import dev.lockspire.http.Route;
import io.opentelemetry.api.trace.Tracer;
import java.util.Optional;

/** Times an endpoint and, where the host traces, spans it. */
public final class MeasuredEndpoint implements Endpoint {
  /** What a failure that is no {@link OAuthError} is counted as. */
  private static final String UNEXPECTED = "unexpected_failure";

  private final Endpoint endpoint;
  private final String route;
  private final Measurements measurements;
  private final Tracer tracer;
  private final RequestTrace trace;

  private MeasuredEndpoint(
      Route route, Measurements measurements, Tracer tracer, RequestTrace trace) {
    this.endpoint = route.endpoint();
    this.route = route.pattern();
    this.measurements = measurements;
    this.tracer = tracer;
    this.trace = trace;
  }

  /**
   * {@code route}, measured.
   *
   * @param tracer of the host's OpenTelemetry, or a no-op one
   * @param trace knows what the endpoint refused in a reply of its own
   */
  public static Route of(
      Route route, Measurements measurements, Tracer tracer, RequestTrace trace) {
    return new Route(
        route.methods(),
        route.pattern(),
        new MeasuredEndpoint(route, measurements, tracer, trace),
        route.rendering(),
        route.body());
  }

  @Override
  public Reply handle(Call call) {
    long begun = System.nanoTime();
    CallSpan span = CallSpan.begin(tracer, call.method(), route);
    Outcome outcome = Outcome.FAILED;
    String reason = UNEXPECTED;
    try {
      Reply reply = endpoint.handle(call);
      Optional<OAuthError> refused = trace.refusal();
      outcome = refused.map(MeasuredEndpoint::outcome).orElse(Outcome.ANSWERED);
      reason = refused.map(OAuthError::reason).orElse("");
      refused.ifPresent(error -> span.refused(trace.refused(error)));
      span.status(reply.status());
      return reply;
    } catch (OAuthError refused) {
      outcome = outcome(refused);
      reason = refused.reason();
      span.refused(trace.refused(refused));
      span.status(refused.status());
      throw refused;
    } finally {
      measurements.answered(route, outcome, reason, System.nanoTime() - begun);
      span.end(outcome, reason);
    }
  }

  private static Outcome outcome(OAuthError error) {
    return error.status() >= 500 ? Outcome.FAILED : Outcome.REFUSED;
  }
}
