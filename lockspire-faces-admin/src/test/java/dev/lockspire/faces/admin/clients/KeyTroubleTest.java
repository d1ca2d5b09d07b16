package dev.lockspire.faces.admin.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.faces.admin.text.Texts;
import dev.lockspire.remotejwks.Subreason;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Trouble with a client's remote keys")
class KeyTroubleTest {

  @ParameterizedTest
  @EnumSource
  @DisplayName("is told in every language: what happened, what to do, and who can do it")
  void told(Subreason subreason) {
    for (Locale language : Texts.languages()) {
      KeyTrouble trouble =
          KeyTrouble.of(
              subreason, Optional.of(503), Optional.empty(), Optional.empty(), Texts.in(language));

      assertThat(trouble.what() + trouble.next() + trouble.owner()).doesNotContain("key_trouble");
      assertThat(trouble.what()).isNotEqualTo(trouble.next());
      assertThat(trouble.code()).contains(subreason.wireName()).endsWith("HTTP 503");
    }
  }
}
