package dev.lockspire.faces.admin.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One path of the console.
 *
 * @param pattern path below the console; a segment {@code {name}} stands for any one segment
 * @param page the page it shows, a name without ending
 * @param item the navigation entry that is current on this page, and the key of its words
 * @param group where the navigation lists it; empty for pages that are reached otherwise
 */
public record Route(String pattern, String page, String item, Optional<NavigationGroup> group) {

  public Route {
    Objects.requireNonNull(page, "page");
    Objects.requireNonNull(item, "item");
    Objects.requireNonNull(group, "group");
    if (!pattern.startsWith("/")) {
      throw new IllegalArgumentException("A path begins with a slash: " + pattern);
    }
  }

  static Route route(String pattern, String page) {
    return new Route(pattern, page, page, Optional.empty());
  }

  /** Lists it in the navigation. */
  Route in(NavigationGroup heading, String itemName) {
    return new Route(pattern, page, itemName, Optional.of(heading));
  }

  /** Not listed itself: belongs to that entry of the navigation. */
  Route under(String itemName) {
    return new Route(pattern, page, itemName, Optional.empty());
  }

  /** Key of the entry's words in the message bundle. */
  public String textKey() {
    return "nav." + item;
  }

  Optional<RouteMatch> match(String path) {
    List<String> wanted = List.of(pattern.split("/", -1));
    List<String> given = List.of(path.split("/", -1));
    if (wanted.size() != given.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      String segment = wanted.get(i);
      if (segment.startsWith("{") && !given.get(i).isEmpty()) {
        variables.put(segment.substring(1, segment.length() - 1), given.get(i));
      } else if (!segment.equals(given.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(new RouteMatch(this, variables));
  }
}
