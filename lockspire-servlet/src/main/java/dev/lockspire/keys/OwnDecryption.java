package dev.lockspire.keys;

import dev.lockspire.policy.KeyManagementAlgorithm;
import java.util.List;
import java.util.Optional;

/** Opens what others encrypted to this server (RFC 7516), with its active and retiring keys. */
public final class OwnDecryption {
  private final SigningKeys keys;

  public OwnDecryption(SigningKeys keys) {
    this.keys = keys;
  }

  /**
   * What is inside {@code jwt}: opened with the key that it names, else with whichever key of
   * {@code algorithm} opens it. Empty for every reason why it cannot be.
   *
   * @param algorithm whose keys may be tried; that the header asks for it is the caller's to know
   * @throws dev.lockspire.storage.StorageFailure when keys have to be read and cannot
   */
  public Optional<String> open(EncryptedJwt jwt, KeyManagementAlgorithm algorithm) {
    return candidates(jwt).stream()
        .filter(key -> key.algorithm() == algorithm)
        .map(jwt::openedBy)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private List<DecryptionKey> candidates(EncryptedJwt jwt) {
    return jwt.header("kid")
        .map(kid -> keys.decrypter(kid).map(List::of).orElse(List.of()))
        .orElseGet(() -> keys.current().decrypters());
  }
}
