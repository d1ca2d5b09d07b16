package dev.lockspire.faces.admin.route;

import static dev.lockspire.faces.admin.route.Route.route;

import java.util.List;
import java.util.Optional;

/**
 * Every path of the console, below {@code <mount>/admin}, and the page it shows. A screen is one
 * line here, its page under {@code lockspire-console} and its bean; a line with a navigation group
 * is listed in the navigation, in the order of this table.
 */
public final class Routes {
  private static final List<Route> TABLE =
      List.of(
          route("/", "overview").in(NavigationGroup.ORIENT, "overview"),
          route("/overview", "overview").under("overview"),
          route("/clients", "clients").in(NavigationGroup.CONFIGURE, "clients"),
          route("/clients/new", "client-new").under("clients"),
          route("/clients/{id}", "client").under("clients"),
          route("/clients/{id}/edit", "client-edit").under("clients"),
          route("/clients/{id}/keys", "client-edit").under("clients"),
          route("/clients/{id}/redirects", "client-edit").under("clients"),
          route("/clients/{id}/logout-uris", "client-edit").under("clients"),
          route("/clients/{id}/scopes", "client-edit").under("clients"),
          route("/clients/{id}/lifetimes", "client-edit").under("clients"),
          route("/clients/{id}/responses", "client-edit").under("clients"),
          route("/clients/{id}/security", "client-edit").under("clients"),
          route("/clients/{id}/subjects", "client-edit").under("clients"),
          route("/clients/{id}/par-policy", "client-edit").under("clients"),
          route("/clients/{id}/security-profile", "client-edit").under("clients"),
          route("/clients/{id}/why-not", "client-why-not").under("clients"),
          route("/clients/{id}/rotate-secret", "client-secret").under("clients"),
          route("/clients/{id}/status", "client-status").under("clients"),
          route("/policies", "policies").in(NavigationGroup.CONFIGURE, "policies"),
          route("/policies/par", "policy-par").under("policies"),
          route("/policies/dpop", "policy-dpop").under("policies"),
          route("/policies/security-profile", "policy-profile").under("policies"),
          route("/policies/tokens", "policy-tokens").under("policies"),
          route("/policies/dcr", "policy-dcr").under("policies"),
          route("/keys", "keys").in(NavigationGroup.CONFIGURE, "keys"),
          route("/keys/{kid}", "key").under("keys"),
          route("/refusals", "refusals").in(NavigationGroup.SUPPORT, "refusals"),
          route("/refusals/{id}", "refusal").under("refusals"),
          route("/tokens", "tokens").in(NavigationGroup.SUPPORT, "tokens"),
          route("/tokens/revoke", "tokens-revoke").under("tokens"),
          route("/tokens/{id}", "token").under("tokens"),
          route("/consents", "consents").in(NavigationGroup.SUPPORT, "consents"),
          route("/consents/{id}", "consent").under("consents"),
          route("/interactions", "interactions").in(NavigationGroup.OPERATE, "interactions"),
          route("/audit", "audit").in(NavigationGroup.OPERATE, "audit"),
          route("/audit/{id}", "audit-entry").under("audit"),
          route("/health", "health").in(NavigationGroup.OPERATE, "health"));

  private Routes() {}

  public static List<Route> all() {
    return TABLE;
  }

  /** The page of a path; a trailing slash makes no difference. */
  public static Optional<RouteMatch> match(String path) {
    String plain =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return TABLE.stream().flatMap(route -> route.match(plain).stream()).findFirst();
  }

  /** What the navigation shows under a heading. */
  public static List<Route> navigation(NavigationGroup group) {
    return TABLE.stream().filter(route -> route.group().filter(group::equals).isPresent()).toList();
  }
}
