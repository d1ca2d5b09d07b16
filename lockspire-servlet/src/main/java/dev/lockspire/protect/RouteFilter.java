package dev.lockspire.protect;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;

/**
 * How the three filters in front of a protected route begin: named in {@code web.xml} they read
 * there what they guard, made by the library they are told.
 *
 * @param <G> what a filter needs to know of what it guards
 */
abstract sealed class RouteFilter<G> extends HttpFilter
    permits VerifyTokenFilter, EnforceSenderConstraintsFilter, RequireTokenFilter {
  private static final long serialVersionUID = 1L;
  private transient G guarded;

  /** For {@code web.xml}. */
  RouteFilter() {}

  RouteFilter(G guarded) {
    this.guarded = guarded;
  }

  /**
   * @throws ServletException with everything that is wrong with the init-params, or when the
   *     library has not been started in this application
   */
  @Override
  public void init(FilterConfig config) throws ServletException {
    super.init(config);
    if (guarded == null) {
      guarded = read(config);
    }
  }

  /** What {@code web.xml} says, where the library said nothing. */
  abstract G read(FilterConfig config) throws ServletException;

  final G guarded() {
    return guarded;
  }
}
