package dev.lockspire.keys;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.Purpose;
import dev.lockspire.crypto.SealBroken;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns rows into keys that sign, verify and decrypt; what was parsed before is taken over as it
 * is.
 */
final class KeyLoading {
  private static final Logger LOG = LoggerFactory.getLogger(KeyLoading.class);

  private final KeyRing ring;
  private final Map<SigningAlgorithm, SignatureScheme> schemes =
      new EnumMap<>(SigningAlgorithm.class);

  KeyLoading(KeyRing ring, Optional<Provider> provider) {
    this.ring = ring;
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      schemes.put(algorithm, new SignatureScheme(algorithm, provider));
    }
  }

  LoadedKeys load(List<SigningKeyStore.Sealed> rows, LoadedKeys before) {
    List<SigningKey> published = new ArrayList<>();
    Map<SigningAlgorithm, ActiveKey> active = new EnumMap<>(SigningAlgorithm.class);
    Map<String, ActiveKey> activeByKid = new HashMap<>();
    Map<String, VerificationKey> verifiers = new HashMap<>();
    List<DecryptionKey> decrypters = new ArrayList<>();
    for (SigningKeyStore.Sealed row : rows) {
      SigningKey key = row.key();
      if (!key.published()) {
        continue;
      }
      published.add(key);
      decryptionKey(row, before).ifPresent(decrypters::add);
      SigningAlgorithm algorithm = key.signingAlgorithm().orElse(null);
      if (algorithm == null) {
        continue;
      }
      before
          .verifier(key.kid())
          .or(() -> verificationKey(key, algorithm))
          .ifPresent(verifier -> verifiers.put(key.kid(), verifier));
      if (key.status() == KeyStatus.ACTIVE) {
        Optional.ofNullable(before.activeByKid().get(key.kid()))
            .or(() -> activeKey(row, algorithm))
            .ifPresent(
                signer -> {
                  active.put(algorithm, signer);
                  activeByKid.put(key.kid(), signer);
                });
      }
    }
    return new LoadedKeys(published, active, activeByKid, verifiers, decrypters);
  }

  private Optional<VerificationKey> verificationKey(SigningKey key, SigningAlgorithm algorithm) {
    try {
      return Optional.of(
          new VerificationKey(
              key.kid(),
              algorithm,
              schemes.get(algorithm),
              JwkKeys.publicKey(JSONObjectUtils.toJSONString(key.publicJwk()))));
    } catch (GeneralSecurityException e) {
      LOG.error("Key {} cannot be used: its public part does not parse", key.kid());
      return Optional.empty();
    }
  }

  private Optional<ActiveKey> activeKey(SigningKeyStore.Sealed row, SigningAlgorithm algorithm) {
    return opened(row)
        .map(key -> new ActiveKey(row.key().kid(), algorithm, schemes.get(algorithm), key));
  }

  /** Of a key that is to be encrypted to, or was until lately. */
  private Optional<DecryptionKey> decryptionKey(SigningKeyStore.Sealed row, LoadedKeys before) {
    SigningKey key = row.key();
    KeyManagementAlgorithm algorithm = key.encryptionAlgorithm().orElse(null);
    if (algorithm == null || row.sealedPrivateJwk().isEmpty()) {
      return Optional.empty();
    }
    boolean active = key.status() == KeyStatus.ACTIVE;
    return before
        .decrypter(key.kid())
        .map(known -> known.standing(active))
        .or(
            () ->
                opened(row).map(opened -> new DecryptionKey(key.kid(), algorithm, active, opened)));
  }

  /** A key that cannot be opened must not take the others down with it. */
  private Optional<PrivateKey> opened(SigningKeyStore.Sealed row) {
    try {
      byte[] opened = ring.open(Purpose.PRIVATE_JWK, row.sealedPrivateJwk().orElseThrow());
      return Optional.of(JwkKeys.privateKey(new String(opened, StandardCharsets.UTF_8)));
    } catch (SealBroken | GeneralSecurityException e) {
      LOG.error("Key {} cannot be used: {}", row.key().kid(), e.getMessage());
      return Optional.empty();
    }
  }
}
