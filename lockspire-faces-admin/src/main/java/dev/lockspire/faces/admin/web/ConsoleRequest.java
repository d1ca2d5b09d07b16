package dev.lockspire.faces.admin.web;

import dev.lockspire.faces.admin.route.RouteMatch;
import dev.lockspire.host.Operator;
import jakarta.servlet.ServletRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the door knows of a request it let in.
 *
 * @param base path of the console as the browser sees it, without a trailing slash
 * @param path clean path as the browser sees it, without the query
 * @param query as it came; null when there is none
 * @param route the page; empty when the path has none
 * @param operator who asks
 */
public record ConsoleRequest(
    String base, String path, String query, Optional<RouteMatch> route, Operator operator) {
  private static final String ATTRIBUTE = ConsoleRequest.class.getName();

  public ConsoleRequest {
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(route, "route");
    Objects.requireNonNull(operator, "operator");
  }

  /** Empty for requests that are not for the console. */
  public static Optional<ConsoleRequest> of(ServletRequest request) {
    return Optional.ofNullable((ConsoleRequest) request.getAttribute(ATTRIBUTE));
  }

  /** As {@link #of(ServletRequest)}, from the attributes of a request. */
  public static Optional<ConsoleRequest> of(Map<String, Object> attributes) {
    return Optional.ofNullable((ConsoleRequest) attributes.get(ATTRIBUTE));
  }

  void install(ServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** Where this page is, with its query: what its forms post back to. */
  public String address() {
    return query == null ? path : path + "?" + query;
  }

  /** What stands in the path in the place of {@code {name}}. */
  public Optional<String> variable(String name) {
    return route.map(match -> match.variables().get(name));
  }
}
