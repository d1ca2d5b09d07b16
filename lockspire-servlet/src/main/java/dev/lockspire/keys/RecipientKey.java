package dev.lockspire.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.RSAKey;
import dev.lockspire.policy.ContentEncryption;
import dev.lockspire.policy.KeyManagementAlgorithm;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The public key of somebody else that JWTs are encrypted to (RFC 7516), and the key management it
 * was chosen for. Safe for many threads.
 */
public final class RecipientKey {
  private static final Set<Curve> CURVES = Set.of(Curve.P_256, Curve.P_384, Curve.P_521);
  private static final Set<KeyOperation> RECEIVING =
      Set.of(
          KeyOperation.ENCRYPT,
          KeyOperation.WRAP_KEY,
          KeyOperation.DERIVE_KEY,
          KeyOperation.DERIVE_BITS);

  /**
   * One meant for it before one that is merely not forbidden, and one with a name before others.
   */
  private static final Comparator<JWK> BEST_FIRST =
      Comparator.<JWK, Boolean>comparing(key -> key.getKeyUse() == null)
          .thenComparing(key -> key.getKeyID() == null);

  private final JWK key;
  private final KeyManagementAlgorithm algorithm;

  private RecipientKey(JWK key, KeyManagementAlgorithm algorithm) {
    this.key = key;
    this.algorithm = algorithm;
  }

  /**
   * The best of {@code keys} that may receive by {@code algorithm}: by its type, its strength (RSA
   * of 2048 to 8192 bits; P-256, P-384 or P-521) and what its owner says in {@code use}, {@code
   * key_ops} and {@code alg} (RFC 7517 §4.2 to §4.4). Empty when none may.
   */
  public static Optional<RecipientKey> choose(List<JWK> keys, KeyManagementAlgorithm algorithm) {
    return keys.stream()
        .filter(key -> fits(key, algorithm) && allows(key, algorithm))
        .min(BEST_FIRST)
        .map(key -> new RecipientKey(key, algorithm));
  }

  private static boolean fits(JWK key, KeyManagementAlgorithm algorithm) {
    return switch (algorithm) {
      case RSA_OAEP_256 -> key instanceof RSAKey rsa && ForeignKeys.isFitLength(rsa);
      case ECDH_ES, ECDH_ES_A256KW -> key instanceof ECKey ec && CURVES.contains(ec.getCurve());
    };
  }

  private static boolean allows(JWK key, KeyManagementAlgorithm algorithm) {
    return (key.getKeyUse() == null || key.getKeyUse().identifier().equals("enc"))
        && (key.getKeyOperations() == null
            || key.getKeyOperations().stream().anyMatch(RECEIVING::contains))
        && (key.getAlgorithm() == null
            || key.getAlgorithm().getName().equals(algorithm.wireName()));
  }

  /**
   * {@code jwt}, encrypted so that only the owner of the key can read it (RFC 7519 §5.2): the
   * compact serialization, with {@code cty} telling that a JWT is inside.
   *
   * @throws GeneralSecurityException when this platform or the key cannot do it
   */
  public String encrypt(String jwt, ContentEncryption content) throws GeneralSecurityException {
    JWEObject encrypted =
        new JWEObject(
            new JWEHeader.Builder(algorithm.jwe(), content.jwe())
                .keyID(key.getKeyID())
                .contentType("JWT")
                .build(),
            new Payload(jwt));
    try {
      encrypted.encrypt(encrypter());
    } catch (JOSEException e) {
      throw new GeneralSecurityException("the key does not encrypt", e);
    }
    return encrypted.serialize();
  }

  private JWEEncrypter encrypter() throws JOSEException {
    return key instanceof RSAKey rsa
        ? new RSAEncrypter(rsa.toPublicJWK())
        : new ECDHEncrypter(key.toECKey().toPublicJWK());
  }
}
