package dev.lockspire.keys;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.policy.SigningAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** Makes key pairs with the JDK's own generators. */
final class KeyGeneration {
  static final Set<Integer> RSA_BITS = Set.of(2048, 3072, 4096);
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
   * A new private JWK.
   *
   * @param rsaBits modulus length, looked at for RSA only
   */
  JWK generate(SigningAlgorithm algorithm, int rsaBits) {
    String kid = HEX.formatHex(random.bytes(8));
    try {
      return switch (algorithm) {
        case ES256 -> ec(algorithm, kid);
        case RS256, PS256 -> rsa(algorithm, kid, rsaBits);
        case EDDSA -> ed25519(algorithm, kid);
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform must make keys for " + algorithm, e);
    }
  }

  private static JWK ec(SigningAlgorithm algorithm, String kid) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new java.security.spec.ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    return new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
        .privateKey(pair.getPrivate())
        .keyID(kid)
        .keyUse(KeyUse.SIGNATURE)
        .algorithm(algorithm.jws())
        .build();
  }

  private static JWK rsa(SigningAlgorithm algorithm, String kid, int bits)
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
        .keyUse(KeyUse.SIGNATURE)
        .algorithm(algorithm.jws())
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
