package dev.lockspire.keys;

import com.nimbusds.jose.jwk.JWK;
import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.audit.Telemetry;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.Purpose;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicies;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The life of a key of the server's own: generated (upcoming), published, active, retiring,
 * retired.
 *
 * <p>Each move is one transaction, one at a time on all nodes, with its audit row. One key is
 * active per algorithm: activating one sends the one before it into retirement.
 */
public final class SigningKeyLifecycle {
  private static final Map<String, Object> COMPROMISED = Map.of("cause", "key_compromised");

  private final Database database;
  private final KeyRing ring;
  private final InstantSource time;
  private final ServerPolicies policies;
  private final Duration minPublishAge;
  private final Duration minRetireAge;
  private final SigningKeyStore store;
  private final KeyGeneration generation;
  private final KeyEvidence evidence;

  /**
   * @param minPublishAge how long a key should be published before it signs, so that verifiers know
   *     it
   * @param minRetireAge how long a key should stay published after it stopped signing, so that what
   *     it signed still verifies
   */
  public SigningKeyLifecycle(
      Database database,
      KeyRing ring,
      RandomSource random,
      InstantSource time,
      AuditTrail audit,
      Telemetry telemetry,
      ServerPolicies policies,
      Duration minPublishAge,
      Duration minRetireAge) {
    this.database = database;
    this.ring = ring;
    this.time = time;
    this.policies = policies;
    this.minPublishAge = minPublishAge;
    this.minRetireAge = minRetireAge;
    this.store = new SigningKeyStore(database);
    this.generation = new KeyGeneration(random);
    this.evidence = new KeyEvidence(audit, telemetry);
  }

  /** As {@link #generate(SigningAlgorithm, int, Actor)} with RSA of 2048 bits. */
  public KeyTransition generate(SigningAlgorithm algorithm, Actor actor) {
    return generate(algorithm, KeyGeneration.DEFAULT_RSA_BITS, actor);
  }

  /**
   * Makes a key that is neither published nor signs. Refused when the server's profile could never
   * let it sign.
   *
   * @param rsaBits 2048, 3072 or 4096; looked at for RSA only
   */
  public KeyTransition generate(SigningAlgorithm algorithm, int rsaBits, Actor actor) {
    if (!policies.current().securityProfile().algorithms().contains(algorithm)) {
      return KeyTransition.refused(KeyRefusal.NON_COMPLIANT_SIGNING_KEY);
    }
    return inserted(generation.generate(algorithm, rsaBits), actor);
  }

  /**
   * Makes a key that is neither published nor encrypted to, on P-256 where it is no RSA key.
   *
   * @param rsaBits 2048, 3072 or 4096; looked at for RSA only
   */
  public KeyTransition generate(KeyManagementAlgorithm algorithm, int rsaBits, Actor actor) {
    return inserted(generation.generate(algorithm, rsaBits), actor);
  }

  private KeyTransition inserted(JWK jwk, Actor actor) {
    return database.transaction(
        transaction -> KeyTransition.done(insert(transaction, jwk, actor, time.instant())));
  }

  /** Shows an upcoming key in the key set. */
  public KeyTransition publish(String kid, Actor actor) {
    return move(
        kid,
        (transaction, key) -> {
          if (key.status() != KeyStatus.UPCOMING) {
            return KeyTransition.refused(KeyRefusal.INVALID_STATE);
          }
          if (key.published()) {
            return KeyTransition.refused(KeyRefusal.ALREADY_PUBLISHED);
          }
          return KeyTransition.done(publish(transaction, kid, actor, time.instant()));
        });
  }

  /**
   * Lets a published key sign or decrypt, and sends the one before it into retirement.
   *
   * @param acceptFailedVerifications goes ahead although verifiers may not know the key yet; the
   *     audit row tells
   */
  public KeyTransition activate(String kid, boolean acceptFailedVerifications, Actor actor) {
    SecurityProfile profile = policies.current().securityProfile();
    return move(
        kid,
        (transaction, key) -> {
          if (key.status() != KeyStatus.UPCOMING) {
            return KeyTransition.refused(KeyRefusal.INVALID_STATE);
          }
          if (!key.published()) {
            return KeyTransition.refused(KeyRefusal.NOT_PUBLISHED);
          }
          if (!key.mayServeUnder(profile)) {
            return KeyTransition.refused(KeyRefusal.NON_COMPLIANT_SIGNING_KEY);
          }
          Instant now = time.instant();
          boolean tooSoon =
              key.hasVerifiers()
                  && key.publishedAt().plus(minPublishAge).isAfter(now)
                  && store.everActive(transaction, key.use());
          if (tooSoon && !acceptFailedVerifications) {
            return KeyTransition.refused(KeyRefusal.PUBLISHED_TOO_RECENTLY);
          }
          Map<String, Object> details =
              tooSoon ? Map.of("guard_override", "min_publish_age") : Map.of();
          return activate(transaction, key, details, actor, now);
        });
  }

  /**
   * Takes a retiring key out of the key set.
   *
   * @param acceptFailedVerifications goes ahead although what it signed may still be alive; the
   *     audit row tells
   */
  public KeyTransition retire(String kid, boolean acceptFailedVerifications, Actor actor) {
    return move(
        kid,
        (transaction, key) -> {
          if (key.status() == KeyStatus.RETIRED) {
            return KeyTransition.refused(KeyRefusal.ALREADY_RETIRED);
          }
          if (key.status() != KeyStatus.RETIRING) {
            return KeyTransition.refused(KeyRefusal.INVALID_STATE);
          }
          Instant now = time.instant();
          boolean tooSoon = key.retiringAt().plus(minRetireAge).isAfter(now);
          if (tooSoon && !acceptFailedVerifications) {
            return KeyTransition.refused(KeyRefusal.RETIRING_TOO_RECENTLY);
          }
          SigningKey retired = store.retire(transaction, kid, now);
          Map<String, Object> details =
              tooSoon ? Map.of("guard_override", "min_retire_age") : Map.of();
          evidence.record(transaction, "retired", retired, details, actor, now);
          return KeyTransition.done(retired);
        });
  }

  /**
   * Takes a key out of the key set at once, wherever it stands, because somebody else may know it.
   * When it was active, the newest published key of its algorithm takes its place, or a new one.
   */
  public KeyTransition withdraw(String kid, Actor actor) {
    return move(
        kid,
        (transaction, key) -> {
          if (key.status() == KeyStatus.RETIRED) {
            return KeyTransition.refused(KeyRefusal.ALREADY_RETIRED);
          }
          Instant now = time.instant();
          boolean signed = key.status() == KeyStatus.ACTIVE;
          if (signed) {
            store.beginRetiring(transaction, kid, now);
          }
          SigningKey retired = store.retire(transaction, kid, now);
          evidence.record(transaction, "retired", retired, COMPROMISED, actor, now);
          Optional<SigningKey> successor =
              signed ? successor(transaction, key, actor, now) : Optional.empty();
          return new KeyTransition.Withdrawn(retired, successor);
        });
  }

  /** Verifiers that do not know it yet are better served than by a key that somebody else has. */
  private Optional<SigningKey> successor(
      Transaction transaction, SigningKey before, Actor actor, Instant now) {
    Optional<SigningKey> published =
        store.lockPublished(transaction, before.use(), before.algorithm());
    Optional<SigningKey> next =
        published.or(
            () ->
                generation
                    .likewise(before)
                    .map(jwk -> insert(transaction, jwk, actor, now))
                    .map(made -> publish(transaction, made.kid(), actor, now)));
    next.ifPresent(key -> activate(transaction, key, COMPROMISED, actor, now));
    return next.map(key -> store.lock(transaction, key.kid()).orElseThrow());
  }

  /**
   * Makes the keys a new server needs: ES256, and RS256 because OpenID Connect relying parties
   * expect it. Does nothing where such a key is active, and is safe when several nodes start at
   * once.
   */
  public void provisionAtFirstStart() {
    SecurityProfile profile = policies.current().securityProfile();
    List<SigningAlgorithm> active = activeAlgorithms();
    for (SigningAlgorithm algorithm : List.of(SigningAlgorithm.ES256, SigningAlgorithm.RS256)) {
      if (profile.algorithms().contains(algorithm) && !active.contains(algorithm)) {
        // Made before the lock is taken: other nodes should not wait for a prime number.
        JWK jwk = generation.generate(algorithm, KeyGeneration.DEFAULT_RSA_BITS);
        database.transaction(transaction -> provision(transaction, algorithm, jwk));
      }
    }
  }

  private List<SigningAlgorithm> activeAlgorithms() {
    return store.all().stream()
        .filter(key -> key.status() == KeyStatus.ACTIVE)
        .flatMap(key -> key.signingAlgorithm().stream())
        .toList();
  }

  /** Answers whether {@code jwk} was taken, or another node was first. */
  private boolean provision(Transaction transaction, SigningAlgorithm algorithm, JWK jwk) {
    store.serialise(transaction);
    if (store.lockActive(transaction, KeyUse.SIG, algorithm.wireName()).isPresent()) {
      return false;
    }
    Instant now = time.instant();
    Actor actor = Actor.system();
    insert(transaction, jwk, actor, now);
    SigningKey published = publish(transaction, jwk.getKeyID(), actor, now);
    activate(transaction, published, Map.of(), actor, now);
    return true;
  }

  private KeyTransition move(String kid, BiFunction<Transaction, SigningKey, KeyTransition> move) {
    return database.transaction(
        transaction -> {
          store.serialise(transaction);
          return store
              .lock(transaction, kid)
              .map(key -> move.apply(transaction, key))
              .orElse(KeyTransition.refused(KeyRefusal.NOT_FOUND));
        });
  }

  private SigningKey insert(Transaction transaction, JWK jwk, Actor actor, Instant now) {
    byte[] privateJwk = jwk.toJSONString().getBytes(StandardCharsets.UTF_8);
    store.insert(transaction, jwk, ring.seal(Purpose.PRIVATE_JWK, privateJwk), now);
    SigningKey key = store.lock(transaction, jwk.getKeyID()).orElseThrow();
    evidence.record(transaction, "generated", key, Map.of(), actor, now);
    return key;
  }

  private SigningKey publish(Transaction transaction, String kid, Actor actor, Instant now) {
    SigningKey published = store.publish(transaction, kid, now);
    evidence.record(transaction, "published", published, Map.of(), actor, now);
    return published;
  }

  private KeyTransition activate(
      Transaction transaction,
      SigningKey key,
      Map<String, Object> details,
      Actor actor,
      Instant now) {
    Optional<SigningKey> replaced =
        store
            .lockActive(transaction, key.use(), key.algorithm())
            .map(before -> store.beginRetiring(transaction, before.kid(), now));
    SigningKey active = store.activate(transaction, key.kid(), now);
    Map<String, Object> metadata = new HashMap<>(details);
    replaced.ifPresent(before -> metadata.put("retiring_kid", before.kid()));
    evidence.record(transaction, "activated", active, metadata, actor, now);
    return new KeyTransition.Done(active, replaced);
  }
}
