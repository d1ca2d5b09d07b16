package dev.lockspire.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An authorization response")
class AuthorizationResponseTest {

  @Test
  @DisplayName("keeps its order, does not change with what it was made of, and hides its values")
  void values() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("code", "secret-code");
    parameters.put("state", "secret-state");
    AuthorizationResponse response = new AuthorizationResponse(parameters);
    parameters.clear();

    assertThat(response.parameters())
        .containsExactly(Map.entry("code", "secret-code"), Map.entry("state", "secret-state"));
    assertThat(response).hasToString("AuthorizationResponse[code, state]");
  }
}
