package dev.lockspire.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Environment variable names")
class EnvironmentNamesTest {

  @Property
  @Label("every key is found back from its variable")
  void everyKeyIsFoundBackFromItsVariable(
      @ForAll("keys") ConfigKey<?> key, @ForAll("members") String member) {
    String name = key.isFamily() ? key.member(member).name() : key.name();
    String variable = EnvironmentNames.of(name);

    assertThat(variable).matches("LOCKSPIRE(_[A-Z0-9]+)+");
    assertThat(EnvironmentNames.keyFor(variable)).contains(name);
    assertThat(new EnvironmentSource(Map.of(variable, "v")).lookup(name)).contains("v");
    assertThat(new EnvironmentSource(Map.of(variable, "v")).keys()).containsExactly(name);
  }

  @Property
  @Label("no other variable is taken for a key")
  void noOtherVariableIsTakenForAKey(@ForAll("variables") String variable) {
    EnvironmentNames.keyFor(variable)
        .ifPresent(key -> assertThat(EnvironmentNames.of(key)).isEqualTo(variable));
    assertThat(new EnvironmentSource(Map.of(variable, "v")).keys()).hasSize(1);
  }

  @Provide
  Arbitrary<ConfigKey<?>> keys() {
    return Arbitraries.of(ConfigKeys.all());
  }

  @Provide
  Arbitrary<String> members() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .numeric()
        .ofMinLength(1)
        .ofMaxLength(8)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(parts -> String.join("-", parts));
  }

  @Provide
  Arbitrary<String> variables() {
    return Arbitraries.of("RESOURCE", "SERVER", "_", "__", "A", "IDENTIFIER", "SCOPES", "ISSUER")
        .list()
        .ofMinSize(1)
        .ofMaxSize(7)
        .map(parts -> "LOCKSPIRE_" + String.join("_", parts));
  }
}
