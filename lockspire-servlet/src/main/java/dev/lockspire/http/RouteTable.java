package dev.lockspire.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every path that is answered, in one list that can be read, shown and asked. */
public final class RouteTable {
  private final List<Route> routes;
  private final Map<String, List<Route>> exact = new HashMap<>();
  private final List<Route> patterns = new ArrayList<>();

  /** What the table says of a request. */
  public sealed interface Match {

    /** {@code route} answers it. */
    record Found(Route route) implements Match {}

    /**
     * The path exists, the method does not.
     *
     * @param allowed methods for the {@code Allow} header (RFC 9110 §15.5.6)
     * @param rendering for whom the refusal is written
     */
    record WrongMethod(List<String> allowed, Route.Rendering rendering) implements Match {}

    /** Nothing is there. */
    record NotFound() implements Match {}
  }

  /**
   * @throws IllegalArgumentException when two routes claim the same method of the same pattern
   */
  public RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
    Set<String> claimed = new LinkedHashSet<>();
    for (Route route : this.routes) {
      for (String method : route.methods()) {
        if (!claimed.add(method + ' ' + route.pattern())) {
          throw new IllegalArgumentException("claimed twice: " + method + " " + route.pattern());
        }
      }
      if (route.isExact()) {
        exact.computeIfAbsent(route.pattern(), pattern -> new ArrayList<>(1)).add(route);
      } else {
        patterns.add(route);
      }
    }
  }

  /** The rows, in the order they were given. */
  public List<Route> routes() {
    return routes;
  }

  /** True when some route has exactly this pattern. */
  public boolean mounts(String pattern) {
    return routes.stream().anyMatch(route -> route.pattern().equals(pattern));
  }

  /**
   * Who answers {@code method} on {@code path}; an exact path wins over a placeholder.
   *
   * @param method as sent, except that {@code HEAD} is asked for as {@code GET}
   */
  public Match find(String method, String path) {
    List<Route> candidates = exact.get(path);
    if (candidates == null) {
      candidates = patterns.stream().filter(route -> route.matches(path)).toList();
    }
    if (candidates.isEmpty()) {
      return new Match.NotFound();
    }
    Set<String> allowed = new LinkedHashSet<>();
    for (Route route : candidates) {
      if (route.methods().contains(method)) {
        return new Match.Found(route);
      }
      allowed.addAll(route.methods());
    }
    return new Match.WrongMethod(withHead(allowed), candidates.get(0).rendering());
  }

  private static List<String> withHead(Set<String> methods) {
    List<String> all = new ArrayList<>();
    for (String method : methods) {
      all.add(method);
      if (method.equals("GET")) {
        all.add("HEAD");
      }
    }
    return List.copyOf(all);
  }

  /** One route per line. */
  @Override
  public String toString() {
    return String.join("\n", routes.stream().map(Route::toString).toList());
  }
}
