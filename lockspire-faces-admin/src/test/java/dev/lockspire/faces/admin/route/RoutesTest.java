package dev.lockspire.faces.admin.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.faces.admin.text.Texts;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The table of routes")
class RoutesTest {

  @Test
  @DisplayName("names pages that exist and navigation entries that have words")
  void complete() {
    for (Route route : Routes.all()) {
      assertThat(Routes.class.getResource("/lockspire-console/" + route.page() + ".xhtml"))
          .as(route.pattern())
          .isNotNull();
      assertThat(Texts.in(Locale.ENGLISH).has(route.textKey())).as(route.textKey()).isTrue();
    }
  }

  @Test
  @DisplayName("has each path once, and each entry of the navigation is itself a path")
  void unique() {
    assertThat(Routes.all()).extracting(Route::pattern).doesNotHaveDuplicates();
    for (Route route : Routes.all()) {
      assertThat(Routes.all())
          .as("navigation entry of " + route.pattern())
          .anyMatch(entry -> entry.group().isPresent() && entry.item().equals(route.item()));
    }
  }

  @Test
  @DisplayName("finds a page with and without a trailing slash, and nothing for other paths")
  void match() {
    assertThat(Routes.match("/").orElseThrow().route().page()).isEqualTo("overview");
    assertThat(Routes.match("/clients/").orElseThrow().route().page()).isEqualTo("clients");
    assertThat(Routes.match("/clients/a/b/c")).isEmpty();
    assertThat(Routes.match("")).isEmpty();
  }

  @Test
  @DisplayName("takes a segment for a variable, but never an empty one")
  void variables() {
    Route route = Route.route("/clients/{id}/edit", "client-edit");
    assertThat(route.match("/clients/ls_1/edit").orElseThrow().variables())
        .containsEntry("id", "ls_1");
    assertThat(route.match("/clients//edit")).isEmpty();
    assertThat(route.match("/clients/ls_1")).isEmpty();
  }
}
