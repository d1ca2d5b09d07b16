package dev.lockspire.protect;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
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
public final class EnforceSenderConstraintsFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private transient RouteProtection protection;

  /** For {@code web.xml}. */
  public EnforceSenderConstraintsFilter() {}

  EnforceSenderConstraintsFilter(RouteProtection protection) {
    this.protection = protection;
  }

  /**
   * @throws ServletException when there are init-params, or when the library has not been started
   *     in this application
   */
  @Override
  public void init(FilterConfig config) throws ServletException {
    super.init(config);
    if (protection == null) {
      protection = FilterSettings.protection(config);
    }
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ResponseHeaders.put(protection.enforce(request), response);
    chain.doFilter(request, response);
  }
}
