package dev.lockspire.logout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.client.Client;
import dev.lockspire.client.Inheritable;
import dev.lockspire.crypto.Base64Url;
import dev.lockspire.http.OAuthError;
import dev.lockspire.minting.TestClient;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An id_token_hint at /end_session")
final class IdTokenHintsTest {
  private static final SecurityProfile FAPI = SecurityProfile.FAPI_2_0_SECURITY;
  private static final String JWT =
      Base64Url.encode("{\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + ".claims.signature";
  private static final Map<String, Client> CLIENTS =
      Map.of(
          "plain", client("plain", Inheritable.Profile.INHERIT),
          "exempt", client("exempt", Inheritable.Profile.NONE),
          "strict", client("strict", Inheritable.Profile.FAPI_2_0_SECURITY));

  private static Client client(String id, Inheritable.Profile profile) {
    return TestClient.named(id).with("securityProfile", profile).build();
  }

  /** A hint for {@code audience}, signed with {@code algorithm}. */
  private static IdTokenHint verify(
      SecurityProfile server, SigningAlgorithm algorithm, Object audience) {
    return new IdTokenHints(
            (jwt, allowed) ->
                allowed.contains(algorithm)
                    ? Optional.of(Map.of("sub", "alice", "aud", audience, "exp", 1L))
                    : Optional.empty(),
            id -> Optional.ofNullable(CLIENTS.get(id)),
            () -> ServerPolicy.defaults().withSecurityProfile(server))
        .verify(JWT);
  }

  private static void assertRefused(SecurityProfile server, Object audience) {
    assertThatThrownBy(() -> verify(server, SigningAlgorithm.RS256, audience))
        .isInstanceOfSatisfying(
            OAuthError.class,
            error -> assertThat(error.reason()).isEqualTo("invalid_id_token_hint"));
  }

  @Test
  @DisplayName("[B-08] is verified by the algorithms of the profile of the client it was issued to")
  void profile() {
    assertThat(verify(SecurityProfile.NONE, SigningAlgorithm.RS256, "plain").onlyAudience())
        .contains("plain");
    assertThat(verify(FAPI, SigningAlgorithm.RS256, List.of("exempt")).onlyAudience())
        .contains("exempt");
    assertRefused(FAPI, "plain");
    assertRefused(SecurityProfile.NONE, "strict");
    assertThat(verify(FAPI, SigningAlgorithm.ES256, "plain")).isNotNull();
    assertThat(verify(SecurityProfile.NONE, SigningAlgorithm.PS256, "strict")).isNotNull();
  }

  @Test
  @DisplayName("[B-08] that names several clients, or one that is gone, is judged by the server's")
  void severalClients() {
    assertRefused(FAPI, List.of("exempt", "plain"));
    assertRefused(FAPI, "gone");
    assertThat(verify(SecurityProfile.NONE, SigningAlgorithm.RS256, "gone")).isNotNull();
  }
}
