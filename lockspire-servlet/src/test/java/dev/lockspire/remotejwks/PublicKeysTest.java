package dev.lockspire.remotejwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import dev.lockspire.client.Client;
import dev.lockspire.http.JsonReader;
import dev.lockspire.minting.TestClient;
import dev.lockspire.outbound.OutboundResult;
import dev.lockspire.storage.TestDatabase;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The public keys of a client")
class PublicKeysTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final KeysFixture NODE = new KeysFixture(DATABASE.database());
  private static final ECKey KEY = KeysFixture.key("k");
  private static final String PUBLIC = KEY.toPublicJWK().toString();

  @AfterAll
  static void close() {
    NODE.close();
    DATABASE.close();
  }

  private static Optional<List<JWK>> remote(String text) {
    return JsonReader.object(text, 1_000_000).flatMap(PublicKeys::ofSet);
  }

  private static String set(String... keys) {
    return "{\"keys\":[" + String.join(",", keys) + "]}";
  }

  @Test
  @DisplayName("are read from a set; a kty that is not understood is passed over")
  void read() {
    assertThat(remote(set(PUBLIC)).orElseThrow()).containsExactly(KEY.toPublicJWK());
    assertThat(remote(set(PUBLIC, "{\"kty\":\"LATTICE\"}", "{\"kty\":\"EC\"}")).orElseThrow())
        .containsExactly(KEY.toPublicJWK());
    assertThat(remote(set()).orElseThrow()).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("are refused when they are no set")
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"keys\"",
        "{}",
        "{\"keys\":{}}",
        "{\"keys\":null}",
        "{\"keys\":[null]}",
        "{\"keys\":[1]}",
        "{\"keys\":[{}]}",
        "{\"keys\":[{\"kty\":1}]}",
        "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}]}",
        "{\"keys\":["
      })
  void noSet(String text) {
    assertThat(remote(text)).isEmpty();
  }

  @Test
  @DisplayName("are refused when one of them is private or symmetric")
  void secret() {
    assertThat(remote(set(PUBLIC, KEY.toString()))).isEmpty();
    assertThat(remote(set(PUBLIC, "{\"kty\":\"oct\",\"k\":\"AAAA\"}"))).isEmpty();
    assertThat(remote(set(PUBLIC, "{\"kty\":\"oct\"}"))).isEmpty();
    assertThat(remote(set(PUBLIC, "{\"kty\":\"RSA\",\"p\":\"AAAA\"}"))).isEmpty();
  }

  @Test
  @DisplayName("are refused when there are more than 100, or nested too deep")
  void tooMany() {
    String[] keys = new String[PublicKeys.MOST_KEYS];
    Arrays.fill(keys, PUBLIC);
    assertThat(remote(set(keys)).orElseThrow()).hasSize(PublicKeys.MOST_KEYS);
    assertThat(remote(set(PUBLIC, String.join(",", keys)))).isEmpty();
    assertThat(remote("{\"keys\":" + "[".repeat(100) + "]".repeat(100) + "}")).isEmpty();
  }

  @Test
  @DisplayName("inline ones win over jwks_uri, as a set or one alone, and are parsed once")
  void inline() {
    Client withSet = inline(Map.of("keys", List.of(KEY.toPublicJWK().toJSONObject())));
    KeyAttempt attempt = NODE.keys.attempt(withSet);
    assertThat(attempt.keys()).containsExactly(KEY.toPublicJWK());
    assertThat(attempt.evidence()).isEqualTo(Map.of("jwks_source", "jwks"));
    assertThat(attempt.refresh()).isFalse();
    assertThat(NODE.keys.attempt(withSet).keys().get(0)).isSameAs(attempt.keys().get(0));

    assertThat(NODE.keys.attempt(inline(KEY.toPublicJWK().toJSONObject())).keys())
        .containsExactly(KEY.toPublicJWK());
    assertThat(NODE.fetches()).isZero();
  }

  @Test
  @DisplayName("neither inline nor at a URI: client_jwks_missing; unparsable: client_jwks_invalid")
  void unavailable() {
    refused("client_jwks_missing", TestClient.named("J").build());
    refused("client_jwks_invalid", inline(Map.of("keys", "none")));
    refused("client_jwks_invalid", inline(Map.of()));
    refused(
        "client_jwks_fetch_failed",
        TestClient.named("J").with("jwksUri", "https://a b/jwks").build());
    refused(
        "client_jwks_fetch_failed",
        TestClient.named("J").with("jwksUri", "http://keys.example.test/jwks").build());
  }

  private static void refused(String reason, Client client) {
    KeyAttempt attempt = NODE.keys.attempt(client);
    assertThatThrownBy(attempt::keys)
        .isInstanceOfSatisfying(
            KeysUnavailable.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static Client inline(Map<String, Object> jwks) {
    Client client = NODE.client();
    return new Client(
        client.id(),
        client.clientId(),
        client.metadata(),
        client.secrets(),
        client.active(),
        client.provenance(),
        client.issuedAt(),
        Optional.of(jwks),
        client.extra());
  }

  @Test
  @DisplayName("fail for every cause that the guarded client knows, by the same name")
  void subreasons() {
    for (OutboundResult.Cause cause : OutboundResult.Cause.values()) {
      Subreason subreason = Subreason.valueOf(cause.name());
      assertThat(subreason.wireName()).isEqualTo(cause.wireName());
      assertThat(subreason.stage().name()).isEqualTo(cause.stage().name());
    }
  }
}
