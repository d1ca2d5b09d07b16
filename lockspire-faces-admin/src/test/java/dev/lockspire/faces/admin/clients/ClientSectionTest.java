package dev.lockspire.faces.admin.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.admin.ClientChoices;
import dev.lockspire.client.AuthMethod;
import dev.lockspire.faces.admin.page.Choice;
import dev.lockspire.faces.admin.text.Texts;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Signed and encrypted answers on a client's pages")
class ClientSectionTest {
  private static final ClientChoices CHOICES = new ClientChoices(List.of(), List.of(), List.of());

  @Test
  @DisplayName("are three settings, and keys where the client has no page of its own for them")
  void fields() {
    assertThat(names(AuthMethod.CLIENT_SECRET_BASIC))
        .containsExactly(
            "authorization_signed_response_alg",
            "authorization_encrypted_response_alg",
            "authorization_encrypted_response_enc",
            "jwks_uri",
            "jwks");
    assertThat(names(AuthMethod.PRIVATE_KEY_JWT)).hasSize(3).noneMatch(n -> n.startsWith("jwks"));
  }

  @Test
  @DisplayName("have a path of their own")
  void path() {
    assertThat(ClientSection.ofRoute("/clients/{id}/responses")).isEqualTo(ClientSection.RESPONSES);
  }

  @Test
  @DisplayName("have words in every language, for what is not set as well")
  void words() {
    for (Locale language : Texts.languages()) {
      Texts texts = Texts.in(language);
      assertThat(texts.has("client.section.responses")).isTrue();
      assertThat(texts.has("client.section.responses.lead")).isTrue();
      for (ClientField field : fields(AuthMethod.CLIENT_SECRET_BASIC)) {
        assertThat(texts.has(field.getLabel())).as(field.getLabel()).isTrue();
        assertThat(field.values())
            .allSatisfy(value -> assertThat(field.choice(value, texts).label()).isNotEmpty());
      }
    }
  }

  @Test
  @DisplayName("offer an algorithm once, whether or not it is the one that is set")
  void chosen() {
    ClientField field =
        ClientField.choice(
            "authorization_signed_response_alg", List.of("", "ES256"), client -> "ES256");

    assertThat(field.choices(null, Texts.in(Locale.ENGLISH)))
        .extracting(Choice::value)
        .containsExactly("", "ES256");
    assertThat(field.now(null, Texts.in(Locale.ENGLISH)).label()).isEqualTo("ES256");
  }

  @Test
  @DisplayName("show what is set although it is no longer offered")
  void noLongerOffered() {
    ClientField field =
        ClientField.choice("access_token_format", List.of("jwt"), client -> "opaque");

    assertThat(field.choices(null, Texts.in(Locale.ENGLISH)))
        .extracting(Choice::value)
        .containsExactly("jwt", "opaque");
  }

  private static List<String> names(AuthMethod method) {
    return fields(method).stream().map(ClientField::name).toList();
  }

  private static List<ClientField> fields(AuthMethod method) {
    return ClientSection.RESPONSES.fields(method, CHOICES);
  }
}
