package dev.lockspire.faces.admin.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.admin.ClientChoices;
import dev.lockspire.client.AuthMethod;
import dev.lockspire.client.FieldError;
import dev.lockspire.faces.admin.page.Choice;
import dev.lockspire.faces.admin.page.Entries;
import dev.lockspire.faces.admin.page.ProblemWords;
import dev.lockspire.faces.admin.text.Texts;
import dev.lockspire.outbound.OutboundResult;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The page on which the subjects of a client are changed")
class ClientSubjectsTest {
  private static final String FIELD = "sector_identifier_uri";

  private static List<ClientField> fields() {
    ClientChoices choices = new ClientChoices(List.of(), List.of(), List.of());
    return ClientSection.ofRoute("/clients/{id}/subjects")
        .fields(AuthMethod.CLIENT_SECRET_BASIC, choices);
  }

  @Test
  @DisplayName("has everything that settles them, and nothing else")
  void fieldsOfThePage() {
    assertThat(fields())
        .extracting(ClientField::name)
        .containsExactly("subject_type", FIELD, "redirect_uris");
  }

  @Test
  @DisplayName("offers both types in words, and takes an emptied address for none")
  void choicesAndClearing() {
    ClientField type = fields().get(0);
    for (Locale language : Texts.languages()) {
      Texts texts = Texts.in(language);
      assertThat(type.values().stream().map(value -> type.choice(value, texts)))
          .extracting(Choice::label)
          .doesNotContain("public", "pairwise")
          .doesNotHaveDuplicates();
    }

    Entries entries = new Entries();
    entries.getTexts().put("subject_type", "pairwise");
    entries.getTexts().put(FIELD, "  ");
    assertThat(type.read(entries)).isEqualTo("pairwise");
    assertThat(fields().get(1).read(entries)).isNull();
  }

  static Stream<FieldError> refusals() {
    Stream<FieldError> required =
        Stream.of(
                "no_redirect_uri",
                "redirect_uri_without_host",
                "several_redirect_hosts",
                "loopback_redirect_host")
            .map(detail -> new FieldError(FIELD, "sector_identifier_required", detail));
    Stream<FieldError> unavailable =
        Arrays.stream(OutboundResult.Cause.values())
            .map(cause -> new FieldError(FIELD, "sector_identifier_unavailable", cause.wireName()));
    Stream<FieldError> invalid =
        Stream.of("not_an_array", "not_strings", "too_many_entries")
            .map(detail -> new FieldError(FIELD, "invalid_sector_identifier", detail));
    Stream<FieldError> others =
        Stream.of("not_in_sector_identifier", "changes_subjects", "invalid_uri_scheme")
            .map(reason -> new FieldError(FIELD, reason, ""));
    return Stream.of(required, unavailable, invalid, others).flatMap(all -> all);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  @DisplayName("tells every refusal in the words of every language")
  void words(FieldError refusal) {
    for (Locale language : Texts.languages()) {
      String words = ProblemWords.of(refusal, Texts.in(language));

      assertThat(words)
          .doesNotContain(refusal.reason().replace('_', ' '))
          .contains(": ")
          .doesNotContain(refusal.detail().isEmpty() ? "_" : refusal.detail());
    }
  }
}
