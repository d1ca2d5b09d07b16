package dev.lockspire.demo.account;

import dev.lockspire.host.LoginRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Optional;

/**
 * Why somebody was sent to the login page. Kept in the session and not in the page's address, so
 * that nobody can put words of their own on the page by making up a link.
 *
 * @param interactionId the authorization that waits
 * @param reason why a login is needed
 * @param clientName the app that asks
 * @param loginHint who the app believes is there; empty when it does not say
 */
public record WaitingLogin(
    String interactionId, LoginRequest.Reason reason, String clientName, String loginHint)
    implements Serializable {
  private static final String ATTRIBUTE = "billingo.waiting-login";

  static void remember(HttpServletRequest request, LoginRequest login) {
    WaitingLogin waiting =
        new WaitingLogin(
            login.interactionId(),
            login.reason(),
            login.context().clientName(),
            login.context().loginHint().orElse(""));
    request.getSession().setAttribute(ATTRIBUTE, waiting);
  }

  /** What waits for {@code interactionId}; only the newest is remembered. */
  public static Optional<WaitingLogin> in(HttpServletRequest request, String interactionId) {
    HttpSession session = request.getSession(false);
    return session != null
            && session.getAttribute(ATTRIBUTE) instanceof WaitingLogin waiting
            && waiting.interactionId().equals(interactionId)
        ? Optional.of(waiting)
        : Optional.empty();
  }
}
