package dev.lockspire.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import dev.lockspire.client.ClientFixture;
import dev.lockspire.keys.PublishedKeyVerifier;
import dev.lockspire.policy.SigningAlgorithm;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("JWT access tokens that are shown again")
class JwtAccessTokensTest {
  private static RouteFixture routes;
  private JwtAccessTokens jwts;

  @BeforeAll
  static void open() {
    routes = new RouteFixture();
  }

  @AfterAll
  static void close() {
    routes.close();
  }

  @BeforeEach
  void start() {
    jwts =
        new JwtAccessTokens(
            new PublishedKeyVerifier(routes.node.keys()),
            RouteFixture.ISSUER,
            routes.clients.clock);
  }

  @Test
  @DisplayName("are known: their claims are read once")
  void known() {
    String token = routes.token();
    TokenClaims first = jwts.claims(token);
    assertThat(jwts.claims(token)).isSameAs(first);
    assertThat(jwts.claims(new String(token.toCharArray()))).isSameAs(first);
    assertThat(jwts.claims(routes.token("jti", "another"))).isNotSameAs(first);
  }

  @Test
  @DisplayName("cannot be altered through what they say")
  void immutable() {
    Map<String, Object> claims =
        jwts.claims(routes.token("nested", Map.of("list", List.of(1, 2)))).all();
    assertThatThrownBy(() -> claims.put("sub", "eve"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> ((Map<?, ?>) claims.get("nested")).clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> ((List<?>) claims.get("aud")).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  @DisplayName("are forgotten with their key: once it is retired they do not verify")
  void retiredKey() throws Exception {
    String token = routes.token();
    String kid = JWSObject.parse(token).getHeader().getKeyID();
    TokenClaims first = jwts.claims(token);

    routes.activate(SigningAlgorithm.ES256);
    assertThat(jwts.claims(token)).as("retiring").isSameAs(first);
    routes.node.lifecycle().retire(kid, true, ClientFixture.OPERATOR);

    assertThatThrownBy(() -> jwts.claims(token)).hasMessage("key_not_found");
  }

  @Test
  @DisplayName("123 Fresh key (B): activate new key, immediately call route with its token -> 200")
  void freshKey() {
    assertThat(routes.send(new FakeRoute().bearer(routes.token())).reached()).isTrue();
    for (int i = 0; i < 3; i++) {
      routes.activate(SigningAlgorithm.ES256);
      assertThat(routes.send(new FakeRoute().bearer(routes.token())).reached()).isTrue();
    }
  }

  @Test
  @DisplayName("are not taken for known when a character differs")
  void altered() {
    String token = routes.token();
    jwts.claims(token);
    int claims = token.indexOf('.') + 5;
    char other = token.charAt(claims) == 'A' ? 'B' : 'A';
    String altered = token.substring(0, claims) + other + token.substring(claims + 1);
    assertThatThrownBy(() -> jwts.claims(altered)).hasMessage("invalid_signature");
  }
}
