package dev.lockspire.faces.admin.policies;

import dev.lockspire.faces.admin.page.Console;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Stream;

/** The way between the pages of policies. A further page is one more word here. */
@Named
@RequestScoped
public class LockspirePolicyTabs {
  private static final String OVERVIEW = "/policies";

  @Inject Console console;

  /**
   * One of the pages.
   *
   * @param current whether it is this one
   */
  public record Tab(String label, String address, boolean current) {}

  public List<Tab> getTabs() {
    return Stream.of("", "/tokens", "/security-profile", "/par", "/dpop", "/dcr")
        .map(this::tab)
        .toList();
  }

  private Tab tab(String below) {
    String pattern = OVERVIEW + below;
    String key = below.isEmpty() ? "overview" : below.substring(1).replace('-', '_');
    return new Tab(
        console.texts().get("policies.nav." + key),
        console.url(pattern),
        console
            .request()
            .route()
            .filter(match -> match.route().pattern().equals(pattern))
            .isPresent());
  }
}
