package dev.lockspire.minting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.http.OAuthError;
import dev.lockspire.storage.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Looking up a presented token")
class TokenLookupTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private final TokenLookup lookup = new TokenLookup(DATABASE.database());

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static TokenFixture token() {
    return new TokenFixture(DATABASE.database(), NOW);
  }

  @Test
  @DisplayName("finds everything that is stored of it")
  void everything() {
    String presented =
        token()
            .with("jti", "jti-1")
            .with("family_id", "f")
            .with("generation", 3)
            .with("sid", "sid-1")
            .with("scopes", List.of("openid", "email"))
            .with("audience", List.of("https://api.example"))
            .with("cnf", "{\"jkt\":\"thumb\"}")
            .with("auth_time", NOW.minusSeconds(60))
            .with("acr", "gold")
            .with("amr", List.of("pwd", "otp"))
            .with("claims", "{\"userinfo\":{\"email\":null}}")
            .insert();
    StoredToken found = lookup.find(presented).orElseThrow();
    assertThat(found.type()).isEqualTo(StoredToken.Type.ACCESS_TOKEN);
    assertThat(found.jti()).isEqualTo("jti-1");
    assertThat(found.familyId()).isEqualTo("f");
    assertThat(found.generation()).isEqualTo(3);
    assertThat(found.clientId()).isEqualTo("client-a");
    assertThat(found.accountId()).isEqualTo("person-1");
    assertThat(found.sid()).isEqualTo("sid-1");
    assertThat(found.scopes()).containsExactly("openid", "email");
    assertThat(found.audience()).containsExactly("https://api.example");
    assertThat(found.cnf().members()).isEqualTo(Map.of("jkt", "thumb"));
    assertThat(found.isBearer()).isFalse();
    assertThat(found.authTime()).isEqualTo(NOW.minusSeconds(60));
    assertThat(found.acr()).isEqualTo("gold");
    assertThat(found.amr()).containsExactly("pwd", "otp");
    assertThat(found.claims().userinfo()).containsOnlyKeys("email");
    assertThat(found.issuedAt()).isEqualTo(NOW);
    assertThat(found.expiresAt()).isEqualTo(NOW.plusSeconds(3600));
    assertThat(found.isLive(NOW)).isTrue();
  }

  @Test
  @DisplayName("finds nothing for what was never issued or cannot be a token")
  void nothing() {
    token().insert();
    assertThat(lookup.find("unknown")).isEmpty();
    assertThat(lookup.find("")).isEmpty();
    assertThat(lookup.find("x".repeat(100_000))).isEmpty();
    assertThat(lookup.find("nul\u0000byte")).isEmpty();
  }

  @Test
  @DisplayName("8 a cnf that cannot be read is an error, never a bearer token")
  void unreadableBinding() {
    for (String cnf :
        List.of("{}", "{\"jwk\":{}}", "{\"jkt\":1}", "{\"jkt\":\"\"}", "[]", "null")) {
      String presented = token().with("cnf", cnf).insert();
      assertThatThrownBy(() -> lookup.find(presented))
          .as(cnf)
          .isInstanceOfSatisfying(
              OAuthError.class, error -> assertThat(error.reason()).isEqualTo("invalid_cnf"));
    }
  }

  @Test
  @DisplayName("a token ends by time, use, revocation or detected reuse")
  void ends() {
    assertThat(find(token().expires(NOW)).isLive(NOW)).isFalse();
    assertThat(find(token().expires(NOW.plusNanos(1000))).isLive(NOW)).isTrue();
    for (String column : List.of("redeemed_at", "revoked_at", "reuse_detected_at")) {
      assertThat(find(token().with(column, NOW)).isLive(NOW)).as(column).isFalse();
    }
  }

  @Test
  @DisplayName("a missing consent row counts as revoked")
  void missingConsent() {
    StoredToken found = find(token().with("consent_grant_id", 12_345L));
    assertThat(found.consentRevoked()).isTrue();
    assertThat(found.isLive(NOW)).isFalse();
  }

  private StoredToken find(TokenFixture token) {
    return lookup.find(token.insert()).orElseThrow();
  }
}
