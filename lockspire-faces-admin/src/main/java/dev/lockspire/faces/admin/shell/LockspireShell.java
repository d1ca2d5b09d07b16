package dev.lockspire.faces.admin.shell;

import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.route.NavigationGroup;
import dev.lockspire.faces.admin.route.Route;
import dev.lockspire.faces.admin.route.Routes;
import dev.lockspire.faces.admin.web.Assets;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Stream;

/** Frame of every page: navigation, addresses, files. */
@Named
@RequestScoped
public class LockspireShell {
  @Inject Console console;

  /** Headings that have at least one entry. */
  public List<NavigationGroup> getGroups() {
    return Stream.of(NavigationGroup.values())
        .filter(group -> !Routes.navigation(group).isEmpty())
        .toList();
  }

  public List<Route> entries(NavigationGroup group) {
    return Routes.navigation(group);
  }

  /** Whether the navigation marks this entry. */
  public boolean current(Route entry) {
    return console
        .request()
        .route()
        .filter(match -> match.route().item().equals(entry.item()))
        .isPresent();
  }

  /** Picture of an entry, as SVG path data. */
  public String icon(Route entry) {
    return NavigationIcons.of(entry.item());
  }

  /** Which server this is: its issuer without the scheme. */
  public String getServer() {
    return console.lockspire().issuer().value().replaceFirst("^[a-z]+://", "");
  }

  /** Address of a path of the console. */
  public String url(String path) {
    return console.url(path);
  }

  /** This page without its query. */
  public String getPath() {
    return console.request().path();
  }

  /** This page with its query: where its forms post to. */
  public String getAddress() {
    return console.request().address();
  }

  /** Address of a style sheet, script or picture. */
  public String asset(String name) {
    return console.url(Assets.shipped().path(name));
  }
}
