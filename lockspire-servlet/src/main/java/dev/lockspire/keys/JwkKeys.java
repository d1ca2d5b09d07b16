package dev.lockspire.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.text.ParseException;

/** The keys that a JWK spells (RFC 7517, RFC 8037), as the Java security API holds them. */
final class JwkKeys {
  private static final int ED25519_BYTES = 32;

  private JwkKeys() {}

  /**
   * @throws GeneralSecurityException when {@code json} is no private key of a known type
   */
  static PrivateKey privateKey(String json) throws GeneralSecurityException {
    try {
      JWK jwk = JWK.parse(json);
      if (jwk instanceof OctetKeyPair pair) {
        return KeyFactory.getInstance("Ed25519")
            .generatePrivate(
                new EdECPrivateKeySpec(NamedParameterSpec.ED25519, pair.getDecodedD()));
      }
      return ((AsymmetricJWK) jwk).toPrivateKey();
    } catch (ParseException | JOSEException | ClassCastException e) {
      // The cause may quote the key.
      throw new GeneralSecurityException("not a private JWK");
    }
  }

  /**
   * @throws GeneralSecurityException when {@code json} is no public key of a known type
   */
  static PublicKey publicKey(String json) throws GeneralSecurityException {
    try {
      return publicKey(JWK.parse(json));
    } catch (ParseException e) {
      throw new GeneralSecurityException("not a public JWK", e);
    }
  }

  /**
   * @throws GeneralSecurityException when {@code jwk} has no public part of a known type
   */
  static PublicKey publicKey(JWK jwk) throws GeneralSecurityException {
    try {
      return jwk instanceof OctetKeyPair pair
          ? ed25519(pair.getDecodedX())
          : ((AsymmetricJWK) jwk).toPublicKey();
    } catch (JOSEException | ClassCastException e) {
      throw new GeneralSecurityException("not a public JWK", e);
    }
  }

  /**
   * The point is written little-endian, with the sign of x in the highest bit (RFC 8032 §5.1.2).
   */
  private static PublicKey ed25519(byte[] littleEndian) throws GeneralSecurityException {
    if (littleEndian.length != ED25519_BYTES) {
      throw new GeneralSecurityException("an Ed25519 key has 32 bytes");
    }
    byte[] y = new byte[littleEndian.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = littleEndian[y.length - 1 - i];
    }
    boolean xIsOdd = (y[0] & 0x80) != 0;
    y[0] &= 0x7f;
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(xIsOdd, new BigInteger(1, y))));
  }
}
