package dev.lockspire.authorize;

import dev.lockspire.http.OAuthError;
import dev.lockspire.interaction.Step;

/** What the next step of an authorization means for the answer. */
final class StepOutcome {
  private StepOutcome() {}

  static AuthorizationOutcome of(Step step) {
    if (step instanceof Step.Login login) {
      return new AuthorizationOutcome.LoginHandoff(
          login.interactionId(), login.login(), login.returnTo());
    }
    if (step instanceof Step.AskConsent ask) {
      return new AuthorizationOutcome.ConsentHandoff(ask.interactionId());
    }
    if (step instanceof Step.ShowConsent show) {
      return new AuthorizationOutcome.ConsentShown(show.prompt(), show.request());
    }
    if (step instanceof Step.Granted granted) {
      return new AuthorizationOutcome.CodeIssued(
          ResponseTarget.of(granted.request()), granted.response());
    }
    Step.Refused refused = (Step.Refused) step;
    return new AuthorizationOutcome.RedirectError(
        ResponseTarget.of(refused.request()),
        refused.response(),
        OAuthError.of(400, refused.error(), refused.reason(), refused.description()));
  }
}
