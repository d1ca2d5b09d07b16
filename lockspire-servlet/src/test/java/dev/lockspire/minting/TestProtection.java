package dev.lockspire.minting;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.lockspire.audit.Telemetry;
import dev.lockspire.client.Client;
import dev.lockspire.policy.ContentEncryption;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.remotejwks.KeyAttempt;
import dev.lockspire.remotejwks.KeysUnavailable;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Signed and encrypted responses in tests, and a client that reads them with Nimbus. */
public final class TestProtection {
  public static final RSAKey RSA = rsa("client-rsa");
  public static final ECKey EC = ec("client-ec");

  private TestProtection() {}

  /** Signed by {@code signer}, encrypted to the inline keys of the client. */
  public static ProtectedJwts jwts(
      TestSigner signer, Supplier<ServerPolicy> policy, Telemetry telemetry) {
    return new ProtectedJwts(
        signer,
        new SigningChoice(signer::active, policy, SigningAlgorithm.ES256),
        new ClientEncryption(TestProtection::inline),
        telemetry);
  }

  /** Every key management with every content encryption. */
  public static Stream<Arguments> combinations() {
    return Stream.of(KeyManagementAlgorithm.values())
        .flatMap(
            algorithm ->
                Stream.of(ContentEncryption.values())
                    .map(content -> Arguments.of(algorithm, content)));
  }

  /** The public halves of both keys, as a client registers them. */
  public static Map<String, Object> jwks() {
    return new JWKSet(List.<JWK>of(RSA, EC)).toJSONObject(true);
  }

  /** What the client finds inside: a signed JWT, not yet verified. */
  public static String opened(
      String jwt, KeyManagementAlgorithm algorithm, ContentEncryption content) {
    try {
      JWEObject jwe = JWEObject.parse(jwt);
      if (!jwe.getHeader().getAlgorithm().getName().equals(algorithm.wireName())
          || !jwe.getHeader().getEncryptionMethod().getName().equals(content.wireName())
          || !"JWT".equals(jwe.getHeader().getContentType())) {
        throw new AssertionError("another header: " + jwe.getHeader());
      }
      jwe.decrypt(decrypter(algorithm));
      return jwe.getPayload().toString();
    } catch (ParseException | JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static JWEDecrypter decrypter(KeyManagementAlgorithm algorithm) throws JOSEException {
    return algorithm == KeyManagementAlgorithm.RSA_OAEP_256
        ? new RSADecrypter(RSA)
        : new ECDHDecrypter(EC);
  }

  public static RSAKey rsa(String kid) {
    try {
      return new RSAKeyGenerator(2048).keyID(kid).keyUse(KeyUse.ENCRYPTION).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public static ECKey ec(String kid) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(kid).keyUse(KeyUse.ENCRYPTION).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyAttempt inline(Client client) {
    return new KeyAttempt() {
      @Override
      public List<JWK> keys() {
        Map<String, Object> jwks =
            client.jwks().orElseThrow(() -> new KeysUnavailable("client_jwks_missing"));
        try {
          return JWKSet.parse(jwks).getKeys();
        } catch (ParseException e) {
          throw new KeysUnavailable("client_jwks_invalid");
        }
      }

      @Override
      public boolean refresh() {
        return false;
      }

      @Override
      public void succeeded() {}

      @Override
      public void failed(KeyProblem problem, boolean kidPresent) {}

      @Override
      public Map<String, String> evidence() {
        return Map.of("jwks_source", "jwks");
      }
    };
  }
}
