package dev.lockspire.measure;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;

/**
 * The OpenTelemetry span of one protocol call, a child of whichever the host's instrumentation has
 * begun. Named by the route, never by the path; nothing the caller sent is in it. While it is open
 * the events of {@link dev.lockspire.audit.BroadcastTelemetry} go into it.
 */
final class CallSpan {
  private static final CallSpan NONE = new CallSpan(Span.getInvalid(), Scope.noop());

  private final Span span;
  private final Scope scope;

  private CallSpan(Span span, Scope scope) {
    this.span = span;
    this.scope = scope;
  }

  @SuppressWarnings("MustBeClosedChecker") // The scope is closed by end().
  static CallSpan begin(Tracer tracer, String method, String route) {
    if (!tracer.isEnabled()) {
      return NONE;
    }
    Span span =
        tracer
            .spanBuilder(method + " " + route)
            .setAttribute("http.request.method", method)
            .setAttribute("http.route", route)
            .startSpan();
    return new CallSpan(span, span.makeCurrent());
  }

  void status(int status) {
    span.setAttribute("http.response.status_code", status);
  }

  /** Under which id the console explains the refusal. */
  void refused(String correlationId) {
    span.setAttribute("lockspire.correlation_id", correlationId);
  }

  void end(Outcome outcome, String reason) {
    span.setAttribute("lockspire.outcome", outcome.wireName());
    if (outcome != Outcome.ANSWERED) {
      span.setAttribute("lockspire.reason_code", reason);
    }
    if (outcome == Outcome.FAILED) {
      span.setStatus(StatusCode.ERROR);
    }
    scope.close();
    span.end();
  }
}
