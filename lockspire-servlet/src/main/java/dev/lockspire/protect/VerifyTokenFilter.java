package dev.lockspire.protect;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * First of the three filters in front of a protected route: judges the access token and leaves it
 * in the request attribute {@link AccessToken#ATTRIBUTE}, good or not. It never ends a request;
 * {@link RequireTokenFilter} does.
 *
 * <p>Init-params, each with {@code ${key}} placeholders where wanted:
 *
 * <ul>
 *   <li>{@code scopes}: all of these; left out, none is demanded
 *   <li>{@code audience}: this one, or {@code audiences}: any of these
 *   <li>{@code enforce_audience}: {@code true} makes it an error to leave the audience out
 *   <li>{@code tokenLookup}: {@code local}, or {@code database} for opaque tokens and instant
 *       revocation
 *   <li>{@code acr}: any of these authentication contexts; {@code maxAge}: seconds since the person
 *       signed in (RFC 9470)
 *   <li>{@code clockSkew}: 0 to 60 seconds
 * </ul>
 *
 * <p>Lists are separated by white space or commas. Where it is mapped several times for one
 * request, every one must be satisfied.
 */
public final class VerifyTokenFilter extends RouteFilter<Protection> {
  private static final long serialVersionUID = 1L;

  /** For {@code web.xml}. */
  public VerifyTokenFilter() {}

  VerifyTokenFilter(Protection route) {
    super(route);
  }

  @Override
  Protection read(FilterConfig config) throws ServletException {
    return FilterSettings.route(config);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    guarded().protection().verify(request, guarded().rules());
    chain.doFilter(request, response);
  }
}
