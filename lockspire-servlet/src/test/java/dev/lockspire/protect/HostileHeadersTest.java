package dev.lockspire.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

@Label("Headers of a protected route")
class HostileHeadersTest {
  private final ExternalUrl urls = new ExternalUrl("10.0.0.1"::equals);

  @Property(tries = 300)
  @Label("whatever is sent as a token, nothing but a refusal comes of it")
  void token(@ForAll String text) {
    PresentedToken token = null;
    try {
      token = PresentedToken.of(List.of("Bearer " + text));
    } catch (TokenRefused refused) {
      assertThat(refused.rule()).isEqualTo(TokenRule.TOKEN_IS_PRESENT);
    }
    if (token != null) {
      boolean three = text.strip().matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
      assertThat(JwtAccessTokens.hasForm(token.value())).isEqualTo(three);
    }
  }

  @Property(tries = 300)
  @Label("is found whatever the headers hold")
  void url(@ForAll String one, @ForAll String other) {
    assertThatCode(
            () ->
                urls.of(
                    new FakeRoute()
                        .from("10.0.0.1")
                        .header("Forwarded", one, other)
                        .header("X-Forwarded-For", other)
                        .header("X-Forwarded-Proto", "https", one)
                        .header("X-Forwarded-Host", one)
                        .header("X-Forwarded-Port", other)
                        .asked()))
        .doesNotThrowAnyException();
  }
}
