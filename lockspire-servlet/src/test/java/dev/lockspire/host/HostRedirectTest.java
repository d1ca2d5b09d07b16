package dev.lockspire.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A redirect to the host")
class HostRedirectTest {

  @ParameterizedTest(name = "goes to {0}")
  @ValueSource(strings = {"/", "/login", "/login?a=b", "/a/b#c"})
  void local(String path) {
    assertThat(HostRedirect.to(path).path()).isEqualTo(path);
  }

  @ParameterizedTest(name = "never goes to <{0}>")
  @ValueSource(
      strings = {
        "", "login", "//evil.example", "https://evil.example", "/\\evil.example", "\\/evil.example",
        "/a\nb", "/a\tb", "/\r/evil.example", "/a\u007f", "javascript:alert(1)", " /login"
      })
  void away(String path) {
    assertThatThrownBy(() -> HostRedirect.to(path)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("does not change when the map it was made from does")
  void immutable() {
    Map<String, String> parameters = new HashMap<>(Map.of("a", "b"));
    HostRedirect redirect = new HostRedirect("/login", parameters);
    parameters.clear();
    assertThat(redirect.parameters()).containsEntry("a", "b");
    assertThatThrownBy(() -> redirect.parameters().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
