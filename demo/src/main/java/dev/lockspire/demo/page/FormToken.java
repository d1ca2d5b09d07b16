package dev.lockspire.demo.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** Ties a form to the session that asked for it, so that another site cannot post it. */
public final class FormToken {
  public static final String FIELD = "csrf_token";
  private static final String ATTRIBUTE = "billingo.form-token";

  private final SecureRandom random = new SecureRandom();

  /** The token of this session, made at first use. */
  public String of(HttpServletRequest request) {
    HttpSession session = request.getSession();
    synchronized (session) {
      Object known = session.getAttribute(ATTRIBUTE);
      if (known instanceof String token) {
        return token;
      }
      byte[] bytes = new byte[32];
      random.nextBytes(bytes);
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      session.setAttribute(ATTRIBUTE, token);
      return token;
    }
  }

  /** Whether the posted form carries the token of its session. */
  public boolean matches(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    String posted = request.getParameter(FIELD);
    if (session == null
        || posted == null
        || !(session.getAttribute(ATTRIBUTE) instanceof String token)) {
      return false;
    }
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.US_ASCII), posted.getBytes(StandardCharsets.US_ASCII));
  }
}
