package dev.lockspire.policy;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The server policy as every request reads it and as operators change it.
 *
 * <p>Reads come from memory. A saved change drops that memory on every node at once; if a node
 * cannot hear of it, its memory ends after 30 seconds.
 */
public final class ServerPolicies {
  private static final String TOPIC = "policy";
  private static final String ONLY = "server";
  private static final Duration BOUND = Duration.ofSeconds(30);

  private final Database database;
  private final ServerPolicyStore store;
  private final AuditTrail audit;
  private final Telemetry telemetry;
  private final ProfileReadiness readiness;
  private final InstantSource time;
  private final LoadingCache<String, ServerPolicy> cache;

  /**
   * @param readiness asked before a FAPI profile is entered
   */
  public ServerPolicies(
      Database database,
      AuditTrail audit,
      Telemetry telemetry,
      ProfileReadiness readiness,
      InstantSource time) {
    this.database = database;
    this.store = new ServerPolicyStore(database);
    this.audit = audit;
    this.telemetry = telemetry;
    this.readiness = readiness;
    this.time = time;
    this.cache =
        Caffeine.newBuilder()
            .expireAfterWrite(BOUND)
            .build(key -> store.find().orElseGet(ServerPolicy::defaults));
    database
        .changes()
        .subscribe(TOPIC, key -> cache.invalidate(ONLY), () -> cache.invalidate(ONLY));
  }

  /**
   * The policy that holds now; the defaults while none was saved.
   *
   * @throws dev.lockspire.storage.StorageFailure when it cannot be read; callers fail closed
   */
  public ServerPolicy current() {
    return cache.get(ONLY);
  }

  /**
   * Changes the policy: reads it under a lock, applies {@code change} and saves, so that two
   * operators who change different values both succeed.
   *
   * @throws dev.lockspire.storage.StorageFailure when nothing could be saved
   */
  public PolicyUpdate update(UnaryOperator<ServerPolicy> change, Actor actor) {
    // Asked before the row is locked, so that no lock is held while another connection is waited
    // for. A server that is ready stays ready: an active key only ever yields to another one.
    Readiness ready = readiness.check();
    return database.transaction(transaction -> update(transaction, change, ready, actor));
  }

  private PolicyUpdate update(
      Transaction transaction, UnaryOperator<ServerPolicy> change, Readiness ready, Actor actor) {
    ServerPolicy before = store.lock(transaction);
    ServerPolicy after = change.apply(before);
    if (after.equals(before)) {
      return new PolicyUpdate.Unchanged(before);
    }
    boolean entersFapi =
        after.securityProfile().isFapi() && after.securityProfile() != before.securityProfile();
    if (entersFapi && !ready.ready()) {
      return new PolicyUpdate.NotReady(ready);
    }
    Instant now = time.instant();
    store.save(transaction, after, now);
    audit.append(
        transaction,
        AuditEvent.succeeded("server_policy_updated", actor, "server_policy", ONLY, now)
            .with(Map.of("changed", PolicyField.changed(before, after))));
    transaction.announce(TOPIC, ONLY);
    transaction.afterCommit(
        () ->
            telemetry.emit(
                TelemetryEvent.SERVER_POLICY_UPDATED,
                Map.of("actor_type", actor.type().wireName())));
    return new PolicyUpdate.Saved(after);
  }
}
