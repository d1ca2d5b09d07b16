package dev.lockspire.faces.admin.route;

import java.util.Map;
import java.util.Objects;

/**
 * A path that has a page.
 *
 * @param route the line of the table
 * @param variables what stands in the place of {@code {name}}, decoded
 */
public record RouteMatch(Route route, Map<String, String> variables) {

  public RouteMatch {
    Objects.requireNonNull(route, "route");
    variables = Map.copyOf(variables);
  }
}
