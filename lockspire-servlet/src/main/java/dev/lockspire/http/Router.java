package dev.lockspire.http;

import dev.lockspire.crypto.RandomSource;
import dev.lockspire.storage.StorageFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a request to the endpoint that answers it, and is the one place where a refusal or a
 * failure becomes a reply: no path, wrong method, wrong media type, a caller that must wait, an
 * {@link OAuthError}, a database that is down, a defect of our own.
 *
 * <p>{@code HEAD} is answered like {@code GET}, without the body (RFC 9110 §9.3.2).
 */
public final class Router {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  /**
   * On every refusal: an id under which an operator can have it explained. It says nothing about
   * the request and opens nothing.
   */
  public static final String CORRELATION_ID = "Lockspire-Correlation-Id";

  private static final String FORM = "application/x-www-form-urlencoded";

  private final RouteTable routes;
  private final RandomSource random;
  private final Throttle throttle;
  private final RequestTrace trace;
  private final RefusalObserver observer;

  /**
   * @param random makes the nonces of error pages
   * @param trace the one that the endpoints of {@code routes} were built with
   * @param observer hears of what is refused
   */
  public Router(
      RouteTable routes,
      RandomSource random,
      Throttle throttle,
      RequestTrace trace,
      RefusalObserver observer) {
    this.routes = routes;
    this.random = random;
    this.throttle = throttle;
    this.trace = trace;
    this.observer = observer;
  }

  /** The answer; never throws an exception of an endpoint. */
  public Reply dispatch(Call call) {
    return dispatch(Arrival.of(call));
  }

  /** As {@link #dispatch(Call)}; reads {@code arrival} only when a route wants it. */
  public Reply dispatch(Arrival arrival) {
    boolean head = arrival.method().equals("HEAD");
    RouteTable.Match match = routes.find(head ? "GET" : arrival.method(), arrival.path());
    trace.begin();
    try {
      Reply reply;
      if (match instanceof RouteTable.Match.Found found) {
        reply = answer(found.route(), arrival, head);
      } else if (match instanceof RouteTable.Match.WrongMethod wrong) {
        reply = render(wrong.rendering(), wrongMethod(wrong));
      } else {
        reply = render(Route.Rendering.JSON, notFound());
      }
      return head ? reply.withoutBody() : reply;
    } finally {
      trace.end();
    }
  }

  private Reply answer(Route route, Arrival arrival, boolean head) {
    Parameters sent = Parameters.none();
    Reply reply;
    try {
      Optional<Duration> wait = throttle.retryAfter(arrival.host(), arrival.path());
      if (wait.isPresent()) {
        throw tooManyRequests(wait.get());
      }
      Call call = head ? arrival.read().asGet() : arrival.read();
      sent = call.query().and(call.form());
      requireForm(route, call);
      reply = tellingReference(route.endpoint().handle(call));
    } catch (OAuthError refused) {
      reply = render(route.rendering(), refused);
    } catch (RuntimeException | StackOverflowError failure) {
      OAuthError error = isStorage(failure) ? unavailable() : defect();
      FailureLog.log(LOG, route, trace.refused(error), failure);
      reply = render(route.rendering(), error);
    }
    tellObserver(route, arrival, sent, reply);
    return reply;
  }

  /** An endpoint that wrote the refusal itself still owes the caller the reference. */
  private Reply tellingReference(Reply reply) {
    return trace
        .refusal()
        .map(refused -> reply.withHeader(CORRELATION_ID, trace.refused(refused)))
        .orElse(reply);
  }

  private void tellObserver(Route route, Arrival arrival, Parameters sent, Reply reply) {
    Optional<OAuthError> refused = trace.refusal();
    if (refused.isEmpty()) {
      return;
    }
    OAuthError error = refused.get();
    Refusal refusal =
        new Refusal(
            trace.refused(error),
            arrival.method(),
            trace.caller(),
            route.pattern(),
            reply.status(),
            error.error(),
            error.reason(),
            error.description(),
            trace.judgements(),
            error.compared(),
            sent);
    try {
      observer.refused(refusal);
    } catch (RuntimeException failure) {
      // The answer stands, whether or not somebody took note of it.
      LOG.warn("{} could not be observed: {}", refusal, failure.getClass().getName());
    }
  }

  /** A POST without any body passes: what it lacks is said by the endpoint. */
  private static void requireForm(Route route, Call call) {
    String mediaType = call.headers().mediaType();
    if (!call.isPost() || route.body() == Route.Body.ANY || mediaType.equals(FORM)) {
      return;
    }
    boolean hasBody =
        call.headers().first("Transfer-Encoding").isPresent()
            || !call.headers().first("Content-Length").orElse("0").equals("0");
    if (!mediaType.isEmpty() || hasBody) {
      throw OAuthError.of(
              415,
              "invalid_request",
              "unsupported_media_type",
              "The body must be application/x-www-form-urlencoded.")
          .withHeader("Accept-Post", FORM);
    }
  }

  private Reply render(Route.Rendering rendering, OAuthError error) {
    String correlationId = trace.refused(error);
    Reply reply =
        rendering == Route.Rendering.PAGE
            ? ErrorReply.page(error, random.token(), correlationId)
            : ErrorReply.json(error);
    return reply.withHeader(CORRELATION_ID, correlationId);
  }

  private static boolean isStorage(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StorageFailure || cause instanceof SQLException) {
        return true;
      }
    }
    return false;
  }

  private static OAuthError notFound() {
    return OAuthError.of(404, "not_found", "path_not_found", "There is nothing at this path.");
  }

  private static OAuthError wrongMethod(RouteTable.Match.WrongMethod wrong) {
    return OAuthError.of(
            405,
            "invalid_request",
            "method_not_allowed",
            "This path does not answer the method that was used.")
        .withHeader("Allow", String.join(", ", wrong.allowed()));
  }

  private static OAuthError tooManyRequests(Duration wait) {
    long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    return OAuthError.of(
            429, "temporarily_unavailable", "rate_limited", "Too many requests; try again later.")
        .withHeader("Retry-After", Long.toString(seconds));
  }

  private static OAuthError unavailable() {
    return OAuthError.of(
            503,
            "temporarily_unavailable",
            "storage_unavailable",
            "The server cannot reach its storage just now; try again later.")
        .withHeader("Retry-After", "5");
  }

  private static OAuthError defect() {
    return OAuthError.serverError(
        "unexpected_failure", "The server met an unexpected condition; its log says more.");
  }
}
