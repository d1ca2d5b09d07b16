package dev.lockspire.logout;

import dev.lockspire.crypto.Sha256;
import dev.lockspire.host.SeamFailure;
import dev.lockspire.http.Call;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.QueryString;
import dev.lockspire.http.Reply;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.interaction.BrowserSessions;
import dev.lockspire.interaction.BrowserSessions.Browser;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /end_session} and its confirmation (OpenID Connect RP-Initiated Logout §2).
 *
 * <p>A hint that speaks of the session in this browser goes straight on to the host's logout;
 * anything else asks the person first, because any site can send a browser here.
 */
final class EndSessionEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(EndSessionEndpoint.class);
  private static final String CONFIRM = "/end_session/confirm";

  private final EndSessionRules rules;
  private final RuleTrace trace;
  private final BrowserSessions browsers;
  private final CurrentSession currentSession;
  private final HintedSessions hintedSessions;
  private final SignedValues requests;
  private final HostLogout hostLogout;
  private final LogoutPages pages;

  EndSessionEndpoint(
      EndSessionRules rules,
      RuleTrace trace,
      BrowserSessions browsers,
      CurrentSession currentSession,
      HintedSessions hintedSessions,
      SignedValues requests,
      HostLogout hostLogout,
      LogoutPages pages) {
    this.rules = rules;
    this.trace = trace;
    this.browsers = browsers;
    this.currentSession = currentSession;
    this.hintedSessions = hintedSessions;
    this.requests = requests;
    this.hostLogout = hostLogout;
    this.pages = pages;
  }

  /** {@code GET|POST /end_session}. */
  Reply endSession(Call call) {
    EndSessionRequest request = rules.validate(call.query().and(call.form()), call.issuer(), trace);
    if (call.isPost()) {
      // A POST from another site comes without cookies (SameSite=Lax); the GET it becomes has them.
      String signed = requests.sign(request.toClaims());
      return Reply.redirect(
          call, QueryString.merge(call.issuer().mountPath() + CONFIRM, Map.of("request", signed)));
    }
    return decide(call, request);
  }

  /** {@code GET /end_session/confirm}: goes on with a request that was posted. */
  Reply resume(Call call) {
    return decide(call, open(call.query().value("request")));
  }

  /** {@code POST /end_session/confirm}: what the person decided. */
  Reply confirm(Call call) {
    Optional<String> signed = call.form().value("request");
    EndSessionRequest request = open(signed);
    Browser browser = browsers.of(call);
    requireOurForm(call, browser, signed.orElse(""));
    return switch (call.form().value("decision").orElse("")) {
      case "logout" ->
          asking(
              () -> {
                Optional<Session> here = currentSession.of(call, browser, request);
                Optional<Session> ended =
                    here.or(() -> request.hint().map(hintedSessions::withoutBrowser));
                return hostLogout.begin(call, browser, request, ended);
              });
      case "stay" -> pages.stayed();
      default -> throw EndSessionRules.refused("invalid_decision", "The form names no decision.");
    };
  }

  private Reply decide(Call call, EndSessionRequest request) {
    Browser browser = browsers.of(call);
    return asking(
        () -> {
          Optional<Session> here = currentSession.of(call, browser, request);
          boolean meant =
              here.isPresent()
                  && request
                      .hint()
                      .filter(hint -> hintedSessions.mean(hint, here.get()))
                      .isPresent();
          return meant
              ? hostLogout.begin(call, browser, request, here)
              : ask(call, browser, request, here);
        });
  }

  private Reply ask(Call call, Browser browser, EndSessionRequest request, Optional<Session> here) {
    String signed = requests.sign(request.toClaims());
    Reply page =
        pages.confirm(
            call,
            here,
            request.postLogoutRedirectUri(),
            signed,
            browsers.formToken(browser, formId(signed)));
    return browser.fresh() ? page.withCookie(browsers.cookie(call.issuer(), browser)) : page;
  }

  private EndSessionRequest open(Optional<String> signed) {
    return signed
        .flatMap(requests::open)
        .map(EndSessionRequest::of)
        .orElseThrow(
            () ->
                EndSessionRules.refused(
                    "logout_request_expired",
                    "This page is too old or incomplete. Start the sign-out again."));
  }

  private void requireOurForm(Call call, Browser browser, String signed) {
    boolean ours =
        call.form()
            .value("csrf_token")
            .filter(token -> browsers.isFormToken(browser, formId(signed), token))
            .isPresent();
    if (!ours || comesFromElsewhere(call)) {
      throw OAuthError.of(
          403,
          "invalid_request",
          "csrf_failed",
          "The form was not sent from the sign-out page of this server.");
    }
  }

  /** Our pages forbid referrers, so browsers send {@code Origin: null} from them. */
  private static boolean comesFromElsewhere(Call call) {
    return call.headers()
            .first("Origin")
            .filter(origin -> !origin.equals("null") && !origin.equals(call.issuer().origin()))
            .isPresent()
        || call.headers()
            .first("Sec-Fetch-Site")
            .filter(site -> !site.equals("same-origin"))
            .isPresent();
  }

  private static String formId(String signed) {
    return "end_session:" + Sha256.hex(signed);
  }

  private static Reply asking(Supplier<Reply> step) {
    try {
      return step.get();
    } catch (SeamFailure e) {
      LOG.error("The host's {} failed", e.getMessage(), e.getCause());
      throw OAuthError.serverError(
          "account_resolution_failed", "The server could not ask its host about this session.");
    }
  }
}
