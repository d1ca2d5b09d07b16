package dev.lockspire.protect;

import dev.lockspire.Lockspire;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Reads what a host's {@code web.xml} says of one of the filters. */
final class FilterSettings {
  private FilterSettings() {}

  /**
   * The route that a {@link VerifyTokenFilter} is in front of.
   *
   * @throws ServletException with everything that is wrong
   */
  static Protection route(FilterConfig config) throws ServletException {
    try {
      return route(builder(config.getServletContext()), parameters(config));
    } catch (IllegalArgumentException wrong) {
      throw new ServletException(in(config) + wrong.getMessage(), wrong);
    }
  }

  /** As {@link #route(FilterConfig)}, before the filter is made. */
  static Protection route(Protection.Builder builder, Map<String, String> parameters) {
    new TreeMap<>(parameters).forEach(builder.options()::with);
    return builder.build();
  }

  /**
   * For the filters that have no settings.
   *
   * @throws ServletException when there are some
   */
  static RouteProtection protection(FilterConfig config) throws ServletException {
    try {
      requireNone(parameters(config));
    } catch (IllegalArgumentException wrong) {
      throw new ServletException(in(config) + wrong.getMessage(), wrong);
    }
    return builder(config.getServletContext()).protection();
  }

  /** What is written at the wrong filter would be believed to hold. */
  static void requireNone(Map<String, String> parameters) {
    if (!parameters.isEmpty()) {
      throw new IllegalArgumentException(
          "takes no init-params, but has "
              + new TreeMap<>(parameters).keySet()
              + "; what a route demands is said at its VerifyTokenFilter");
    }
  }

  private static Protection.Builder builder(ServletContext context) throws ServletException {
    try {
      return Lockspire.of(context).protect();
    } catch (IllegalStateException notStarted) {
      throw new ServletException(notStarted.getMessage(), notStarted);
    }
  }

  private static Map<String, String> parameters(FilterConfig config) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String name : Collections.list(config.getInitParameterNames())) {
      parameters.put(name, config.getInitParameter(name));
    }
    return parameters;
  }

  private static String in(FilterConfig config) {
    return "Filter " + config.getFilterName() + ": ";
  }
}
