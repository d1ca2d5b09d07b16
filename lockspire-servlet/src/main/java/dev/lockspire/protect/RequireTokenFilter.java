package dev.lockspire.protect;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Last of the three filters in front of a protected route: lets a request go on whose token is
 * good, and answers every other with a challenge (RFC 6750 §3, RFC 9449 §7.1). Takes no
 * init-params.
 *
 * <p>Behind it {@link AccessToken#of} is never empty.
 */
public final class RequireTokenFilter extends RouteFilter<RouteProtection> {
  private static final long serialVersionUID = 1L;

  /** For {@code web.xml}. */
  public RequireTokenFilter() {}

  RequireTokenFilter(RouteProtection protection) {
    super(protection);
  }

  @Override
  RouteProtection read(FilterConfig config) throws ServletException {
    return FilterSettings.protection(config);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<Decision.Refused> refused = guarded().refusal(request);
    if (refused.isPresent()) {
      refused.get().answer(response);
    } else {
      chain.doFilter(request, response);
    }
  }
}
