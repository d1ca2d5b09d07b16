package dev.lockspire.remotejwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import dev.lockspire.client.Client;
import dev.lockspire.client.ProtectedResponse;
import dev.lockspire.minting.ClientEncryption;
import dev.lockspire.minting.EncryptionUnavailable;
import dev.lockspire.minting.TestClient;
import dev.lockspire.minting.TestProtection;
import dev.lockspire.outbound.HttpsHost;
import dev.lockspire.storage.TestDatabase;
import java.net.InetAddress;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The key at jwks_uri that a response is encrypted to")
class EncryptionKeysTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ECKey OLD = TestProtection.ec("old");
  private static final ECKey NEW = TestProtection.ec("new");

  private KeysFixture node;
  private ClientEncryption encryption;
  private Client client;

  @AfterAll
  static void closeDatabase() {
    DATABASE.close();
  }

  @BeforeEach
  void begin() {
    node = new KeysFixture(DATABASE.database());
    encryption = new ClientEncryption(node.keys::attempt);
    client =
        TestClient.named("sealed")
            .with("jwksUri", node.uri)
            .extra("id_token_encrypted_response_alg", "ECDH-ES")
            .build();
    serve(OLD);
  }

  @AfterEach
  void close() {
    node.close();
  }

  private void serve(JWK... keys) {
    node.host.answers(exchange -> HttpsHost.send(exchange, 200, KeysFixture.set(keys)));
  }

  private String kid() {
    try {
      String jwt =
          encryption.recipient(client, ProtectedResponse.ID_TOKEN).orElseThrow().encrypt("inner");
      return JWEObject.parse(jwt).getHeader().getKeyID();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private void unavailable(String reason) {
    assertThatThrownBy(this::kid)
        .isInstanceOfSatisfying(
            EncryptionUnavailable.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.evidence()).containsEntry("jwks_source", "jwks_uri");
            });
  }

  @Test
  @DisplayName("is fetched once, and after a rotation the new one is taken within 15 minutes")
  void rotation() {
    assertThat(kid()).isEqualTo("old");
    serve(NEW);
    assertThat(kid()).as("from memory").isEqualTo("old");
    assertThat(node.fetches()).isEqualTo(1);

    node.advance(KeysFixture.FRESHNESS.plusSeconds(1));
    assertThat(kid()).isEqualTo("new");
    assertThat(node.fetches()).isEqualTo(2);
  }

  @Test
  @DisplayName("is fetched once more at once when none in memory will do")
  void refetched() {
    serve(TestProtection.RSA);
    unavailable("encryption_key_unavailable");
    serve(TestProtection.RSA, NEW);
    node.advance(KeysFixture.INTERVAL.plusSeconds(1));

    assertThat(kid()).isEqualTo("new");
    assertThat(node.fetches()).isEqualTo(2);
    assertThat(kid()).isEqualTo("new");
    assertThat(node.fetches()).isEqualTo(2);
  }

  @Test
  @DisplayName("that cannot be fetched is none, and the one of before stays in use")
  void fetchFails() {
    node.host.answers(exchange -> HttpsHost.send(exchange, 503, ""));
    unavailable("client_jwks_fetch_failed");

    serve(OLD);
    node.advance(Duration.ofSeconds(11));
    assertThat(kid()).isEqualTo("old");
  }

  @Test
  @DisplayName("is not fetched from inside")
  void guarded() throws Exception {
    InetAddress inside = InetAddress.getByName("10.0.0.1");
    node.dns = name -> List.of(inside);
    client =
        TestClient.named("sealed")
            .with("jwksUri", "https://" + HttpsHost.NAME + "/jwks")
            .extra("id_token_encrypted_response_alg", "ECDH-ES")
            .build();

    unavailable("client_jwks_fetch_failed");
    assertThat(node.fetches()).isZero();
  }
}
