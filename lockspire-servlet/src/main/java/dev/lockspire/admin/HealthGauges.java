package dev.lockspire.admin;

import dev.lockspire.jobs.JobRuns;
import dev.lockspire.jobs.SchedulerState;
import dev.lockspire.measure.Gauge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** How the server stands, as gauges. Each asks the database with one bounded query when read. */
final class HealthGauges {
  private static final double MILLIS_PER_SECOND = 1000;

  private final AdminFoundation foundation;
  private final LockspireAdmin admin;

  HealthGauges(AdminFoundation foundation, LockspireAdmin admin) {
    this.foundation = foundation;
    this.admin = admin;
  }

  List<Gauge> all() {
    SchedulerState scheduler = foundation.scheduler();
    return List.of(
        Gauge.by(
            "algorithm",
            "lockspire_active_key_age_seconds",
            "How long the active signing keys have been signing, by algorithm.",
            this::keyAges),
        Gauge.of(
            "lockspire_waiting_jobs",
            "Jobs that are due and that no node has taken yet.",
            () -> Optional.of(scheduler.waiting(now()))),
        Gauge.of(
            "lockspire_oldest_job_age_seconds",
            "For how long the oldest of them has been due; zero when there is none.",
            () -> Optional.of(scheduler.oldestDue(now()).map(this::since).orElse(0.0))),
        Gauge.of(
            "lockspire_pruner_lag_seconds",
            "How long after it was due the last sweep of expired rows was done.",
            () -> sweep().map(run -> seconds(run.lag()))),
        Gauge.of(
            "lockspire_pruner_age_seconds",
            "How long ago the last sweep of expired rows was done.",
            () -> sweep().map(run -> since(run.finishedAt()))),
        Gauge.of(
            "lockspire_open_interactions",
            "Authorizations that wait for a login or for consent, of the newest 10000.",
            () -> Optional.of(open(admin.interactions().figures(InteractionFilter.all())))));
  }

  /** One number, 1 or 0, for each condition under which a node can serve. */
  static Gauge readiness(Supplier<NodeReadiness> source) {
    return Gauge.by(
        "check",
        "lockspire_ready",
        "Whether the node can serve: 1 or 0 for each condition.",
        () -> {
          Map<String, Integer> checks = new TreeMap<>();
          source.get().checks().forEach((name, held) -> checks.put(name, held ? 1 : 0));
          return checks;
        });
  }

  private Map<String, Double> keyAges() {
    Map<String, Double> ages = new TreeMap<>();
    HealthAdmin.ages(foundation.keys().all(), now())
        .forEach(key -> ages.merge(key.algorithm(), seconds(key.age()), Math::max));
    return ages;
  }

  private Optional<JobRuns.Run> sweep() {
    return foundation.jobRuns().last(JobRuns.SWEEP);
  }

  private static long open(InteractionFigures figures) {
    return figures.pendingLogin().plus(figures.pendingConsent()).value();
  }

  private double since(Instant then) {
    return seconds(Duration.between(then, now()));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS_PER_SECOND;
  }

  private Instant now() {
    return foundation.clock().instant();
  }
}
