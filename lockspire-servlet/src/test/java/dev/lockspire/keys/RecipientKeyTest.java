package dev.lockspire.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.lockspire.policy.ContentEncryption;
import dev.lockspire.policy.KeyManagementAlgorithm;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The key that a response is encrypted to")
class RecipientKeyTest {
  private static RSAKey rsa;
  private static ECKey ec;

  @BeforeAll
  static void generate() throws Exception {
    rsa = new RSAKeyGenerator(2048).keyID("rsa").keyUse(KeyUse.ENCRYPTION).generate();
    ec = new ECKeyGenerator(Curve.P_256).keyID("ec").keyUse(KeyUse.ENCRYPTION).generate();
  }

  @ParameterizedTest
  @EnumSource(KeyManagementAlgorithm.class)
  @DisplayName("its owner reads what was encrypted, by every algorithm and every encryption")
  void ownerReads(KeyManagementAlgorithm algorithm) throws Exception {
    for (ContentEncryption content : ContentEncryption.values()) {
      RecipientKey key =
          RecipientKey.choose(List.of(rsa.toPublicJWK(), ec.toPublicJWK()), algorithm)
              .orElseThrow();
      JWEObject received = JWEObject.parse(key.encrypt("a.signed.jwt", content));

      boolean byRsa = algorithm == KeyManagementAlgorithm.RSA_OAEP_256;
      received.decrypt(byRsa ? new RSADecrypter(rsa) : new ECDHDecrypter(ec));
      assertThat(received.getPayload()).hasToString("a.signed.jwt");
      assertThat(received.getHeader().getAlgorithm().getName()).isEqualTo(algorithm.wireName());
      assertThat(received.getHeader().getEncryptionMethod().getName())
          .isEqualTo(content.wireName());
      assertThat(received.getHeader().getContentType()).isEqualTo("JWT");
      assertThat(received.getHeader().getKeyID()).isEqualTo(byRsa ? "rsa" : "ec");
    }
  }

  @Test
  @DisplayName(
      "one that is meant for it goes before one that is not forbidden, and a name before none")
  void bestFirst() throws Exception {
    ECKey anonymous = new ECKeyGenerator(Curve.P_256).generate();
    ECKey named = new ECKeyGenerator(Curve.P_256).keyID("named").generate();

    assertThat(chosen(List.of(anonymous, named, ec))).isEqualTo("ec");
    assertThat(chosen(List.of(anonymous, named))).isEqualTo("named");
    assertThat(RecipientKey.choose(List.of(anonymous), KeyManagementAlgorithm.ECDH_ES)).isPresent();
  }

  @Test
  @DisplayName("one of another type, for signatures, for another algorithm or too weak is none")
  void unfit() throws Exception {
    JWK signs = new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE).generate();
    JWK verifies =
        new ECKeyGenerator(Curve.P_256).keyOperations(Set.of(KeyOperation.VERIFY)).generate();
    JWK other = new ECKeyGenerator(Curve.P_256).algorithm(JWEAlgorithm.ECDH_ES_A128KW).generate();
    JWK weak = new RSAKeyGenerator(1024, true).generate();

    assertThat(
            RecipientKey.choose(
                List.of(rsa, signs, verifies, other), KeyManagementAlgorithm.ECDH_ES))
        .isEmpty();
    assertThat(RecipientKey.choose(List.of(ec, weak), KeyManagementAlgorithm.RSA_OAEP_256))
        .isEmpty();
  }

  private static String chosen(List<JWK> keys) throws Exception {
    RecipientKey key = RecipientKey.choose(keys, KeyManagementAlgorithm.ECDH_ES).orElseThrow();
    return JWEObject.parse(key.encrypt("x", ContentEncryption.A256GCM)).getHeader().getKeyID();
  }
}
