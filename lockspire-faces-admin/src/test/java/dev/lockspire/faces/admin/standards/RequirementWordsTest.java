package dev.lockspire.faces.admin.standards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.conformance.Cure;
import dev.lockspire.conformance.Requirement;
import dev.lockspire.conformance.Standard;
import dev.lockspire.faces.admin.route.Routes;
import dev.lockspire.faces.admin.text.Texts;
import dev.lockspire.traffic.Trait;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A requirement")
class RequirementWordsTest {

  static Stream<Texts> texts() {
    return Texts.languages().stream().map(Texts::in);
  }

  @ParameterizedTest
  @MethodSource("texts")
  @DisplayName("has words in every language: what it demands, what cures it, what was seen of it")
  void words(Texts texts) {
    for (Requirement requirement : Requirement.values()) {
      assertThat(texts.has("requirement." + requirement.wireName())).as("%s", requirement).isTrue();
      assertThat(texts.has("cure." + requirement.wireName())).as("%s", requirement).isTrue();
    }
    for (Trait trait : Trait.values()) {
      assertThat(texts.get("trait." + trait.wireName(), 2L)).contains("2");
    }
    for (Standard standard : Standard.values()) {
      assertThat(texts.has("standard." + standard.wireName() + ".lead")).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Requirement.class)
  @DisplayName("is cured on a page of the console, or by the application")
  void place(Requirement requirement) {
    Cure cure = requirement.cure();
    String path = CurePaths.of(cure, "a/b");
    if (cure.place() == Cure.Place.APPLICATION || cure.place() == Cure.Place.NOWHERE) {
      assertThat(path).isEmpty();
      return;
    }
    assertThat(Routes.match(path.replaceAll("#.*", ""))).isPresent();
    assertThat(path).endsWith(cure.setting());
    String words = "cure.place." + cure.place().name().toLowerCase(Locale.ROOT);
    assertThat(texts()).allMatch(texts -> texts.has(words));
  }
}
