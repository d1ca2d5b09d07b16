package dev.lockspire.keys;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.Purpose;
import dev.lockspire.crypto.SealBroken;
import dev.lockspire.policy.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns rows into keys that sign and verify; what was parsed before is taken over as it is. */
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
    for (SigningKeyStore.Sealed row : rows) {
      SigningKey key = row.key();
      if (!key.published()) {
        continue;
      }
      published.add(key);
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
    return new LoadedKeys(published, active, activeByKid, verifiers);
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

  /** A key that cannot be opened must not take the others down with it. */
  private Optional<ActiveKey> activeKey(SigningKeyStore.Sealed row, SigningAlgorithm algorithm) {
    String kid = row.key().kid();
    try {
      byte[] opened = ring.open(Purpose.PRIVATE_JWK, row.sealedPrivateJwk().orElseThrow());
      return Optional.of(
          new ActiveKey(
              kid,
              algorithm,
              schemes.get(algorithm),
              JwkKeys.privateKey(new String(opened, StandardCharsets.UTF_8))));
    } catch (SealBroken | GeneralSecurityException e) {
      LOG.error("Key {} cannot sign: {}", kid, e.getMessage());
      return Optional.empty();
    }
  }
}
