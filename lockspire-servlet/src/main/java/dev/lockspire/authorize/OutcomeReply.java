package dev.lockspire.authorize;

import dev.lockspire.crypto.RandomSource;
import dev.lockspire.host.HostRedirect;
import dev.lockspire.http.Call;
import dev.lockspire.http.ErrorReply;
import dev.lockspire.http.QueryString;
import dev.lockspire.http.Reply;
import dev.lockspire.http.RuleTrace;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns each way an authorization can end into its answer. */
final class OutcomeReply {
  private final ResponseModes modes;
  private final ConsentPage consentPage;
  private final RandomSource random;
  private final RuleTrace trace;

  OutcomeReply(ResponseModes modes, ConsentPage consentPage, RandomSource random, RuleTrace trace) {
    this.modes = modes;
    this.consentPage = consentPage;
    this.random = random;
    this.trace = trace;
  }

  Reply render(Call call, AuthorizationOutcome outcome) {
    if (outcome instanceof AuthorizationOutcome.PageError page) {
      return ErrorReply.page(page.error(), random.token(), trace.refused(page.error()));
    }
    if (outcome instanceof AuthorizationOutcome.RedirectError error) {
      trace.refused(error.refused());
      return modes.deliver(call, error.target(), error.response());
    }
    if (outcome instanceof AuthorizationOutcome.CodeIssued issued) {
      return modes.deliver(call, issued.target(), issued.response());
    }
    if (outcome instanceof AuthorizationOutcome.LoginHandoff login) {
      return Reply.redirect(call, loginUrl(login));
    }
    if (outcome instanceof AuthorizationOutcome.ConsentHandoff consent) {
      return Reply.redirect(
          call, call.issuer().mountPath() + "/consent/" + consent.interactionId());
    }
    AuthorizationOutcome.ConsentShown shown = (AuthorizationOutcome.ConsentShown) outcome;
    return consentPage.show(call, shown.prompt(), shown.request());
  }

  private static String loginUrl(AuthorizationOutcome.LoginHandoff login) {
    HostRedirect page = login.login();
    Map<String, String> parameters = new LinkedHashMap<>(page.parameters());
    parameters.put("interaction_id", login.interactionId());
    parameters.put("return_to", login.returnTo());
    return QueryString.merge(page.path(), parameters);
  }
}
