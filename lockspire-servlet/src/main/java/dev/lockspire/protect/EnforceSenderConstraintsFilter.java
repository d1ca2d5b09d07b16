package dev.lockspire.protect;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Second of the three filters in front of a protected route, after {@link VerifyTokenFilter}:
 * demands that a bound token is shown by who holds its keys, by a DPoP proof (RFC 9449) or a client
 * certificate (RFC 8705). Bearer tokens pass. It never ends a request and takes no init-params.
 *
 * <p>Without it a bound token is refused.
 */
public final class EnforceSenderConstraintsFilter extends RouteFilter<RouteProtection> {
  private static final long serialVersionUID = 1L;

  /** For {@code web.xml}. */
  public EnforceSenderConstraintsFilter() {}

  EnforceSenderConstraintsFilter(RouteProtection protection) {
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
    ResponseHeaders.put(guarded().enforce(request), response);
    chain.doFilter(request, response);
  }
}
