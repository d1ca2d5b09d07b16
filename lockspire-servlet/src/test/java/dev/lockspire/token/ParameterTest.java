package dev.lockspire.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;

@Label("Parameters of the token endpoint")
final class ParameterTest {

  private static List<String> scopes(String value) {
    return ScopeParameter.of(Parameters.of(Map.of("scope", value))).orElse(List.of());
  }

  @Property(tries = 200)
  @Label("scope is split at spaces, in order, each once")
  void scopeRoundTrip(
      @ForAll @NotEmpty List<@NotEmpty @CharRange(from = '#', to = '[') @StringLength(max = 12) String> tokens) {
    assertThat(scopes(String.join("  ", tokens)))
        .containsExactlyElementsOf(new LinkedHashSet<>(tokens));
  }

  @Property(tries = 300)
  @Label("scope is either split into tokens of its alphabet or refused as invalid_scope")
  void scopeNeverFails(@ForAll String value) {
    try {
      assertThat(scopes(value))
          .allMatch(token -> token.chars().allMatch(c -> c > 0x20 && c < 0x7f));
    } catch (OAuthError refused) {
      assertThat(refused.error()).isEqualTo("invalid_scope");
    }
  }

  @Example
  @Label("a blank scope asks for nothing")
  void blankScope() {
    assertThat(ScopeParameter.of(Parameters.of(Map.of("scope", "  ")))).isEmpty();
    assertThatThrownBy(() -> scopes("a\tb")).isInstanceOf(OAuthError.class);
  }

  @Example
  @Label("a verifier has 43 to 128 unreserved characters")
  void verifierSyntax() {
    assertThat(new CodeVerifier("aZ09-._~".repeat(6)).isWellFormed()).isTrue();
    assertThat(new CodeVerifier("a".repeat(128)).isWellFormed()).isTrue();
    assertThat(new CodeVerifier("a".repeat(42)).isWellFormed()).isFalse();
    assertThat(new CodeVerifier("a".repeat(129)).isWellFormed()).isFalse();
    assertThat(new CodeVerifier("a".repeat(42) + "+").isWellFormed()).isFalse();
  }

  @Example
  @Label("a verifier matches the challenge of RFC 7636, appendix B")
  void verifierMatch() {
    CodeVerifier verifier = new CodeVerifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

    assertThat(verifier.matches("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")).isTrue();
    assertThat(verifier.matches("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cN")).isFalse();
    assertThat(verifier.toString()).doesNotContain("dBjft");
  }
}
