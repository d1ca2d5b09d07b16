package dev.lockspire.protect;

import dev.lockspire.http.Router;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The three steps that stand in front of a protected route, for filters, Jakarta REST and code
 * alike. Each leaves the token in the request attribute {@link AccessToken#ATTRIBUTE} for the next.
 */
public final class RouteProtection {
  private final TokenVerification verification;
  private final SenderVerification senders;
  private final RouteRequests requests;
  private final ProtectedResources resources;
  private final RefusalReport report;
  private final UnaryOperator<String> placeholders;

  /**
   * @param placeholders fills {@code ${key}} in what is written about routes
   */
  public RouteProtection(
      TokenVerification verification,
      SenderVerification senders,
      RouteRequests requests,
      ProtectedResources resources,
      RefusalReport report,
      UnaryOperator<String> placeholders) {
    this.verification = verification;
    this.senders = senders;
    this.requests = requests;
    this.resources = resources;
    this.report = report;
    this.placeholders = placeholders;
  }

  /** What is to be said of a route. */
  RouteOptions options() {
    return new RouteOptions(placeholders);
  }

  /** Starts to guard a route. */
  RouteRules guard(RouteRules rules) {
    resources.guard(rules);
    return rules;
  }

  /** Step one: is the token good for the route? */
  CheckedToken verify(HttpServletRequest request, RouteRules rules) {
    Optional<CheckedToken> earlier = CheckedToken.of(request);
    // A request that waited was judged when it came; its token may have ended since.
    boolean waited = request.getDispatcherType() == DispatcherType.ASYNC;
    if (waited && earlier.filter(token -> token.rules().equals(rules)).isPresent()) {
      return earlier.get();
    }
    CheckedToken token =
        verification.verify(RouteRequests.all(request, "Authorization"), rules).after(earlier);
    request.setAttribute(AccessToken.ATTRIBUTE, token);
    return token;
  }

  /**
   * Step two: does the sender hold the keys of the token?
   *
   * @return headers for the answer
   */
  Map<String, String> enforce(HttpServletRequest request) {
    Optional<CheckedToken> token = CheckedToken.of(request);
    if (token.isEmpty()) {
      return Map.of();
    }
    SenderVerification.Enforced enforced = senders.enforce(token.get(), requests.of(request));
    request.setAttribute(AccessToken.ATTRIBUTE, enforced.token());
    return enforced.nextNonce().map(Challenge::nonce).orElse(Map.of());
  }

  /** Step three: the answer, if the request may not go on. */
  Optional<Decision.Refused> refusal(HttpServletRequest request) {
    Optional<CheckedToken> found = CheckedToken.of(request);
    if (found.isEmpty()) {
      return Optional.of(Challenge.toNothing());
    }
    CheckedToken token = found.get();
    if (token.isGood()) {
      return Optional.empty();
    }
    TokenRefused why = token.refusal().orElseGet(Challenge::unverifiedBinding);
    Decision.Refused answer = Challenge.to(token, why, resources.url(token.rules()));
    return Optional.of(
        report
            .take(token, why, request.getMethod(), route(request))
            .map(id -> withCorrelationId(answer, id))
            .orElse(answer));
  }

  private static Decision.Refused withCorrelationId(Decision.Refused answer, String id) {
    Map<String, String> headers = new LinkedHashMap<>(answer.headers());
    headers.put(Router.CORRELATION_ID, id);
    return new Decision.Refused(answer.status(), headers, answer.json());
  }

  private static String route(HttpServletRequest request) {
    return request.getContextPath() + request.getHttpServletMapping().getPattern();
  }

  /** All three. */
  Decision decide(HttpServletRequest request, RouteRules rules) {
    verify(request, rules);
    Map<String, String> headers = enforce(request);
    Optional<Decision.Refused> refused = refusal(request);
    if (refused.isPresent()) {
      return refused.get();
    }
    return new Decision.Allowed(CheckedToken.of(request).orElseThrow(), headers);
  }
}
