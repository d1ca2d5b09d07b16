package dev.lockspire.admin;

import dev.lockspire.jobs.JobRuns;
import dev.lockspire.keys.SigningKey;
import dev.lockspire.measure.Gauge;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.SchemaVersion;
import dev.lockspire.storage.StorageFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What the server runs on and how that is, for operators. Read only. */
public final class HealthAdmin {
  private final AdminFoundation foundation;
  private final LockspireAdmin admin;
  private final SchemaVersion schema;

  HealthAdmin(AdminFoundation foundation, LockspireAdmin admin) {
    this.foundation = foundation;
    this.admin = admin;
    this.schema = new SchemaVersion(foundation.database());
  }

  /** Everything that can be found out; never throws because one source is silent. */
  public Health current() {
    return current(known(() -> foundation.keys().all()));
  }

  /** As {@link #current()}, for who has asked for the keys already. */
  Health current(Optional<List<SigningKey>> keys) {
    Instant now = foundation.clock().instant();
    Database database = foundation.database();
    return new Health(
        known(schema::current).flatMap(version -> version),
        SchemaVersion.needed(),
        foundation.scheduler().mode().name().toLowerCase(java.util.Locale.ROOT),
        known(() -> foundation.scheduler().nodes(now)),
        known(() -> foundation.scheduler().oldestDue(now)).flatMap(due -> due),
        known(() -> foundation.jobRuns().last(JobRuns.SWEEP)).flatMap(run -> run),
        keys.map(known -> ages(known, now)).orElse(List.of()),
        known(() -> database.first("SHOW server_version", b -> {}, r -> r.text("server_version")))
            .flatMap(version -> version),
        foundation.settings().signatureProvider(),
        now,
        foundation.settings().effective());
  }

  /**
   * Whether this node can serve. Never throws because the database is silent.
   *
   * @param scheduler whether it does its part of the jobs
   */
  public NodeReadiness readiness(boolean scheduler) {
    Optional<Optional<String>> version = known(schema::current);
    return new NodeReadiness(
        version.isPresent(),
        version.flatMap(known -> known).filter(SchemaVersion::suffices).isPresent(),
        known(() -> foundation.keys().all())
            .filter(keys -> keys.stream().anyMatch(SigningKey::signs))
            .isPresent(),
        scheduler);
  }

  /** What metrics show of this, each asked when it is read. */
  public List<Gauge> gauges(BooleanSupplier scheduler) {
    List<Gauge> gauges = new ArrayList<>(new HealthGauges(foundation, admin).all());
    gauges.add(HealthGauges.readiness(() -> readiness(scheduler.getAsBoolean())));
    return List.copyOf(gauges);
  }

  static List<Health.KeyAge> ages(List<SigningKey> keys, Instant now) {
    return keys.stream()
        .filter(key -> key.signs() && key.activatedAt() != null)
        .map(
            key ->
                new Health.KeyAge(
                    key.kid(), key.algorithm(), Duration.between(key.activatedAt(), now)))
        .toList();
  }

  static <T> Optional<T> known(Supplier<T> source) {
    try {
      return Optional.of(source.get());
    } catch (StorageFailure unavailable) {
      return Optional.empty();
    }
  }
}
