package dev.lockspire.keys;

import dev.lockspire.audit.AuditTrail;
import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.MasterKey;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.policy.ServerPolicies;
import dev.lockspire.storage.Database;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Policy and keys of one node, wired as the server wires them, with a clock that a test moves. */
public final class KeyNode {
  static final byte[] MASTER_KEY = new byte[32];

  private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final InstantSource clock = () -> now;
  private final List<TelemetryEvent> told = new CopyOnWriteArrayList<>();
  private final SigningKeys keys;
  private final ServerPolicies policies;
  private final SigningKeyLifecycle lifecycle;
  private final PublishedKeys published;

  public KeyNode(Database database) {
    this(database, MASTER_KEY, Optional.empty());
  }

  KeyNode(Database database, byte[] masterKey, Optional<Provider> provider) {
    RandomSource random = RandomSource.secure();
    KeyRing ring = new KeyRing(MasterKey.of(masterKey), List.of(), random);
    AuditTrail audit = new AuditTrail(database);
    Telemetry telemetry = (event, attributes) -> told.add(event);
    this.keys = new SigningKeys(database, ring, provider, clock);
    this.policies = new ServerPolicies(database, audit, telemetry, keys, clock);
    this.lifecycle =
        new SigningKeyLifecycle(
            database,
            ring,
            random,
            clock,
            audit,
            telemetry,
            policies,
            Duration.ofHours(1),
            Duration.ofHours(2));
    this.published = new PublishedKeys(keys, policies);
  }

  public SigningKeys keys() {
    return keys;
  }

  public ServerPolicies policies() {
    return policies;
  }

  public SigningKeyLifecycle lifecycle() {
    return lifecycle;
  }

  public PublishedKeys published() {
    return published;
  }

  public List<TelemetryEvent> told() {
    return told;
  }

  public void advance(Duration by) {
    now = now.plus(by);
  }
}
