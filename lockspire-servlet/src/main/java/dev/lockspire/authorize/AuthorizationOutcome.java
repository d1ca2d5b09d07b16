package dev.lockspire.authorize;

import dev.lockspire.host.ConsentPrompt;
import dev.lockspire.host.HostRedirect;
import dev.lockspire.http.OAuthError;
import dev.lockspire.interaction.AuthorizationRequest;
import dev.lockspire.interaction.AuthorizationResponse;

/**
 * How a call to the authorization surface ends. Where an answer is delivered is itself a security
 * decision here, so each way is a type of its own and the compiler makes the endpoint handle each.
 */
sealed interface AuthorizationOutcome {

  /** A page of ours: nothing may be sent to the application. */
  record PageError(OAuthError error) implements AuthorizationOutcome {}

  /** An error at the proven redirect URI. */
  record RedirectError(ResponseTarget target, AuthorizationResponse response, OAuthError refused)
      implements AuthorizationOutcome {}

  /** To the host's login, which sends the browser to {@code returnTo} afterwards. */
  record LoginHandoff(String interactionId, HostRedirect login, String returnTo)
      implements AuthorizationOutcome {}

  /** To the consent page. */
  record ConsentHandoff(String interactionId) implements AuthorizationOutcome {}

  /** The consent page itself. */
  record ConsentShown(ConsentPrompt prompt, AuthorizationRequest request)
      implements AuthorizationOutcome {}

  /** A code at the proven redirect URI. */
  record CodeIssued(ResponseTarget target, AuthorizationResponse response)
      implements AuthorizationOutcome {}
}
