package dev.lockspire.authorize;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.host.SeamFailure;
import dev.lockspire.http.Call;
import dev.lockspire.http.Endpoint;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.QueryString;
import dev.lockspire.http.Reply;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.interaction.Authorizations;
import dev.lockspire.interaction.BrowserSessions;
import dev.lockspire.interaction.BrowserSessions.Browser;
import dev.lockspire.storage.StorageFailure;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET|POST /authorize} (RFC 6749 §3.1, OpenID Connect Core §3.1.2). */
final class AuthorizeEndpoint implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(AuthorizeEndpoint.class);

  /** Every container takes a request line of this length. */
  private static final int MAX_URL = 4096;

  private final AuthorizationRules rules;
  private final Authorizations authorizations;
  private final BrowserSessions browsers;
  private final ResponseModes modes;
  private final OutcomeReply outcomes;
  private final Telemetry telemetry;
  private final RuleTrace trace;

  AuthorizeEndpoint(
      AuthorizationRules rules,
      Authorizations authorizations,
      BrowserSessions browsers,
      ResponseModes modes,
      OutcomeReply outcomes,
      Telemetry telemetry,
      RuleTrace trace) {
    this.rules = rules;
    this.authorizations = authorizations;
    this.browsers = browsers;
    this.modes = modes;
    this.outcomes = outcomes;
    this.telemetry = telemetry;
    this.trace = trace;
  }

  @Override
  public Reply handle(Call call) {
    Parameters sent = call.isPost() ? call.query().and(call.form()) : call.query();
    Browser browser = browsers.of(call);
    if (browser.fresh() && comesFromAnotherSite(call)) {
      String asGet = call.issuer().mountPath() + "/authorize?" + QueryString.encode(sent);
      if (asGet.length() <= MAX_URL) {
        return Reply.redirect(call, asGet);
      }
    }
    Reply reply = outcomes.render(call, outcome(call, browser, sent));
    return browser.fresh() ? reply.withCookie(browsers.cookie(call.issuer(), browser)) : reply;
  }

  private AuthorizationOutcome outcome(Call call, Browser browser, Parameters sent) {
    AuthorizationRules.Judged judged;
    try {
      judged = rules.check(call.issuer().value(), sent, browser, trace);
    } catch (Refused refused) {
      tellRejected(sent, refused.outcome());
      return refused.outcome();
    }
    if (judged instanceof AuthorizationRules.LoadedAgain again) {
      return new AuthorizationOutcome.ConsentHandoff(again.interactionId());
    }
    return begin(call, browser, (AuthorizationRules.Accepted) judged);
  }

  private AuthorizationOutcome begin(
      Call call, Browser browser, AuthorizationRules.Accepted accepted) {
    tellAccepted(accepted);
    Client client = accepted.client();
    String issuer = call.issuer().value();
    ResponseTarget target = ResponseTarget.of(accepted.request());
    OAuthError failed;
    try {
      return StepOutcome.of(
          authorizations.begin(
              call,
              browser,
              client,
              accepted.request(),
              accepted.interactionId(),
              modes.responder(issuer, client, target)));
    } catch (SeamFailure e) {
      LOG.error("The host's {} failed", e.getMessage(), e.getCause());
      failed =
          OAuthError.of(
              400,
              "server_error",
              "account_resolution_failed",
              "The server could not tell who is signed in.");
    } catch (StorageFailure e) {
      LOG.error("An authorization could not be stored", e);
      failed =
          OAuthError.of(
              400, "temporarily_unavailable", "storage_failed", "The server cannot answer now.");
    }
    return modes.refusal(issuer, client, target, failed);
  }

  /**
   * A browser does not send {@code SameSite=Lax} cookies with a POST from another site, but does
   * with the GET it is sent on to; otherwise one browser would be taken for two.
   */
  private static boolean comesFromAnotherSite(Call call) {
    Optional<String> site = call.headers().first("Sec-Fetch-Site");
    boolean foreign =
        site.isPresent()
            ? site.get().equals("cross-site")
            : call.headers()
                .first("Origin")
                .filter(origin -> !origin.equals(call.issuer().origin()))
                .isPresent();
    return call.isPost() && foreign;
  }

  private void tellAccepted(AuthorizationRules.Accepted accepted) {
    telemetry.emit(
        TelemetryEvent.AUTHORIZATION_REQUEST_ACCEPTED,
        Map.of(
            "client_id",
            accepted.client().clientId(),
            "pushed",
            Boolean.toString(accepted.asked().way() == Asked.Way.PUSHED),
            "signed",
            Boolean.toString(accepted.asked().signed()),
            "code_bound",
            Boolean.toString(accepted.request().codeChallenge() != null),
            "response_mode",
            accepted.request().responseMode()));
  }

  private void tellRejected(Parameters sent, AuthorizationOutcome outcome) {
    boolean redirectSafe = outcome instanceof AuthorizationOutcome.RedirectError;
    String reason =
        outcome instanceof AuthorizationOutcome.RedirectError error
            ? error.refused().reason()
            : ((AuthorizationOutcome.PageError) outcome).error().reason();
    telemetry.emit(
        TelemetryEvent.AUTHORIZATION_REQUEST_REJECTED,
        Map.of(
            "client_id",
            sent.nonEmpty("client_id").filter(id -> id.length() <= 255).orElse("none"),
            "reason_code",
            reason,
            "redirect_safe",
            Boolean.toString(redirectSafe)));
  }
}
