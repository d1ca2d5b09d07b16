package dev.lockspire.it.mount;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Tells the container whom the host's own login page let in, and what they may do. */
@ApplicationScoped
public class StaffMechanism implements HttpAuthenticationMechanism {

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    HttpSession session = request.getSession(false);
    if (session != null && session.getAttribute("user") instanceof String user) {
      return context.notifyContainerAboutLogin(user, groups(user));
    }
    if (!context.isProtected()) {
      return context.doNothing();
    }
    String here = URLEncoder.encode(request.getRequestURI(), StandardCharsets.UTF_8);
    return context.redirect(request.getContextPath() + "/login?return_to=" + here);
  }

  private static Set<String> groups(String user) {
    return switch (user) {
      case "olga" -> Set.of("lockspire-operator");
      case "audra" -> Set.of("lockspire-auditor");
      default -> Set.of();
    };
  }
}
