package dev.lockspire.http;

import java.util.List;
import java.util.Objects;

/**
 * One row of the {@link RouteTable}: which requests reach which endpoint.
 *
 * @param methods allowed methods in the order that {@code Allow} names them; {@code HEAD} comes
 *     with {@code GET} and is not listed
 * @param pattern below the mount: an exact path such as {@code /token}, or one with a single
 *     placeholder segment such as {@code /interactions/{id}} or {@code /interactions/{id}/complete}
 * @param endpoint what answers
 * @param rendering for whom a refusal is written
 * @param body what the body of a POST may be
 */
public record Route(
    List<String> methods, String pattern, Endpoint endpoint, Rendering rendering, Body body) {

  /** For whom a refusal is written. */
  public enum Rendering {
    /** A program (RFC 6749 §5.2). */
    JSON,
    /** A person in front of a browser. */
    PAGE
  }

  /** What the body of a POST may be. */
  public enum Body {
    /** A form; any other media type is answered 415 (RFC 9110 §15.5.16). */
    FORM,
    /** A form or something that is not looked into, as at UserInfo. */
    ANY
  }

  /**
   * Checks the pattern.
   *
   * @throws IllegalArgumentException when it does not start with a slash, holds more than one
   *     placeholder, or a placeholder that is not a whole segment
   */
  public Route {
    methods = List.copyOf(methods);
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(rendering, "rendering");
    Objects.requireNonNull(body, "body");
    if (methods.isEmpty() || !pattern.startsWith("/")) {
      throw new IllegalArgumentException("not a route: " + methods + " " + pattern);
    }
    int open = pattern.indexOf('{');
    int close = pattern.indexOf('}');
    boolean plain = open < 0 && close < 0;
    boolean onePlaceholder =
        open > 0
            && close > open
            && open == pattern.lastIndexOf('{')
            && close == pattern.lastIndexOf('}')
            && pattern.charAt(open - 1) == '/'
            && (close == pattern.length() - 1 || pattern.charAt(close + 1) == '/');
    if (!plain && !onePlaceholder) {
      throw new IllegalArgumentException("at most one placeholder, a whole segment: " + pattern);
    }
  }

  /** Answers GET. */
  public static Route get(String pattern, Rendering rendering, Endpoint endpoint) {
    return new Route(List.of("GET"), pattern, endpoint, rendering, Body.FORM);
  }

  /** Answers POST of a form. */
  public static Route post(String pattern, Rendering rendering, Endpoint endpoint) {
    return new Route(List.of("POST"), pattern, endpoint, rendering, Body.FORM);
  }

  /** Answers GET, and POST of a form. */
  public static Route getOrPost(String pattern, Rendering rendering, Endpoint endpoint) {
    return new Route(List.of("GET", "POST"), pattern, endpoint, rendering, Body.FORM);
  }

  /** This route for POSTs with any body. */
  public Route withAnyBody() {
    return new Route(methods, pattern, endpoint, rendering, Body.ANY);
  }

  boolean isExact() {
    return pattern.indexOf('{') < 0;
  }

  /** True when {@code path} fills the placeholder with one segment that is not empty. */
  boolean matches(String path) {
    int open = pattern.indexOf('{');
    if (open < 0) {
      return pattern.equals(path);
    }
    int suffix = pattern.length() - pattern.indexOf('}') - 1;
    int end = path.length() - suffix;
    return end > open
        && path.startsWith(pattern.substring(0, open))
        && path.endsWith(pattern.substring(pattern.length() - suffix))
        && path.substring(open, end).indexOf('/') < 0;
  }

  @Override
  public String toString() {
    return String.join(",", methods) + " " + pattern;
  }
}
