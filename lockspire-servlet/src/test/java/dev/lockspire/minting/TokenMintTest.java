package dev.lockspire.minting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import dev.lockspire.client.Inheritable;
import dev.lockspire.crypto.Base64Url;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.OAuthError;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.policy.TokenFormat;
import dev.lockspire.rar.AuthorizationDetails;
import dev.lockspire.senderconstraint.Confirmation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An access token")
final class TokenMintTest {
  private static final Issuer ISSUER = Issuer.of("https://host.example/lockspire");
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.700Z");
  private static final AccessTokenContent CONTENT =
      new AccessTokenContent(
          "alice",
          List.of("openid", "read:billing"),
          List.of("https://host.example/api"),
          AuthenticationEvent.none(),
          Confirmation.none());

  private final TestSigner signer = new TestSigner();
  private ServerPolicy policy = ServerPolicy.defaults();
  private final TokenMint mint =
      new TokenMint(
          signer,
          new SigningChoice(signer::active, () -> policy, SigningAlgorithm.ES256),
          () -> policy,
          RandomSource.secure());

  private AccessToken mint(TestClient client, AccessTokenContent content) {
    return mint.mint(client.build(), ISSUER, content, NOW, Duration.ofHours(1));
  }

  @Test
  @DisplayName("is a JWT of RFC 9068: typ at+jwt, aud array, iss sub exp iat jti client_id scope")
  void isJwtOfRfc9068() {
    AccessToken token = mint(TestClient.named("c"), CONTENT);

    JWSObject jws = TestSigner.verified(token.value());
    assertThat(jws.getHeader().getType().getType()).isEqualTo("at+jwt");
    assertThat(jws.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
    Map<String, Object> claims = jws.getPayload().toJSONObject();
    assertThat(claims)
        .containsEntry("iss", ISSUER.value())
        .containsEntry("sub", "alice")
        .containsEntry("aud", List.of("https://host.example/api"))
        .containsEntry("client_id", "c")
        .containsEntry("scope", "openid read:billing")
        .containsEntry("iat", NOW.getEpochSecond())
        .containsEntry("exp", NOW.getEpochSecond() + 3600)
        .doesNotContainKeys("auth_time", "acr", "amr", "sid", "cnf");
    assertThat(Base64Url.isToken((String) claims.get("jti"), 43)).isTrue();
    assertThat(token.jti()).isEqualTo(claims.get("jti"));
    assertThat(token.expiresAt().getEpochSecond()).isEqualTo(claims.get("exp"));
  }

  @Test
  @DisplayName("says when and how the person authenticated when that is known")
  void saysHowPersonAuthenticated() {
    AuthenticationEvent event =
        new AuthenticationEvent(NOW.minusSeconds(5), "urn:acr:two", List.of("pwd", "otp"));

    Map<String, Object> claims =
        TestSigner.claims(
            mint(
                    TestClient.named("c"),
                    new AccessTokenContent(
                        "alice", List.of(), List.of("c"), event, Confirmation.none()))
                .value());

    assertThat(claims)
        .containsEntry("auth_time", NOW.getEpochSecond() - 5)
        .containsEntry("acr", "urn:acr:two")
        .containsEntry("amr", List.of("pwd", "otp"));
  }

  @Test
  @DisplayName("names the keys that it is bound to (RFC 9449 §6.1, RFC 8705 §3.1)")
  void saysWhatItIsBoundTo() {
    Confirmation bound = new Confirmation(Optional.of("thumb"), Optional.of("print"));

    AccessToken token =
        mint(
            TestClient.named("c"),
            new AccessTokenContent(
                "alice", List.of(), List.of("c"), AuthenticationEvent.none(), bound));

    assertThat(TestSigner.claims(token.value()))
        .containsEntry("cnf", Map.of("jkt", "thumb", "x5t#S256", "print"));
    assertThat(token.confirmation()).isEqualTo(bound);
  }

  @Test
  @DisplayName("carries authorization details as a claim (RFC 9396 §9.1), null members and all")
  void authorizationDetails() {
    String jwt = mint(TestClient.named("c"), withDetails("[{\"type\":\"a\",\"of\":null}]")).value();

    Map<String, Object> detail = new HashMap<>();
    detail.put("type", "a");
    detail.put("of", null);
    assertThat(TestSigner.claims(jwt)).containsEntry("authorization_details", List.of(detail));
  }

  @Test
  @DisplayName("is opaque where its details would make a JWT that no request header holds")
  void tooLongForJwt() {
    String fits = "[{\"type\":\"a\",\"v\":\"" + "x".repeat(4000) + "\"}]";
    String tooLong = "[{\"type\":\"a\",\"v\":\"" + "x".repeat(8000) + "\"}]";

    assertThat(mint(TestClient.named("c"), withDetails(fits)).jti()).isNotNull();
    AccessToken opaque = mint(TestClient.named("c"), withDetails(tooLong));
    assertThat(opaque.jti()).isNull();
    assertThat(Base64Url.isToken(opaque.value(), 43)).isTrue();
  }

  private static AccessTokenContent withDetails(String json) {
    return new AccessTokenContent(
        "alice",
        List.of(),
        List.of("c"),
        AuthenticationEvent.none(),
        Confirmation.none(),
        AuthorizationDetails.ofStored(json));
  }

  @Test
  @DisplayName("cannot be without an audience")
  void hasAudience() {
    assertThatThrownBy(
            () ->
                new AccessTokenContent(
                    "alice", List.of(), List.of(), AuthenticationEvent.none(), Confirmation.none()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("is opaque by the client's format, else by the server's")
  void formatByClientThenServer() {
    TestClient opaque = TestClient.named("c").with("accessTokenFormat", TokenFormat.OPAQUE);
    AccessToken token = mint(opaque, CONTENT);
    assertThat(Base64Url.isToken(token.value(), 43)).isTrue();
    assertThat(token.jti()).isNull();
    assertThat(token.toString()).doesNotContain(token.value());

    policy = withFormat(TokenFormat.OPAQUE);
    assertThat(mint(TestClient.named("c"), CONTENT).value()).doesNotContain(".");
    assertThat(
            mint(TestClient.named("c").with("accessTokenFormat", TokenFormat.JWT), CONTENT).value())
        .contains(".");
  }

  @Test
  @DisplayName("is signed with the client's algorithm, else the preferred, else any that is active")
  void algorithmChoice() {
    TestClient rs = TestClient.named("c").with("accessTokenSignedResponseAlg", "RS256");
    assertThat(algorithm(mint(rs, CONTENT))).isEqualTo("RS256");
    assertThat(
            algorithm(
                mint(TestClient.named("c").with("accessTokenSignedResponseAlg", "PS256"), CONTENT)))
        .isEqualTo("ES256");

    signer.active().remove(SigningAlgorithm.ES256);
    assertThat(algorithm(mint(TestClient.named("c"), CONTENT))).isEqualTo("RS256");
  }

  @Test
  @DisplayName("is never signed with an algorithm the client's profile forbids")
  void profileBoundsAlgorithm() {
    TestClient fapi =
        TestClient.named("c")
            .with("accessTokenSignedResponseAlg", "RS256")
            .with("securityProfile", Inheritable.Profile.FAPI_2_0_SECURITY);
    assertThat(algorithm(mint(fapi, CONTENT))).isEqualTo("ES256");

    signer.active().remove(SigningAlgorithm.ES256);
    assertThatThrownBy(() -> mint(fapi, CONTENT))
        .isInstanceOfSatisfying(
            OAuthError.class,
            e -> assertThat(e.reason()).isEqualTo("unsupported_signing_algorithm"));
  }

  @Test
  @DisplayName("without any active key is a server error, not a crash")
  void noActiveKey() {
    signer.active().clear();

    assertThatThrownBy(() -> mint(TestClient.named("c"), CONTENT))
        .isInstanceOfSatisfying(
            OAuthError.class,
            e -> {
              assertThat(e.status()).isEqualTo(500);
              assertThat(e.reason()).isEqualTo("signing_key_not_found");
            });
  }

  private static String algorithm(AccessToken token) {
    return TestSigner.verified(token.value()).getHeader().getAlgorithm().getName();
  }

  static ServerPolicy withFormat(TokenFormat format) {
    return ServerPolicy.defaults().withAccessTokenFormat(format);
  }
}
