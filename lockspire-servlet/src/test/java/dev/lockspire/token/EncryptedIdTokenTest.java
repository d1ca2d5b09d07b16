package dev.lockspire.token;

import static dev.lockspire.token.TokenServer.error;
import static dev.lockspire.token.TokenServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.http.Reply;
import dev.lockspire.minting.TestClient;
import dev.lockspire.minting.TestProtection;
import dev.lockspire.minting.TestSigner;
import dev.lockspire.policy.ContentEncryption;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.storage.RecordedRoundTrips;
import dev.lockspire.storage.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Encrypted ID tokens [B-94]")
final class EncryptedIdTokenTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final RecordedRoundTrips COUNTED = new RecordedRoundTrips(DATABASE);

  private final TokenServer server = new TokenServer(COUNTED.database(), Duration.ofSeconds(10));

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  @AfterAll
  static void close() {
    COUNTED.close();
    DATABASE.close();
  }

  private static TestClient client(KeyManagementAlgorithm algorithm, ContentEncryption content) {
    return TestClient.named("c")
        .grants("authorization_code", "refresh_token")
        .with("idTokenSignedResponseAlg", "ES256")
        .extra("id_token_encrypted_response_alg", algorithm.wireName())
        .extra("id_token_encrypted_response_enc", content.wireName());
  }

  private static TestClient client() {
    return client(KeyManagementAlgorithm.ECDH_ES, ContentEncryption.A256GCM);
  }

  @ParameterizedTest
  @MethodSource("dev.lockspire.minting.TestProtection#combinations")
  @DisplayName("come with a code and with a refresh, by every algorithm and every encryption")
  void codeAndRefresh(KeyManagementAlgorithm algorithm, ContentEncryption content) {
    server.register(client(algorithm, content).keys(TestProtection.RSA, TestProtection.EC).build());

    Reply redeemed = server.redeem("c", server.code().store());
    String inner = TestProtection.opened(text(redeemed, "id_token"), algorithm, content);
    assertThat(TestSigner.verified(inner).getHeader().getAlgorithm().getName()).isEqualTo("ES256");
    assertThat(TestSigner.claims(inner))
        .containsEntry("aud", "c")
        .containsEntry("sub", "alice")
        .containsEntry("nonce", "n-1")
        .containsKey("at_hash");

    Reply refreshed = server.refresh("c", text(redeemed, "refresh_token"));
    String later = TestProtection.opened(text(refreshed, "id_token"), algorithm, content);
    assertThat(TestSigner.claims(later)).containsEntry("sub", "alice").doesNotContainKey("nonce");
  }

  @Test
  @DisplayName(
      "B-112 a code is not burned when there is no key to encrypt to: 500, and it works later")
  void codeIsKept() {
    server.register(client().build());
    String code = server.code().store();

    assertThat(error(server.redeem("c", code))).isEqualTo("500 server_error");
    assertThat(server.told).containsExactly(TelemetryEvent.RESPONSE_ENCRYPTION_FAILED);
    assertThat(server.reasons).containsExactly("client_jwks_missing");
    assertThat(
            DATABASE.text(
                "SELECT count(*) FROM {tokens} WHERE token_type <> 'authorization_code'"
                    + " OR redeemed_at IS NOT NULL"))
        .isEqualTo("0");

    server.register(client().keys(TestProtection.EC).build());
    assertThat(server.redeem("c", code).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("B-112 a refresh token is not used up when there is no key to encrypt to")
  void refreshTokenIsKept() {
    server.register(client().keys(TestProtection.EC).build());
    String refresh = text(server.redeem("c", server.code().store()), "refresh_token");
    server.register(client().keys(TestProtection.RSA).build());

    assertThat(error(server.refresh("c", refresh))).isEqualTo("500 server_error");
    assertThat(server.reasons).contains("encryption_key_unavailable");

    server.register(client().keys(TestProtection.EC).build());
    assertThat(server.refresh("c", refresh).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("no key is asked for where no ID token is due")
  void withoutOpenid() {
    server.register(client().build());

    Reply reply = server.redeem("c", server.code().scopes("read:billing").store());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(text(reply, "id_token")).isNull();
  }

  @Test
  @DisplayName("cost no statement more: code redemption 2, refresh 2")
  void roundTrips() {
    server.register(client().keys(TestProtection.EC).build());
    String code = server.code().store();
    COUNTED.taken();

    Reply redeemed = server.redeem("c", code);
    assertThat(redeemed.status()).isEqualTo(200);
    assertThat(COUNTED.taken()).hasSize(2);
    assertThat(server.refresh("c", text(redeemed, "refresh_token")).status()).isEqualTo(200);
    assertThat(COUNTED.taken()).hasSize(2);
  }
}
