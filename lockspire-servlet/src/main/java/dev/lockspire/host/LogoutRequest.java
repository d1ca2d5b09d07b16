package dev.lockspire.host;

import java.util.List;
import java.util.Optional;

/**
 * An application asks the host to end the browser's session (OpenID Connect RP-Initiated Logout
 * §2).
 *
 * @param returnTo local path to send the browser to when the host's session is gone
 * @param subject whose session it is, when known
 * @param logoutHint hint from the application; treat it as text
 * @param uiLocales preferred languages (BCP 47)
 */
public record LogoutRequest(
    String returnTo,
    Optional<String> subject,
    Optional<String> logoutHint,
    List<String> uiLocales) {

  public LogoutRequest {
    uiLocales = List.copyOf(uiLocales);
  }
}
