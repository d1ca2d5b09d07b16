package dev.lockspire.keys;

import dev.lockspire.policy.SigningAlgorithm;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.EnumMap;
import java.util.Map;

/**
 * The public key of somebody else, strong enough to be believed: see {@link ForeignKeys}. Safe for
 * many threads.
 */
public final class ForeignKey {
  private final String kid;
  private final Map<SigningAlgorithm, PublicKey> keys;
  private final Map<SigningAlgorithm, SignatureScheme> schemes;

  /**
   * @param kid null when its owner gave it none
   * @param keys for each algorithm that it may verify, the key as that scheme wants it
   */
  ForeignKey(
      String kid,
      Map<SigningAlgorithm, PublicKey> keys,
      Map<SigningAlgorithm, SignatureScheme> schemes) {
    this.kid = kid;
    this.keys = new EnumMap<>(keys);
    this.schemes = schemes;
  }

  /** True when its owner named it {@code name} (RFC 7517 §4.5). */
  public boolean isNamed(String name) {
    return name.equals(kid);
  }

  /** Whether its type and its owner's restrictions let it verify {@code algorithm}. */
  public boolean fits(SigningAlgorithm algorithm) {
    return keys.containsKey(algorithm);
  }

  /**
   * True when {@code signature}, in the form that JWS prescribes, is this key's of {@code input}
   * with an {@code algorithm} that it {@link #fits}. Never throws.
   */
  public boolean verifies(SigningAlgorithm algorithm, byte[] input, byte[] signature) {
    try {
      return fits(algorithm)
          && schemes.get(algorithm).verify(keys.get(algorithm), input, signature);
    } catch (GeneralSecurityException | RuntimeException malformed) {
      // Providers differ in what they throw at a signature or a key that cannot be right.
      return false;
    }
  }
}
