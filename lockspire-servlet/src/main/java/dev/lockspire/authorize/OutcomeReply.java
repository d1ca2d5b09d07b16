package dev.lockspire.authorize;

import dev.lockspire.crypto.RandomSource;
import dev.lockspire.host.HostRedirect;
import dev.lockspire.http.Call;
import dev.lockspire.http.ErrorReply;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.QueryString;
import dev.lockspire.http.Reply;
import dev.lockspire.http.RuleTrace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns each way an authorization can end into its answer. */
final class OutcomeReply {
  private final Map<String, ResponseMode> modes;
  private final ConsentPage consentPage;
  private final RandomSource random;
  private final RuleTrace trace;

  OutcomeReply(
      List<ResponseMode> modes, ConsentPage consentPage, RandomSource random, RuleTrace trace) {
    this.modes = modes.stream().collect(Collectors.toMap(ResponseMode::name, Function.identity()));
    this.consentPage = consentPage;
    this.random = random;
    this.trace = trace;
  }

  Reply render(Call call, AuthorizationOutcome outcome) {
    if (outcome instanceof AuthorizationOutcome.PageError page) {
      return ErrorReply.page(page.error(), random.token(), trace.refused(page.error()));
    }
    if (outcome instanceof AuthorizationOutcome.RedirectError error) {
      trace.refused(OAuthError.of(400, error.error(), error.reason(), error.description()));
      Map<String, String> parameters = new LinkedHashMap<>();
      parameters.put("error", error.error());
      parameters.put("error_description", error.description());
      return deliver(call, error.target(), parameters);
    }
    if (outcome instanceof AuthorizationOutcome.CodeIssued issued) {
      return deliver(call, issued.target(), Map.of("code", issued.code().value().reveal()));
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

  /** {@code iss} is on every authorization response (RFC 9207 §2). */
  private Reply deliver(Call call, ResponseTarget target, Map<String, String> parameters) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.put("state", target.state());
    all.put("iss", call.issuer().value());
    return modes.get(target.responseMode()).deliver(call, target, all);
  }

  private static String loginUrl(AuthorizationOutcome.LoginHandoff login) {
    HostRedirect page = login.login();
    Map<String, String> parameters = new LinkedHashMap<>(page.parameters());
    parameters.put("interaction_id", login.interactionId());
    parameters.put("return_to", login.returnTo());
    return QueryString.merge(page.path(), parameters);
  }
}
