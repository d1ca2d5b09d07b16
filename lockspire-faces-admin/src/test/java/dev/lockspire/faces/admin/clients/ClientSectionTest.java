package dev.lockspire.faces.admin.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.admin.ClientChoices;
import dev.lockspire.client.AuthMethod;
import dev.lockspire.faces.admin.text.Texts;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The forms about a client")
class ClientSectionTest {
  private static final ClientChoices CHOICES =
      new ClientChoices(
          List.of("client_secret_basic", "self_signed_tls_client_auth"),
          List.of("authorization_code"),
          List.of("ES256", "EdDSA"));

  private static List<ClientField> responses(AuthMethod method) {
    return ClientSection.RESPONSES.fields(method, CHOICES);
  }

  private static ClientField field(String name) {
    return responses(AuthMethod.PRIVATE_KEY_JWT).stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("have words in every language: for each part, each field, and each empty choice")
  void words(ClientSection section) {
    for (Locale language : Texts.languages()) {
      Texts texts = Texts.in(language);
      String key = "client.section." + section.name().toLowerCase(Locale.ROOT);
      assertThat(texts.has(key) && texts.has(key + ".lead")).as(key).isTrue();
      for (AuthMethod method : AuthMethod.values()) {
        for (ClientField field : section.fields(method, CHOICES)) {
          assertThat(texts.has(field.getLabel())).as(field.getLabel()).isTrue();
          for (String value : field.values()) {
            assertThat(field.choice(value, texts).label()).as(field.name()).isNotBlank();
          }
        }
      }
    }
  }

  @Test
  @DisplayName("of responses: signature, key management and content encryption of each")
  void members() {
    assertThat(responses(AuthMethod.PRIVATE_KEY_JWT))
        .extracting(ClientField::name)
        .contains(
            "id_token_signed_response_alg",
            "id_token_encrypted_response_alg",
            "id_token_encrypted_response_enc",
            "userinfo_signed_response_alg",
            "userinfo_encrypted_response_alg",
            "userinfo_encrypted_response_enc",
            "introspection_signed_response_alg",
            "introspection_encrypted_response_alg",
            "introspection_encrypted_response_enc",
            "access_token_signed_response_alg");
  }

  @Test
  @DisplayName("of responses offer what the server can sign and encrypt with, and nothing of it")
  void offered() {
    assertThat(field("id_token_signed_response_alg").values())
        .containsExactly("", "ES256", "EdDSA");
    assertThat(field("userinfo_encrypted_response_alg").values())
        .containsExactly("", "RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A256KW");
    assertThat(field("introspection_encrypted_response_enc").values())
        .containsExactly("", "A128CBC-HS256", "A128GCM", "A256GCM");
  }

  @Test
  @DisplayName("of responses ask for keys where no other page does")
  void keys() {
    for (AuthMethod method : AuthMethod.values()) {
      boolean elsewhere =
          ClientSection.KEYS.fields(method, CHOICES).stream()
              .anyMatch(field -> field.name().equals("jwks"));
      assertThat(responses(method).stream().anyMatch(field -> field.name().equals("jwks")))
          .as(method.wireName())
          .isNotEqualTo(elsewhere);
    }
  }
}
