package dev.lockspire.minting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import dev.lockspire.audit.Telemetry;
import dev.lockspire.client.Inheritable;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.OAuthError;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An ID token")
final class IdTokenMintTest {
  private static final Issuer ISSUER = Issuer.of("https://host.example/lockspire");
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final AuthenticationEvent EVENT =
      new AuthenticationEvent(NOW.minusSeconds(9), "urn:acr:two", List.of("pwd"));

  private final TestSigner signer = new TestSigner();
  private final IdTokenMint mint =
      new IdTokenMint(
          TestProtection.jwts(signer, ServerPolicy::defaults, Telemetry.silent()),
          RandomSource.secure());

  private String mint(TestClient client, IdTokenContent content) {
    return mint.mint(client.build(), ISSUER, content, NOW, Duration.ofHours(1));
  }

  private static IdTokenContent content(
      AuthenticationEvent event, boolean authTime, Map<String, Object> claims) {
    return new IdTokenContent("alice", "the-access-token", "n-1", "sid-1", event, authTime, claims);
  }

  @Test
  @DisplayName("has nonce, at_hash, aud as text, sid, jti, acr, amr and the host's claims")
  void claims() {
    String jwt = mint(TestClient.named("c"), content(EVENT, false, Map.of("tenant", "acme")));

    JWSObject jws = TestSigner.verified(jwt);
    assertThat(jws.getHeader().getType().getType()).isEqualTo("JWT");
    assertThat(jws.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
    assertThat(jws.getPayload().toJSONObject())
        .containsEntry("iss", ISSUER.value())
        .containsEntry("sub", "alice")
        .containsEntry("aud", "c")
        .containsEntry("iat", NOW.getEpochSecond())
        .containsEntry("exp", NOW.getEpochSecond() + 3600)
        .containsEntry("nonce", "n-1")
        .containsEntry("sid", "sid-1")
        .containsEntry("acr", "urn:acr:two")
        .containsEntry("amr", List.of("pwd"))
        .containsEntry("tenant", "acme")
        .containsEntry("auth_time", NOW.getEpochSecond() - 9)
        .containsKey("jti");
  }

  @Test
  @DisplayName("has an integer auth_time when it was demanded")
  void authTimeWhenDemanded() {
    assertThat(TestSigner.claims(mint(TestClient.named("c"), content(EVENT, true, Map.of()))))
        .containsEntry("auth_time", NOW.getEpochSecond() - 9);
  }

  @Test
  @DisplayName("is refused when auth_time was demanded and is unknown")
  void authTimeDemandedButUnknown() {
    assertThatThrownBy(
            () -> mint(TestClient.named("c"), content(AuthenticationEvent.none(), true, Map.of())))
        .isInstanceOfSatisfying(
            OAuthError.class,
            e -> {
              assertThat(e.status()).isEqualTo(500);
              assertThat(e.reason()).isEqualTo("missing_interaction_auth_time");
            });
  }

  @Test
  @DisplayName("keeps its own claims whatever the host says")
  void protectedNames() {
    Map<String, Object> claims =
        TestSigner.claims(
            mint(
                TestClient.named("c"),
                content(EVENT, false, Map.of("sub", "mallory", "acr", "high", "jti", "1"))));

    assertThat(claims).containsEntry("sub", "alice").containsEntry("acr", "urn:acr:two");
    assertThat(claims.get("jti")).isNotEqualTo("1");
  }

  @Test
  @DisplayName("leaves out what is not known")
  void absentMembers() {
    IdTokenContent bare =
        new IdTokenContent(
            "alice", "the-access-token", null, null, AuthenticationEvent.none(), false, Map.of());

    assertThat(TestSigner.claims(mint(TestClient.named("c"), bare)))
        .doesNotContainKeys("nonce", "sid", "acr", "amr", "auth_time");
  }

  @Test
  @DisplayName("is signed as the client registered, and refused when its profile forbids that")
  void registeredAlgorithm() {
    TestClient es = TestClient.named("c").with("idTokenSignedResponseAlg", "ES256");
    assertThat(
            TestSigner.verified(mint(es, content(EVENT, false, Map.of())))
                .getHeader()
                .getAlgorithm())
        .isEqualTo(JWSAlgorithm.ES256);

    TestClient fapi =
        TestClient.named("c").with("securityProfile", Inheritable.Profile.FAPI_2_0_SECURITY);
    assertThat(
            TestSigner.verified(mint(fapi, content(EVENT, false, Map.of())))
                .getHeader()
                .getAlgorithm())
        .isEqualTo(JWSAlgorithm.ES256);

    fapi.with("idTokenSignedResponseAlg", "RS256");
    assertThatThrownBy(() -> mint(fapi, content(EVENT, false, Map.of())))
        .isInstanceOfSatisfying(
            OAuthError.class,
            e -> assertThat(e.reason()).isEqualTo("unsupported_signing_algorithm"));
  }

  @Test
  @DisplayName("B-83: for a client exempt from the server's FAPI profile verifies with its key set")
  void exemptClient() {
    IdTokenMint fapi =
        new IdTokenMint(
            TestProtection.jwts(
                signer,
                () ->
                    ServerPolicy.defaults().withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY),
                Telemetry.silent()),
            RandomSource.secure());
    TestClient exempt = TestClient.named("c").with("securityProfile", Inheritable.Profile.NONE);

    assertThat(algorithm(fapi, exempt)).isEqualTo(JWSAlgorithm.ES256);
    assertThat(algorithm(fapi, exempt.with("idTokenSignedResponseAlg", "RS256")))
        .as("its own word")
        .isEqualTo(JWSAlgorithm.RS256);
  }

  private static JWSAlgorithm algorithm(IdTokenMint by, TestClient client) {
    return TestSigner.verified(
            by.mint(
                client.build(), ISSUER, content(EVENT, false, Map.of()), NOW, Duration.ofHours(1)))
        .getHeader()
        .getAlgorithm();
  }

  @Test
  @DisplayName("hashes the access token with the hash of the algorithm: SHA-512 for EdDSA")
  void atHashByAlgorithm() {
    String token = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";

    // The value of OpenID Connect Core, appendix A.3, signed with RS256.
    assertThat(IdTokenMint.leftHalf(SigningAlgorithm.RS256, token))
        .isEqualTo("77QmUPtjPfzWtF2AnpK9RQ");
    assertThat(IdTokenMint.leftHalf(SigningAlgorithm.ES256, token))
        .isEqualTo("77QmUPtjPfzWtF2AnpK9RQ");
    assertThat(IdTokenMint.leftHalf(SigningAlgorithm.EDDSA, token)).hasSize(43);
  }
}
