package dev.lockspire.keys;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SigningAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Makes key pairs with the JDK's own generators. */
final class KeyGeneration {
  static final Set<Integer> RSA_BITS = Set.of(2048, 3072, 4096);
  static final int DEFAULT_RSA_BITS = 2048;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int ED25519_BYTES = 32;

  private final RandomSource random;

  /**
   * @param random where key ids come from
   */
  KeyGeneration(RandomSource random) {
    this.random = random;
  }

  /**
   * A new private JWK that signs.
   *
   * @param rsaBits modulus length, looked at for RSA only
   */
  JWK generate(SigningAlgorithm algorithm, int rsaBits) {
    String kid = kid();
    try {
      return switch (algorithm) {
        case ES256 -> ec(algorithm.jws(), KeyUse.SIGNATURE, kid);
        case RS256, PS256 -> rsa(algorithm.jws(), KeyUse.SIGNATURE, kid, rsaBits);
        case EDDSA -> ed25519(algorithm, kid);
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform must make keys for " + algorithm, e);
    }
  }

  /**
   * A new private JWK that decrypts; for elliptic curves on P-256.
   *
   * @param rsaBits modulus length, looked at for RSA only
   */
  JWK generate(KeyManagementAlgorithm algorithm, int rsaBits) {
    String kid = kid();
    try {
      return switch (algorithm) {
        case RSA_OAEP_256 -> rsa(algorithm.jwe(), KeyUse.ENCRYPTION, kid, rsaBits);
        case ECDH_ES, ECDH_ES_A256KW -> ec(algorithm.jwe(), KeyUse.ENCRYPTION, kid);
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform must make keys for " + algorithm, e);
    }
  }

  /** A new private JWK for what {@code before} is for, of the usual strength. */
  Optional<JWK> likewise(SigningKey before) {
    return before
        .signingAlgorithm()
        .map(algorithm -> generate(algorithm, DEFAULT_RSA_BITS))
        .or(
            () ->
                before
                    .encryptionAlgorithm()
                    .map(algorithm -> generate(algorithm, DEFAULT_RSA_BITS)));
  }

  private String kid() {
    return HEX.formatHex(random.bytes(8));
  }

  private static JWK ec(Algorithm algorithm, KeyUse use, String kid)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new java.security.spec.ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    return new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
        .privateKey(pair.getPrivate())
        .keyID(kid)
        .keyUse(use)
        .algorithm(algorithm)
        .build();
  }

  private static JWK rsa(Algorithm algorithm, KeyUse use, String kid, int bits)
      throws GeneralSecurityException {
    if (!RSA_BITS.contains(bits)) {
      throw new IllegalArgumentException("an RSA key has 2048, 3072 or 4096 bits");
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    KeyPair pair = generator.generateKeyPair();
    return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
        .privateKey(pair.getPrivate())
        .keyID(kid)
        .keyUse(use)
        .algorithm(algorithm)
        .build();
  }

  private static JWK ed25519(SigningAlgorithm algorithm, String kid)
      throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] x = Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
    byte[] d = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
    return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x))
        .d(Base64URL.encode(d))
        .keyID(kid)
        .keyUse(KeyUse.SIGNATURE)
        .algorithm(algorithm.jws())
        .build();
  }
}
