package dev.lockspire.keys;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import dev.lockspire.policy.SigningAlgorithm;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes what others say is their public key into something that verifies (RFC 7517, RFC 8037):
 * registered by a client, or carried by a DPoP proof.
 */
public final class ForeignKeys {
  private static final int SHORTEST_MODULUS = 2048;
  // Longer ones make each verification dear, and whoever brings the key chooses its length.
  private static final int LONGEST_MODULUS = 8192;
  private static final int LONGEST_EXPONENT = 32;

  private final Map<SigningAlgorithm, SignatureScheme> schemes =
      new EnumMap<>(SigningAlgorithm.class);

  /**
   * @param provider who computes signatures; empty for the JDK
   */
  public ForeignKeys(Optional<Provider> provider) {
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      schemes.put(algorithm, new SignatureScheme(algorithm, provider));
    }
  }

  /**
   * The public part of {@code jwk}. Empty when its type, its curve, or what its owner says in
   * {@code use}, {@code key_ops} and {@code alg} (RFC 7517 §4.2 to §4.4) leave no algorithm of
   * ours, when it is an RSA key of less than 2048 or more than 8192 bits, or when it is no key at
   * all.
   */
  public Optional<ForeignKey> of(JWK jwk) {
    List<SigningAlgorithm> algorithms =
        algorithms(jwk).stream().filter(algorithm -> allows(jwk, algorithm)).toList();
    if (algorithms.isEmpty()) {
      return Optional.empty();
    }
    try {
      PublicKey key = JwkKeys.publicKey(jwk);
      Map<SigningAlgorithm, PublicKey> prepared = new EnumMap<>(SigningAlgorithm.class);
      algorithms.forEach(algorithm -> prepared.put(algorithm, schemes.get(algorithm).prepare(key)));
      return Optional.of(new ForeignKey(jwk.getKeyID(), prepared, schemes));
    } catch (GeneralSecurityException | RuntimeException malformed) {
      return Optional.empty();
    }
  }

  private static List<SigningAlgorithm> algorithms(JWK jwk) {
    if (jwk instanceof RSAKey rsa) {
      return isFitLength(rsa) ? List.of(SigningAlgorithm.RS256, SigningAlgorithm.PS256) : List.of();
    }
    // The parser has refused points that are not on the curve.
    if (jwk instanceof ECKey ec) {
      return Curve.P_256.equals(ec.getCurve()) ? List.of(SigningAlgorithm.ES256) : List.of();
    }
    return jwk instanceof OctetKeyPair pair && Curve.Ed25519.equals(pair.getCurve())
        ? List.of(SigningAlgorithm.EDDSA)
        : List.of();
  }

  private static boolean allows(JWK jwk, SigningAlgorithm algorithm) {
    return (jwk.getKeyUse() == null || jwk.getKeyUse().identifier().equals("sig"))
        && (jwk.getKeyOperations() == null || jwk.getKeyOperations().contains(KeyOperation.VERIFY))
        && (jwk.getAlgorithm() == null
            || jwk.getAlgorithm().getName().equals(algorithm.wireName()));
  }

  /** Neither too weak to be believed nor so long that each use of it is dear. */
  static boolean isFitLength(RSAKey key) {
    int bits = key.getModulus().decodeToBigInteger().bitLength();
    return bits >= SHORTEST_MODULUS
        && bits <= LONGEST_MODULUS
        && key.getPublicExponent().decodeToBigInteger().bitLength() <= LONGEST_EXPONENT;
  }
}
