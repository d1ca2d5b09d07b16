package dev.lockspire.keys;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.policy.ProfileReadiness;
import dev.lockspire.policy.Readiness;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.storage.Database;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * The server's own keys, parsed once and kept in memory.
 *
 * <p>A change drops that memory on every node at once; if a node cannot hear of it, its memory ends
 * after 30 seconds, and an unknown key id makes it look again, at most every 10 seconds.
 */
public final class SigningKeys implements ProfileReadiness {
  static final String TOPIC = "keys";
  private static final String ONLY = "keys";
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Duration BETWEEN_SECOND_LOOKS = Duration.ofSeconds(10);

  private final SigningKeyStore store;
  private final KeyLoading loading;
  private final InstantSource time;
  private final LoadingCache<String, LoadedKeys> cache;
  private volatile LoadedKeys last = LoadedKeys.NONE;
  private final AtomicReference<Instant> secondLook = new AtomicReference<>(Instant.MIN);

  /**
   * @param ring opens private keys
   * @param provider who computes signatures; empty for the JDK
   */
  public SigningKeys(
      Database database, KeyRing ring, Optional<Provider> provider, InstantSource time) {
    this.store = new SigningKeyStore(database);
    this.time = time;
    this.loading = new KeyLoading(ring, provider);
    this.cache = Caffeine.newBuilder().expireAfterWrite(BOUND).build(key -> load());
    database.changes().subscribe(TOPIC, kid -> drop(), this::drop);
  }

  private LoadedKeys load() {
    LoadedKeys loaded = loading.load(store.inUse(), last);
    last = loaded;
    return loaded;
  }

  /**
   * @throws dev.lockspire.storage.StorageFailure when keys have to be read and cannot
   */
  LoadedKeys current() {
    return cache.get(ONLY);
  }

  /**
   * The published key {@code kid}, looked for a second time when it is not known.
   *
   * @throws dev.lockspire.storage.StorageFailure when keys have to be read and cannot; those in
   *     memory stay in use
   */
  Optional<VerificationKey> verifier(String kid) {
    return lookedFor(keys -> keys.verifier(kid));
  }

  /** As {@link #verifier}, for the key that opens what names {@code kid}. */
  Optional<DecryptionKey> decrypter(String kid) {
    return lookedFor(keys -> keys.decrypter(kid));
  }

  private <T> Optional<T> lookedFor(Function<LoadedKeys, Optional<T>> look) {
    Optional<T> known = look.apply(current());
    if (known.isPresent() || !maySecondLook()) {
      return known;
    }
    return look.apply(cache.asMap().compute(ONLY, (only, before) -> load()));
  }

  private boolean maySecondLook() {
    Instant now = time.instant();
    Instant previous = secondLook.get();
    return !now.minus(BETWEEN_SECOND_LOOKS).isBefore(previous)
        && secondLook.compareAndSet(previous, now);
  }

  private void drop() {
    cache.invalidate(ONLY);
  }

  /** Algorithms that can sign now. */
  public Set<SigningAlgorithm> activeAlgorithms() {
    return current().active().keySet();
  }

  /** Every key for operators: active, upcoming, retiring, retired; newest first within each. */
  public List<SigningKey> all() {
    return store.all();
  }

  @Override
  public Readiness check() {
    List<SigningKey> compliant =
        store.all().stream()
            .filter(key -> key.maySignUnder(SecurityProfile.FAPI_2_0_SECURITY))
            .toList();
    List<Readiness.Missing> missing = new ArrayList<>();
    if (compliant.stream().noneMatch(key -> key.status() == KeyStatus.ACTIVE)) {
      missing.add(Readiness.Missing.MISSING_COMPLIANT_ACTIVE_KEY);
    }
    if (compliant.stream().noneMatch(SigningKey::published)) {
      missing.add(Readiness.Missing.MISSING_COMPLIANT_PUBLISHABLE_KEY);
    }
    return new Readiness(missing);
  }
}
