package dev.lockspire.keys;

import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SigningAlgorithm;
import java.util.Set;

/**
 * The public key set of one moment. The same instance is handed out until something changes, so
 * what is made of it can be kept.
 */
public final class PublishedKeySet {
  private final byte[] jwks;
  private final Set<SigningAlgorithm> activeAlgorithms;
  private final Set<KeyManagementAlgorithm> encryptionAlgorithms;

  PublishedKeySet(
      byte[] jwks,
      Set<SigningAlgorithm> activeAlgorithms,
      Set<KeyManagementAlgorithm> encryptionAlgorithms) {
    this.jwks = jwks;
    this.activeAlgorithms = Set.copyOf(activeAlgorithms);
    this.encryptionAlgorithms = Set.copyOf(encryptionAlgorithms);
  }

  /** The JWK set as JSON (RFC 7517 §5). */
  public byte[] jwks() {
    return jwks.clone();
  }

  /** Algorithms that can sign now and that the server's profile allows. */
  public Set<SigningAlgorithm> activeAlgorithms() {
    return activeAlgorithms;
  }

  /** Algorithms for which there is an active key to encrypt to. */
  public Set<KeyManagementAlgorithm> encryptionAlgorithms() {
    return encryptionAlgorithms;
  }
}
