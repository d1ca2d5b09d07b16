package dev.lockspire.keys;

import dev.lockspire.policy.SigningAlgorithm;
import java.security.GeneralSecurityException;
import java.security.PublicKey;

/** A published public key, converted once. Safe for many threads. */
public final class VerificationKey {
  private final String kid;
  private final SigningAlgorithm algorithm;
  private final SignatureScheme scheme;
  private final PublicKey key;

  VerificationKey(String kid, SigningAlgorithm algorithm, SignatureScheme scheme, PublicKey key) {
    this.kid = kid;
    this.algorithm = algorithm;
    this.scheme = scheme;
    this.key = scheme.prepare(key);
  }

  String kid() {
    return kid;
  }

  /** The only algorithm it is used with: a token does not choose (RFC 8725 §3.1). */
  SigningAlgorithm algorithm() {
    return algorithm;
  }

  boolean verifies(byte[] input, byte[] signature) {
    try {
      return scheme.verify(key, input, signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }
}
