package dev.lockspire.keys;

import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SigningAlgorithm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys of one moment, parsed.
 *
 * @param published what the key set shows, oldest first
 * @param active signers that could be opened, by algorithm
 * @param activeByKid the same by key id
 * @param verifiers public parts of published signature keys, by key id
 * @param decrypters what opens encrypted JWTs, oldest first
 */
record LoadedKeys(
    List<SigningKey> published,
    Map<SigningAlgorithm, ActiveKey> active,
    Map<String, ActiveKey> activeByKid,
    Map<String, VerificationKey> verifiers,
    List<DecryptionKey> decrypters) {

  static final LoadedKeys NONE = new LoadedKeys(List.of(), Map.of(), Map.of(), Map.of(), List.of());

  LoadedKeys {
    published = List.copyOf(published);
    active = Map.copyOf(active);
    activeByKid = Map.copyOf(activeByKid);
    verifiers = Map.copyOf(verifiers);
    decrypters = List.copyOf(decrypters);
  }

  Optional<VerificationKey> verifier(String kid) {
    return Optional.ofNullable(verifiers.get(kid));
  }

  Optional<DecryptionKey> decrypter(String kid) {
    return decrypters.stream().filter(key -> key.kid().equals(kid)).findFirst();
  }

  /** What others can encrypt to this server with, now. */
  Set<KeyManagementAlgorithm> encryptionAlgorithms() {
    return decrypters.stream()
        .filter(DecryptionKey::active)
        .map(DecryptionKey::algorithm)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a key of {@code algorithm} is active, even one that could not be opened. */
  boolean hasActive(SigningAlgorithm algorithm) {
    return published.stream()
        .anyMatch(
            key ->
                key.status() == KeyStatus.ACTIVE
                    && key.signingAlgorithm().equals(Optional.of(algorithm)));
  }
}
