package dev.lockspire.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import dev.lockspire.policy.KeyManagementAlgorithm;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;

/**
 * A private key of this server that opens what others encrypted to it: opened and converted once.
 * Safe for many threads.
 */
final class DecryptionKey {
  private final String kid;
  private final KeyManagementAlgorithm algorithm;
  private final boolean active;
  private final PrivateKey key;

  /**
   * @param active false for one that others should no longer encrypt to
   */
  DecryptionKey(String kid, KeyManagementAlgorithm algorithm, boolean active, PrivateKey key) {
    this.kid = kid;
    this.algorithm = algorithm;
    this.active = active;
    this.key = key;
  }

  /** This key, where it stands now. */
  DecryptionKey standing(boolean activeNow) {
    return activeNow == active ? this : new DecryptionKey(kid, algorithm, activeNow, key);
  }

  String kid() {
    return kid;
  }

  /** The only algorithm it is used with, as its JWK says. */
  KeyManagementAlgorithm algorithm() {
    return algorithm;
  }

  boolean active() {
    return active;
  }

  /** Decrypts {@code jwt} in place. False when it was not encrypted to this key; never throws. */
  boolean opens(JWEObject jwt) {
    try {
      jwt.decrypt(decrypter());
      return true;
    } catch (JOSEException | RuntimeException notForThisKey) {
      // What went wrong, and where, would help whoever tries to find out what is inside.
      return false;
    }
  }

  private JWEDecrypter decrypter() throws JOSEException {
    return algorithm == KeyManagementAlgorithm.RSA_OAEP_256
        ? new RSADecrypter(key)
        : new ECDHDecrypter((ECPrivateKey) key);
  }
}
