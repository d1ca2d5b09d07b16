package dev.lockspire.demo.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Who is signed in to this browser's session.
 *
 * @param person who
 * @param authTime when they last proved it
 * @param sessionKey names this person's stay in this browser: it outlives a second login of the
 *     same person and ends with logout
 */
public record SignedIn(Person person, Instant authTime, String sessionKey) implements Serializable {
  private static final String ATTRIBUTE = "billingo.signed-in";

  public static Optional<SignedIn> in(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(ATTRIBUTE) instanceof SignedIn signedIn
        ? Optional.of(signedIn)
        : Optional.empty();
  }

  /**
   * Begins or renews a stay. The session gets a new id, so that one that was planted before the
   * login is worth nothing after it.
   */
  public static void begin(HttpServletRequest request, Person person, Instant now) {
    String key =
        in(request)
            .filter(before -> before.person().equals(person))
            .map(SignedIn::sessionKey)
            .orElseGet(() -> UUID.randomUUID().toString());
    HttpSession session = request.getSession();
    request.changeSessionId();
    session.setAttribute(ATTRIBUTE, new SignedIn(person, now, key));
  }

  /** Ends the stay, and with it everything else the session held. */
  public static void end(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }
}
