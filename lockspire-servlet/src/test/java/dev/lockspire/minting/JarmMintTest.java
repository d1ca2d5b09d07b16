package dev.lockspire.minting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.client.Inheritable;
import dev.lockspire.http.OAuthError;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.remotejwks.KeyAttempt;
import dev.lockspire.remotejwks.KeysUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The JWT of an authorization response")
class JarmMintTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final String ISSUER = "https://op.example/lockspire";
  private static final int ANY_LENGTH = Integer.MAX_VALUE;

  private final TestSigner signer = new TestSigner();
  private final List<Map<String, String>> told = new ArrayList<>();
  private String keysReason = "client_jwks_missing";

  private final JarmMint mint =
      new JarmMint(
          signer,
          new SigningChoice(signer::active, ServerPolicy::defaults, SigningAlgorithm.ES256),
          new ClientEncryption(client -> new NoKeys(keysReason)),
          (event, attributes) -> {
            assertThat(event).isEqualTo(TelemetryEvent.JARM_FAILED);
            told.add(attributes);
          },
          () -> NOW,
          Duration.ofMinutes(10));

  /** Keys that cannot be had. */
  private record NoKeys(String reason) implements KeyAttempt {
    @Override
    public List<JWK> keys() {
      throw new KeysUnavailable(reason);
    }

    @Override
    public boolean refresh() {
      return false;
    }

    @Override
    public void succeeded() {}

    @Override
    public void failed(KeyProblem problem, boolean kidPresent) {}
  }

  @Test
  @DisplayName("has iss, aud, exp, iat, then the response parameters, iss once and no nulls [B-38]")
  void claims() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("code", "c-1");
    parameters.put("state", null);
    parameters.put("iss", ISSUER);

    JWSObject jws =
        TestSigner.verified(mint.mint(client(null, null), ISSUER, parameters, ANY_LENGTH));

    assertThat(jws.getPayload())
        .hasToString(
            "{\"iss\":\"https://op.example/lockspire\",\"aud\":\"c\",\"exp\":1795176600,"
                + "\"iat\":1795176000,\"code\":\"c-1\"}");
    assertThat(jws.getHeader().getType().getType()).isEqualTo("JWT");
    assertThat(told).isEmpty();
  }

  @ParameterizedTest(name = "{0}, registered {1}, active {2}: {3}")
  @CsvSource({
    "none, , RS256 ES256, RS256",
    "none, ES256, RS256 ES256, ES256",
    "none, , ES256, invalid_signing_key",
    "none, PS256, RS256 ES256, invalid_signing_key",
    "fapi_2_0_security, , RS256 ES256, ES256",
    "fapi_2_0_security, RS256, RS256 ES256, invalid_signing_key",
    "fapi_2_0_security, , RS256, invalid_signing_key",
    "fapi_2_0_message_signing, ES256, RS256 ES256, ES256",
    "fapi_2_0_message_signing, , RS256 ES256, invalid_jarm_client_metadata",
    "fapi_2_0_message_signing, RS256, RS256 ES256, invalid_jarm_client_metadata",
    "fapi_2_0_message_signing, ES256, RS256, invalid_signing_key"
  })
  @DisplayName("is signed by the algorithm that registration and profile leave, or by none")
  void algorithm(String profile, String registered, String active, String expected) {
    signer.active().clear();
    for (String name : active.split(" ", -1)) {
      signer.active().add(SigningAlgorithm.valueOf(name));
    }
    Client client = client(profile, registered);

    if (expected.startsWith("invalid")) {
      assertRefused(client, expected);
      assertThatThrownBy(() -> mint.requireKeys(client)).isInstanceOf(OAuthError.class);
    } else {
      mint.requireKeys(client);
      String jwt = mint.mint(client, ISSUER, Map.of(), ANY_LENGTH);
      assertThat(TestSigner.verified(jwt).getHeader().getAlgorithm().getName()).isEqualTo(expected);
    }
  }

  @Test
  @DisplayName("is none when the key that was there does not sign")
  void signingFails() {
    signer.breakDown(true);

    assertRefused(client(null, null), "invalid_signing_key");
    assertThat(told).singleElement().isEqualTo(told("invalid_signing_key"));
  }

  @ParameterizedTest
  @CsvSource({
    "client_jwks_missing, client_jwks_missing",
    "client_jwks_invalid, jarm_encryption_key_unavailable",
    "client_jwks_fetch_failed, jarm_encryption_key_fetch_failed"
  })
  @DisplayName("is none when the client's keys cannot be had, never a signed one instead")
  void keys(String reason, String expected) {
    keysReason = reason;
    Client client =
        TestClient.named("c")
            .with("authorizationSignedResponseAlg", "ES256")
            .with("authorizationEncryptedResponseAlg", "ECDH-ES")
            .build();

    assertRefused(client, expected);
  }

  @Test
  @DisplayName("is none when it is longer than can be delivered")
  void tooLong() {
    Client client = client(null, null);
    int length = mint.mint(client, ISSUER, Map.of("code", "c-1"), ANY_LENGTH).length();

    mint.mint(client, ISSUER, Map.of("code", "c-1"), length);
    assertThatThrownBy(() -> mint.mint(client, ISSUER, Map.of("code", "c-1"), length - 1))
        .isInstanceOfSatisfying(
            OAuthError.class, e -> assertThat(e.reason()).isEqualTo("response_too_long"));
    assertThat(told).singleElement().isEqualTo(told("response_too_long"));
  }

  private void assertRefused(Client client, String reason) {
    assertThatThrownBy(() -> mint.mint(client, ISSUER, Map.of("code", "c-1"), ANY_LENGTH))
        .isInstanceOfSatisfying(
            OAuthError.class,
            e -> {
              assertThat(e.status()).isEqualTo(400);
              assertThat(e.error()).isEqualTo("server_error");
              assertThat(e.reason()).isEqualTo(reason);
            });
    assertThat(told).first().satisfies(t -> assertThat(t).containsEntry("reason_code", reason));
  }

  private static Map<String, String> told(String reason) {
    return Map.of("client_id", "c", "reason_code", reason);
  }

  private static Client client(String profile, String algorithm) {
    TestClient client = TestClient.named("c").with("authorizationSignedResponseAlg", algorithm);
    return profile == null
        ? client.build()
        : client
            .with("securityProfile", Inheritable.Profile.valueOf(profile.toUpperCase(Locale.ROOT)))
            .build();
  }
}
