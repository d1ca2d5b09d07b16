package dev.lockspire.it.desk;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for a name and the same as password (RFC 7617) before the console. Named in the
 * configuration as what guards it.
 */
public final class DeskGuard extends HttpFilter {
  private static final long serialVersionUID = 1;
  private static final String BASIC = "Basic ";
  private static final Map<String, String> ROLES =
      Map.of(
          "ops", "lockspire-operator",
          "audra", "lockspire-auditor",
          "alice", "customer");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<String> user = user(request.getHeader("Authorization"));
    if (user.isEmpty()) {
      response.setHeader("WWW-Authenticate", "Basic realm=\"desk\"");
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    chain.doFilter(new Known(request, user.get()), response);
  }

  private static Optional<String> user(String authorization) {
    if (authorization == null || !authorization.startsWith(BASIC)) {
      return Optional.empty();
    }
    byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()));
    String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
    return parts.length == 2 && parts[0].equals(parts[1]) && ROLES.containsKey(parts[0])
        ? Optional.of(parts[0])
        : Optional.empty();
  }

  /** A request of somebody known. */
  private static final class Known extends HttpServletRequestWrapper {
    private final String user;

    Known(HttpServletRequest request, String user) {
      super(request);
      this.user = user;
    }

    @Override
    public Principal getUserPrincipal() {
      return () -> user;
    }

    @Override
    public boolean isUserInRole(String role) {
      return ROLES.get(user).equals(role);
    }
  }
}
