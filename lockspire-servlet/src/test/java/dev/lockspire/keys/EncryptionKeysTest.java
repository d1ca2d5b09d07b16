package dev.lockspire.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.lockspire.audit.Actor;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The life of an encryption key")
class EncryptionKeysTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Database OTHER = DATABASE.anotherNode();
  private static final Actor OPERATOR = new Actor(Actor.Type.OPERATOR, "olga", "Olga");

  private KeyNode node;

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void start() {
    DATABASE.clear();
    node = new KeyNode(DATABASE.database());
  }

  private static SigningKey done(KeyTransition transition) {
    return ((KeyTransition.Done) transition).key();
  }

  private SigningKey published(KeyManagementAlgorithm algorithm) {
    SigningKey key = done(node.lifecycle().generate(algorithm, 2048, OPERATOR));
    return done(node.lifecycle().publish(key.kid(), OPERATOR));
  }

  private SigningKey active(KeyManagementAlgorithm algorithm) {
    return done(node.lifecycle().activate(published(algorithm).kid(), false, OPERATOR));
  }

  private static String sealed(SigningKey key) {
    try {
      JWK jwk = JWK.parse(key.publicJwk());
      JWEObject jwe =
          new JWEObject(
              new JWEHeader.Builder(
                      key.encryptionAlgorithm().orElseThrow().jwe(), EncryptionMethod.A256GCM)
                  .build(),
              new Payload("inside"));
      jwe.encrypt(
          jwk.getKeyType().getValue().equals("RSA")
              ? new RSAEncrypter(jwk.toRSAKey())
              : new ECDHEncrypter(jwk.toECKey()));
      return jwe.serialize();
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean opens(KeyNode at, SigningKey key) {
    return new OwnDecryption(at.keys())
        .open(EncryptedJwt.of(sealed(key)).orElseThrow(), key.encryptionAlgorithm().orElseThrow())
        .filter("inside"::equals)
        .isPresent();
  }

  @ParameterizedTest
  @EnumSource(KeyManagementAlgorithm.class)
  @DisplayName(
      "ADM-77 it is labelled with its own JWE algorithm, for encryption, and nothing private of it"
          + " is seen")
  void truthful(KeyManagementAlgorithm algorithm) throws Exception {
    SigningKey key = active(algorithm);

    JWK jwk =
        JWKSet.parse(new String(node.published().current().jwks(), StandardCharsets.UTF_8))
            .getKeyByKeyId(key.kid());
    assertThat(jwk.getAlgorithm().getName()).isEqualTo(algorithm.wireName());
    assertThat(jwk.getKeyUse().identifier()).isEqualTo("enc");
    assertThat(jwk.isPrivate()).isFalse();
    assertThat(jwk.size()).isEqualTo(jwk.getKeyType().getValue().equals("RSA") ? 2048 : 256);
    assertThat(key.kid()).matches("[0-9A-F]{16}");
    assertThat(
            DATABASE.text(
                "SELECT encode(private_jwk_encrypted, 'escape') FROM {signing_keys} WHERE kid = '"
                    + key.kid()
                    + "'"))
        .as("sealed at rest")
        .doesNotContain("kty");
  }

  @Test
  @DisplayName("RSA keys come in 2048, 3072 and 4096 bits and nothing else")
  void rsaBits() {
    SigningKey large =
        done(node.lifecycle().generate(KeyManagementAlgorithm.RSA_OAEP_256, 3072, OPERATOR));
    assertThat(large.publicJwk().get("n").toString()).hasSize(3072 / 6);
    assertThatThrownBy(
            () -> node.lifecycle().generate(KeyManagementAlgorithm.RSA_OAEP_256, 1024, OPERATOR))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("Decryption tries active and retiring keys; upcoming and retired ones open nothing")
  void opens() {
    SigningKey upcoming = published(KeyManagementAlgorithm.ECDH_ES);
    assertThat(opens(node, upcoming)).isFalse();
    assertThat(node.published().current().encryptionAlgorithms()).isEmpty();

    SigningKey first = done(node.lifecycle().activate(upcoming.kid(), false, OPERATOR));
    assertThat(opens(node, first)).isTrue();
    SigningKey second = active(KeyManagementAlgorithm.ECDH_ES);
    assertThat(opens(node, first)).as("retiring").isTrue();
    assertThat(opens(node, second)).isTrue();

    node.advance(Duration.ofHours(3));
    done(node.lifecycle().retire(first.kid(), false, OPERATOR));
    assertThat(opens(node, first)).as("retired").isFalse();
    assertThat(opens(node, second)).isTrue();
  }

  @Test
  @DisplayName("a key opens nothing by another algorithm than its own")
  void oneAlgorithm() {
    SigningKey key = active(KeyManagementAlgorithm.ECDH_ES);

    assertThat(
            new OwnDecryption(node.keys())
                .open(
                    EncryptedJwt.of(sealed(key)).orElseThrow(),
                    KeyManagementAlgorithm.ECDH_ES_A256KW))
        .isEmpty();
  }

  @Test
  @DisplayName("every node opens what is encrypted to a key that another node made")
  void everywhere() {
    KeyNode elsewhere = new KeyNode(OTHER);
    elsewhere.published().current();
    SigningKey key = active(KeyManagementAlgorithm.RSA_OAEP_256);
    DATABASE.settle();

    assertThat(opens(elsewhere, key)).isTrue();
    assertThat(elsewhere.published().current().encryptionAlgorithms())
        .containsExactly(KeyManagementAlgorithm.RSA_OAEP_256);
  }

  @Test
  @DisplayName(
      "one is active per algorithm and use: keys for signatures and for other algorithms stay as"
          + " they are")
  void onePerAlgorithm() {
    node.lifecycle().provisionAtFirstStart();
    SigningKey ecdh = active(KeyManagementAlgorithm.ECDH_ES);
    SigningKey first = active(KeyManagementAlgorithm.RSA_OAEP_256);
    active(KeyManagementAlgorithm.RSA_OAEP_256);

    List<SigningKey> all = node.keys().all();
    assertThat(all.stream().filter(key -> key.status() == KeyStatus.RETIRING))
        .extracting(SigningKey::kid)
        .containsExactly(first.kid());
    assertThat(all.stream().filter(key -> key.status() == KeyStatus.ACTIVE))
        .extracting(SigningKey::kid)
        .contains(ecdh.kid())
        .hasSize(4);
  }

  @Test
  @DisplayName(
      "it may be activated as soon as it is published: nobody verifies with it, and until then the"
          + " key set offers what opens nothing")
  void noGuard() {
    active(KeyManagementAlgorithm.ECDH_ES);
    SigningKey next = published(KeyManagementAlgorithm.ECDH_ES);

    assertThat(node.lifecycle().activate(next.kid(), false, OPERATOR))
        .isInstanceOf(KeyTransition.Done.class);
  }

  @Test
  @DisplayName("no profile forbids it, and the key set goes on showing it under FAPI [B-88]")
  void fapi() {
    node.lifecycle().provisionAtFirstStart();
    node.policies()
        .update(p -> p.withSecurityProfile(SecurityProfile.FAPI_2_0_MESSAGE_SIGNING), OPERATOR);

    for (KeyManagementAlgorithm algorithm : KeyManagementAlgorithm.values()) {
      SigningKey key = active(algorithm);
      assertThat(node.published().shows(key)).isTrue();
    }
    assertThat(node.published().current().encryptionAlgorithms())
        .containsExactlyInAnyOrder(KeyManagementAlgorithm.values());
    assertThat(node.published().current().activeAlgorithms())
        .containsExactly(SigningAlgorithm.ES256);
  }

  @Test
  @DisplayName("a compromised one is gone at once, and another of its kind takes its place")
  void compromised() {
    SigningKey lost = active(KeyManagementAlgorithm.ECDH_ES_A256KW);

    KeyTransition.Withdrawn withdrawn =
        (KeyTransition.Withdrawn) node.lifecycle().withdraw(lost.kid(), OPERATOR);

    SigningKey successor = withdrawn.successor().orElseThrow();
    assertThat(successor.encryptionAlgorithm()).contains(KeyManagementAlgorithm.ECDH_ES_A256KW);
    assertThat(successor.status()).isEqualTo(KeyStatus.ACTIVE);
    assertThat(opens(node, lost)).isFalse();
    assertThat(opens(node, successor)).isTrue();
  }
}
