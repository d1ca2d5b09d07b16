package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.http.Reply;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("What discovery says of the authorization endpoint")
final class AuthorizationMetadataTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  @Test
  @DisplayName("Discovery baseline: endpoint, code only, S256 only, iss and claims parameters")
  void baseline() {
    assertThat(members())
        .containsEntry("authorization_endpoint", "https://as.example/lockspire/authorize")
        .containsEntry("authorization_response_iss_parameter_supported", true)
        .containsEntry("claims_parameter_supported", true)
        .containsEntry("resource_indicators_supported", true)
        .containsEntry("request_parameter_supported", true)
        .containsEntry("request_uri_parameter_supported", false);
    assertThat(list("response_types_supported")).containsExactly("code");
    assertThat(list("code_challenge_methods_supported")).containsExactly("S256");
  }

  @Test
  @DisplayName("Discovery truth: every advertised response mode and prompt is accepted")
  void truth() {
    assertThat(list("response_modes_supported"))
        .containsExactly(
            "query", "fragment", "form_post", "jwt", "query.jwt", "fragment.jwt", "form_post.jwt");
    assertThat(list("prompt_values_supported")).containsExactly("consent", "login", "none");

    for (String mode : list("response_modes_supported")) {
      Reply reply = SERVER.browser().get(SERVER.request().with("response_mode", mode).toString());
      assertThat(Answer.location(reply)).as(mode).startsWith("/login?");
    }
    for (String prompt : Set.of("login", "consent")) {
      Reply reply = SERVER.browser().get(SERVER.request().with("prompt", prompt).toString());
      assertThat(Answer.location(reply)).as(prompt).startsWith("/login?");
    }
  }

  @Test
  @DisplayName(
      "Discovery truth: request-object keys [B-85]: signing by profile, encryption only with an"
          + " active enc key")
  void requestObjects() {
    String signing = "request_object_signing_alg_values_supported";
    String encryption = "request_object_encryption_alg_values_supported";
    String content = "request_object_encryption_enc_values_supported";
    assertThat(list(signing)).containsExactly("RS256", "ES256", "PS256", "EdDSA");
    assertThat(members()).doesNotContainKeys(encryption, content);

    ServerMetadata document =
        new ServerMetadata(
            AuthorizationFixture.ISSUER,
            ServerPolicy.defaults().withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY),
            Set.of(),
            Set.of(KeyManagementAlgorithm.ECDH_ES, KeyManagementAlgorithm.RSA_OAEP_256));
    SERVER.surface.metadata().contribute(document);

    assertThat(document.members())
        .containsEntry(signing, Set.of("ES256", "PS256"))
        .containsEntry(encryption, Set.of("RSA-OAEP-256", "ECDH-ES"))
        .containsEntry(content, Set.of("A128CBC-HS256", "A128GCM", "A256GCM"));
  }

  @Test
  @DisplayName("Discovery baseline: algorithms of signed and encrypted responses")
  void jarm() {
    assertThat(list("authorization_encryption_alg_values_supported"))
        .containsExactly("RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A256KW");
    assertThat(list("authorization_encryption_enc_values_supported"))
        .containsExactly("A128CBC-HS256", "A128GCM", "A256GCM");
    assertThat(list("authorization_signing_alg_values_supported"))
        .containsExactly("RS256", "ES256");
  }

  @SuppressWarnings("unchecked")
  private static Collection<String> list(String member) {
    return (Collection<String>) members().get(member);
  }

  private static Map<String, Object> members() {
    ServerMetadata document =
        new ServerMetadata(
            AuthorizationFixture.ISSUER, ServerPolicy.defaults(), SERVER.signer.active());
    SERVER.surface.metadata().contribute(document);
    return document.members();
  }
}
