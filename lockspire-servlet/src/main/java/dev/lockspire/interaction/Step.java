package dev.lockspire.interaction;

import dev.lockspire.host.ConsentPrompt;
import dev.lockspire.host.HostRedirect;
import java.util.Objects;

/** What has to happen next to an authorization whose redirect URI is proven. */
public sealed interface Step {

  /**
   * The person has to sign in at the host.
   *
   * @param login the host's page
   * @param returnTo where the host sends the browser afterwards
   */
  record Login(String interactionId, HostRedirect login, String returnTo) implements Step {}

  /** The person has to be asked; the browser goes to the consent page. */
  record AskConsent(String interactionId) implements Step {}

  /** The person is on the consent page now. */
  record ShowConsent(ConsentPrompt prompt, AuthorizationRequest request) implements Step {}

  /** The application gets its code. */
  record Granted(AuthorizationRequest request, AuthorizationResponse response) implements Step {}

  /** The application gets an error at its redirect URI. */
  record Refused(
      AuthorizationRequest request,
      String error,
      String reason,
      String description,
      AuthorizationResponse response)
      implements Step {
    public Refused {
      Objects.requireNonNull(request, "request");
      Objects.requireNonNull(response, "response");
    }
  }
}
