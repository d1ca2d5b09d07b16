package dev.lockspire.demo.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A path a browser may be sent to")
class LocalPathTest {

  @ParameterizedTest(name = "[{0}]")
  @DisplayName("keeps paths of this host, query included")
  @ValueSource(strings = {"/", "/apps", "/lockspire/interactions/a-b_c?x=%2F%2Fevil&y=1", "/a//b"})
  void local(String path) {
    assertThat(LocalPath.of(path)).map(LocalPath::value).contains(path);
  }

  @ParameterizedTest(name = "[{0}]")
  @DisplayName("refuses whatever could lead to another host")
  @NullSource
  @ValueSource(
      strings = {
        "",
        "apps",
        "//evil.test",
        "///evil.test",
        "/\\evil.test",
        "\\/evil.test",
        "/a\\b",
        "https://evil.test/",
        "javascript:alert(1)",
        " /apps",
        "/\t/evil.test",
        "/\n/evil.test",
        "/\r\nSet-Cookie: a=b",
        "/apps ",
        "/\u0000",
        "/\u2028"
      })
  void elsewhere(String path) {
    assertThat(LocalPath.of(path)).isEmpty();
  }

  @Test
  @DisplayName("refuses what is too long for an address")
  void tooLong() {
    assertThat(LocalPath.of("/" + "a".repeat(4096))).isEmpty();
  }
}
