package dev.lockspire.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("After a login the browser goes")
class LoginDestinationTest {
  private final LoginDestination destination = new LoginDestination("/lockspire");

  @Test
  @DisplayName("to the waiting authorization, wherever return_to points")
  void interaction() {
    assertThat(destination.of("/app", "aB-_9", "/apps"))
        .isEqualTo("/app/lockspire/interactions/aB-_9");
  }

  @Test
  @DisplayName("to the local page that asked, when nothing waits")
  void returnTo() {
    assertThat(destination.of("", "", "/apps")).isEqualTo("/apps");
    assertThat(destination.of("", null, "/apps")).isEqualTo("/apps");
  }

  @Test
  @DisplayName("home, when neither can be trusted")
  void home() {
    assertThat(destination.of("/app", "../../evil", "//evil.test")).isEqualTo("/app/");
    assertThat(destination.of("", null, "https://evil.test")).isEqualTo("/");
    assertThat(destination.of("", "a/b", null)).isEqualTo("/");
  }
}
