package dev.lockspire.minting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.lockspire.client.Client;
import dev.lockspire.client.ProtectedResponse;
import dev.lockspire.remotejwks.KeyAttempt;
import dev.lockspire.remotejwks.KeysUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Encrypting to a client")
class ClientEncryptionTest {
  private static final Client ENCRYPTED =
      TestClient.named("sealed")
          .extra("userinfo_signed_response_alg", "ES256")
          .extra("userinfo_encrypted_response_alg", "ECDH-ES")
          .build();

  private final List<String> told = new ArrayList<>();

  @Test
  @DisplayName(
      "a response that the client wants signed at most has no recipient, and no key is asked for")
  void plain() {
    ClientEncryption encryption = with(keys(List.of(), List.of()));

    assertThat(encryption.recipient(ENCRYPTED, ProtectedResponse.ID_TOKEN)).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  @DisplayName("one that names no content encryption gets A128CBC-HS256")
  void standardContentEncryption() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
    Recipient recipient =
        with(keys(List.of(key.toPublicJWK()), List.of()))
            .recipient(ENCRYPTED, ProtectedResponse.USERINFO)
            .orElseThrow();

    JWEObject received = JWEObject.parse(recipient.encrypt("inner"));
    assertThat(received.getHeader().getEncryptionMethod().getName()).isEqualTo("A128CBC-HS256");
    received.decrypt(new ECDHDecrypter(key));
    assertThat(received.getPayload()).hasToString("inner");
    assertThat(told).containsExactly("succeeded");
  }

  @Test
  @DisplayName("a key that is not there is looked for once more")
  void rotated() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();

    assertThat(
            with(keys(List.of(), List.of(key.toPublicJWK())))
                .recipient(ENCRYPTED, ProtectedResponse.USERINFO))
        .isPresent();
    assertThat(told).containsExactly("refreshed", "succeeded");
  }

  @Test
  @DisplayName("without a key that will do nothing is encrypted, and the reason is kept")
  void unavailable() {
    assertThatThrownBy(
            () -> with(keys(List.of(), List.of())).recipient(ENCRYPTED, ProtectedResponse.USERINFO))
        .isInstanceOfSatisfying(
            EncryptionUnavailable.class,
            e -> assertThat(e.reason()).isEqualTo("encryption_key_unavailable"));
    assertThat(told).containsExactly("refreshed", "failed KEY_UNAVAILABLE");
  }

  @Test
  @DisplayName("keys that cannot be had are named as such")
  void noKeys() {
    assertThatThrownBy(
            () -> with(keys(null, null)).recipient(ENCRYPTED, ProtectedResponse.USERINFO))
        .isInstanceOfSatisfying(
            EncryptionUnavailable.class,
            e -> {
              assertThat(e.reason()).isEqualTo("client_jwks_missing");
              assertThat(e.evidence()).isEqualTo(Map.of("jwks_source", "test"));
            });
  }

  private static ClientEncryption with(KeyAttempt attempt) {
    return new ClientEncryption(client -> attempt);
  }

  private KeyAttempt keys(List<JWK> first, List<JWK> second) {
    return new KeyAttempt() {
      private List<JWK> current = first;

      @Override
      public List<JWK> keys() {
        if (current == null) {
          throw new KeysUnavailable("client_jwks_missing");
        }
        return current;
      }

      @Override
      public boolean refresh() {
        told.add("refreshed");
        current = second;
        return true;
      }

      @Override
      public void succeeded() {
        told.add("succeeded");
      }

      @Override
      public void failed(KeyProblem problem, boolean kidPresent) {
        told.add("failed " + problem);
      }

      @Override
      public Map<String, String> evidence() {
        return Map.of("jwks_source", "test");
      }
    };
  }
}
