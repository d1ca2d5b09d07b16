package dev.lockspire.faces.admin.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.admin.KeyAction;
import dev.lockspire.admin.KeyView;
import dev.lockspire.faces.admin.page.Choice;
import dev.lockspire.faces.admin.text.Texts;
import dev.lockspire.keys.KeyStatus;
import dev.lockspire.keys.KeyUse;
import dev.lockspire.keys.SigningKey;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SigningAlgorithm;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Keys on the pages of the console")
class KeyLineTest {
  private static final Texts ENGLISH = Texts.in(Locale.ENGLISH);
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

  private static KeyView view(KeyUse use, KeyStatus status, KeyAction next) {
    boolean upcoming = status == KeyStatus.UPCOMING;
    return new KeyView(
        new SigningKey(
            "0123456789ABCDEF",
            use == KeyUse.SIG ? "PS256" : "RSA-OAEP-256",
            "RSA",
            use,
            status,
            Map.of(),
            NOON,
            NOON,
            upcoming ? null : NOON,
            null,
            null),
        "handle",
        true,
        Optional.ofNullable(next),
        Optional.empty());
  }

  @Test
  @DisplayName("what an encryption key does is said in words of its own, what all do in the same")
  void words() {
    KeyLine enc = KeyLine.of(view(KeyUse.ENC, KeyStatus.ACTIVE, null), ENGLISH);
    KeyLine sig = KeyLine.of(view(KeyUse.SIG, KeyStatus.ACTIVE, null), ENGLISH);

    assertThat(enc.use()).isEqualTo("encryption");
    assertThat(enc.algorithm()).isEqualTo("RSA-OAEP-256");
    assertThat(enc.next()).isEqualTo("None: it is encrypted to");
    assertThat(sig.next()).isEqualTo("None: it signs");
    KeyView upcoming = view(KeyUse.ENC, KeyStatus.UPCOMING, KeyAction.ACTIVATE);
    assertThat(KeyLine.of(upcoming, ENGLISH).next()).isEqualTo("Activate");
    assertThat(KeyLine.words(upcoming, "keys.confirm.publish", ENGLISH))
        .isEqualTo("keys.confirm.publish");
    assertThat(KeyLine.words(upcoming, "keys.confirm.activate", ENGLISH))
        .isEqualTo("keys.confirm.activate.enc");
  }

  @Test
  @DisplayName("words of its own say nothing of signing, and stand beside those they replace")
  void ownWords() {
    for (Locale language : Texts.languages()) {
      Map<String, String> words = Texts.in(language).words();
      List<String> own =
          words.keySet().stream()
              .filter(key -> key.startsWith("keys.") && key.endsWith(".enc"))
              .filter(key -> !key.equals("keys.use.enc"))
              .toList();

      assertThat(own).hasSizeGreaterThan(10);
      assertThat(own)
          .allSatisfy(
              key -> {
                assertThat(words).containsKey(key.replaceFirst("\\.enc$", ""));
                assertThat(words.get(key)).doesNotContainIgnoringCase("sign");
              });
    }
  }

  @Test
  @DisplayName("a key can be made for every algorithm that is offered, each with words")
  void choices() {
    for (Locale language : Texts.languages()) {
      List<Choice> choices =
          KeyChoices.of(
              List.of(SigningAlgorithm.values()),
              List.of(KeyManagementAlgorithm.values()),
              Texts.in(language));

      assertThat(choices.stream().map(Choice::value))
          .containsExactly(
              "ES256", "RS256", "PS256", "EdDSA", "RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A256KW");
      assertThat(choices).allSatisfy(choice -> assertThat(choice.label()).contains(" · "));
    }
  }
}
