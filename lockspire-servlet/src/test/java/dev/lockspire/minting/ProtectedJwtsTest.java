package dev.lockspire.minting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import dev.lockspire.client.Client;
import dev.lockspire.client.Inheritable;
import dev.lockspire.client.ProtectedResponse;
import dev.lockspire.http.OAuthError;
import dev.lockspire.policy.ContentEncryption;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A JWT that answers a client")
final class ProtectedJwtsTest {
  private static final byte[] CLAIMS = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

  private final TestSigner signer = new TestSigner();
  private final List<Map<String, String>> told = new ArrayList<>();
  private final ProtectedJwts jwts =
      TestProtection.jwts(
          signer, ServerPolicy::defaults, (event, what) -> told.add(Map.copyOf(what)));

  private String make(Client client, ProtectedResponse response) {
    return jwts.prepare(client, response).make("JWT", CLAIMS);
  }

  private static TestClient encrypted(KeyManagementAlgorithm algorithm) {
    return TestClient.named("c")
        .extra("introspection_encrypted_response_alg", algorithm.wireName())
        .keys(TestProtection.RSA, TestProtection.EC);
  }

  @ParameterizedTest
  @MethodSource("dev.lockspire.minting.TestProtection#combinations")
  @DisplayName("is signed and then encrypted, by every algorithm and every encryption")
  void signedThenEncrypted(KeyManagementAlgorithm algorithm, ContentEncryption content) {
    Client client =
        encrypted(algorithm)
            .extra("introspection_encrypted_response_enc", content.wireName())
            .build();

    String inner =
        TestProtection.opened(make(client, ProtectedResponse.INTROSPECTION), algorithm, content);
    assertThat(TestSigner.claims(inner)).containsExactly(Map.entry("a", 1L));
    assertThat(told).isEmpty();
  }

  @Test
  @DisplayName("is encrypted with A128CBC-HS256 for a client that named no content encryption")
  void standardContentEncryption() {
    Client client = encrypted(KeyManagementAlgorithm.ECDH_ES).build();

    TestProtection.opened(
        make(client, ProtectedResponse.INTROSPECTION),
        KeyManagementAlgorithm.ECDH_ES,
        ContentEncryption.A128CBC_HS256);
  }

  @Test
  @DisplayName("is not opened by another key, nor once it was tampered with")
  void wrongKeyAndTampering() throws Exception {
    String jwt =
        make(encrypted(KeyManagementAlgorithm.ECDH_ES).build(), ProtectedResponse.INTROSPECTION);

    JWEObject received = JWEObject.parse(jwt);
    assertThatThrownBy(
            () -> received.decrypt(new ECDHDecrypter(TestProtection.ec("somebody-else"))))
        .isInstanceOf(com.nimbusds.jose.JOSEException.class);
    String[] parts = jwt.split("\\.", -1);
    parts[3] = (parts[3].startsWith("A") ? "B" : "A") + parts[3].substring(1);
    JWEObject tampered = JWEObject.parse(String.join(".", parts));
    assertThatThrownBy(() -> tampered.decrypt(new ECDHDecrypter(TestProtection.EC)))
        .isInstanceOf(com.nimbusds.jose.JOSEException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "RSA-OAEP-256, encryption_key_unavailable",
    "ECDH-ES, client_jwks_missing",
  })
  @DisplayName(
      "is not made when it must be encrypted and no key can be had: 500, told, never plain")
  void failsClosed(String algorithm, String reason) {
    TestClient client = TestClient.named("c").extra("userinfo_encrypted_response_alg", algorithm);
    if (reason.equals("encryption_key_unavailable")) {
      client.keys(TestProtection.EC);
    }

    assertThatThrownBy(() -> jwts.prepare(client.build(), ProtectedResponse.USERINFO))
        .isInstanceOfSatisfying(
            OAuthError.class,
            e -> {
              assertThat(e.status()).isEqualTo(500);
              assertThat(e.error()).isEqualTo("server_error");
              assertThat(e.reason()).isEqualTo(reason);
            });
    assertThat(told)
        .containsExactly(
            Map.of(
                "client_id", "c",
                "protected_response", "userinfo",
                "reason_code", reason,
                "jwks_source", "jwks"));
  }

  @ParameterizedTest
  @EnumSource(ProtectedResponse.class)
  @DisplayName("is signed by RS256 when the client registered nothing, by what it registered else")
  void algorithm(ProtectedResponse response) throws Exception {
    assertThat(algorithmOf(TestClient.named("c"), response)).isEqualTo("RS256");

    TestClient registered =
        TestClient.named("c")
            .with("idTokenSignedResponseAlg", "ES256")
            .with("authorizationSignedResponseAlg", "ES256")
            .extra("userinfo_signed_response_alg", "ES256")
            .extra("introspection_signed_response_alg", "ES256");
    assertThat(algorithmOf(registered, response)).isEqualTo("ES256");
  }

  @ParameterizedTest
  @EnumSource(ProtectedResponse.class)
  @DisplayName("is signed by an allowed algorithm under FAPI, and not at all by a forbidden one")
  void algorithmUnderFapi(ProtectedResponse response) throws Exception {
    TestClient fapi =
        TestClient.named("c").with("securityProfile", Inheritable.Profile.FAPI_2_0_SECURITY);
    assertThat(algorithmOf(fapi, response)).isEqualTo("ES256");

    fapi.with("idTokenSignedResponseAlg", "RS256")
        .with("authorizationSignedResponseAlg", "RS256")
        .extra("userinfo_signed_response_alg", "RS256")
        .extra("introspection_signed_response_alg", "RS256");
    assertThatThrownBy(() -> make(fapi.build(), response))
        .isInstanceOfSatisfying(
            OAuthError.class,
            e -> assertThat(e.reason()).isEqualTo("unsupported_signing_algorithm"));
  }

  @Test
  @DisplayName("is not signed by another key than the registered one: 500 when that is missing")
  void registeredKeyMissing() {
    TestClient client = TestClient.named("c").extra("introspection_signed_response_alg", "PS256");

    assertThatThrownBy(() -> make(client.build(), ProtectedResponse.INTROSPECTION))
        .isInstanceOfSatisfying(
            OAuthError.class, e -> assertThat(e.reason()).isEqualTo("signing_key_not_found"));
  }

  @Test
  @DisplayName("of introspection is signed by any active key when there is none of RS256")
  void anyActiveKey() throws Exception {
    signer.active().remove(SigningAlgorithm.RS256);

    assertThat(algorithmOf(TestClient.named("c"), ProtectedResponse.INTROSPECTION))
        .isEqualTo("ES256");
    assertThatThrownBy(() -> make(TestClient.named("c").build(), ProtectedResponse.ID_TOKEN))
        .isInstanceOfSatisfying(
            OAuthError.class, e -> assertThat(e.reason()).isEqualTo("signing_key_not_found"));
  }

  private String algorithmOf(TestClient client, ProtectedResponse response) throws Exception {
    return JWSObject.parse(make(client.build(), response)).getHeader().getAlgorithm().getName();
  }
}
