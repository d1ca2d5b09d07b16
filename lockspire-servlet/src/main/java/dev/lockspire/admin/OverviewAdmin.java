package dev.lockspire.admin;

import static dev.lockspire.admin.HealthAdmin.known;

import dev.lockspire.admin.Overview.Warning;
import dev.lockspire.admin.Overview.Warning.Kind;
import dev.lockspire.config.JobsConfig;
import dev.lockspire.jobs.JobRuns;
import dev.lockspire.keys.SigningKey;
import dev.lockspire.policy.Readiness;
import dev.lockspire.statistics.Figure;
import dev.lockspire.statistics.HourlyFigures.Counted;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the server stands, at a glance, for operators. Read only. */
public final class OverviewAdmin {
  /** Older than this a signing key should have been replaced. */
  static final Duration OLD_KEY = Duration.ofDays(90);

  /** How the reasons end that say that something came again. */
  private static final String REPLAYED = "_replayed";

  private static final int DAY = 24;
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final String GUARD = "lockspire.admin.guard";

  private final AdminFoundation foundation;
  private final LockspireAdmin admin;
  private final HealthAdmin health;

  OverviewAdmin(AdminFoundation foundation, LockspireAdmin admin, HealthAdmin health) {
    this.foundation = foundation;
    this.admin = admin;
    this.health = health;
  }

  /** The figures and warnings; never throws because one source is silent. */
  public Overview current() {
    Optional<List<SigningKey>> keys = known(() -> foundation.keys().all());
    Optional<List<Counted>> day = known(() -> hours(DAY));
    Optional<ClientFigures> clients = known(admin.clients()::figures);
    return new Overview(
        clients.map(ClientFigures::total),
        clients.map(ClientFigures::selfRegistered),
        known(admin.tokens()::reuseIncidents),
        known(admin.consents()::active),
        known(() -> open(admin.interactions().figures(InteractionFilter.all()))),
        day.map(counted -> refusals(counted, "")),
        day.map(counted -> refusals(counted, REPLAYED)),
        keys.map(KeyFigures::of),
        known(admin.policy()::current),
        warnings(keys));
  }

  private static Count open(InteractionFigures figures) {
    return figures.pendingLogin().plus(figures.pendingConsent());
  }

  private static Count refusals(List<Counted> counted, String reasonEnd) {
    return Count.exactly(
        counted.stream()
            .filter(one -> one.figure().equals(Figure.REFUSALS.wireName()))
            .filter(one -> one.label().endsWith(reasonEnd))
            .mapToLong(Counted::value)
            .sum());
  }

  /** What was counted in the last {@code hours}, the current one included, oldest first. */
  public List<Counted> hours(int hours) {
    return foundation.figures().since(since(hours));
  }

  /** The first of the last {@code hours}, the current one included. */
  public Instant since(int hours) {
    return foundation
        .clock()
        .instant()
        .truncatedTo(ChronoUnit.HOURS)
        .minus(Duration.ofHours(hours - 1L));
  }

  private List<Warning> warnings(Optional<List<SigningKey>> keys) {
    List<Warning> warnings = new ArrayList<>();
    Health now = health.current(keys);
    keyWarnings(warnings, keys, now);
    profileWarnings(warnings);
    jobWarnings(warnings, now);
    if (now.schemaVersion().isPresent() && !now.schemaFits()) {
      warnings.add(
          new Warning(
              Kind.SCHEMA_IS_BEHIND,
              now.schemaVersion().get() + " / " + now.neededSchemaVersion()));
    }
    foundation.settings().effective().stream()
        .filter(setting -> setting.key().equals(GUARD))
        .filter(setting -> setting.value().filter("external"::equals).isPresent())
        .forEach(setting -> warnings.add(new Warning(Kind.GUARD_IS_EXTERNAL, "")));
    return warnings;
  }

  private static void keyWarnings(
      List<Warning> warnings, Optional<List<SigningKey>> keys, Health now) {
    if (keys.isEmpty()) {
      warnings.add(new Warning(Kind.UNKNOWN, "keys"));
    } else if (keys.get().stream().noneMatch(SigningKey::signs)) {
      warnings.add(new Warning(Kind.NO_ACTIVE_SIGNING_KEY, ""));
    }
    now.keyAges().stream()
        .filter(key -> key.age().compareTo(OLD_KEY) > 0)
        .forEach(
            key ->
                warnings.add(
                    new Warning(
                        Kind.SIGNING_KEY_IS_OLD,
                        key.algorithm() + ", " + key.kid() + ", " + key.age().toDays() + " d")));
  }

  private void profileWarnings(List<Warning> warnings) {
    boolean fapi =
        known(admin.policy()::current).filter(p -> p.securityProfile().isFapi()).isPresent();
    if (fapi) {
      known(admin.policy()::readiness)
          .filter(readiness -> !readiness.ready())
          .ifPresent(readiness -> warnings.add(notReady(readiness)));
    }
  }

  private static Warning notReady(Readiness readiness) {
    return new Warning(
        Kind.PROFILE_NOT_READY,
        readiness.reasons().stream()
            .map(Readiness.Missing::wireName)
            .collect(Collectors.joining(", ")));
  }

  private void jobWarnings(List<Warning> warnings, Health health) {
    boolean enabled = foundation.scheduler().mode() == JobsConfig.Mode.ENABLED;
    if (enabled && health.nodes().isEmpty()) {
      warnings.add(new Warning(Kind.UNKNOWN, "scheduler"));
    } else if (enabled && health.nodes().get() == 0) {
      warnings.add(new Warning(Kind.SCHEDULER_NOT_RUNNING, ""));
    }
    Optional<Duration> period = foundation.scheduler().sweepPeriod(health.now());
    health
        .lastSweep()
        .ifPresent(
            run -> {
              Duration since = Duration.between(run.finishedAt(), health.now());
              if (period.isPresent()
                  && since.compareTo(period.get().multipliedBy(2).plus(TOLERANCE)) > 0) {
                warnings.add(new Warning(Kind.SWEEP_IS_LATE, since.toMinutes() + " min"));
              }
              sweepFailures(warnings, run);
            });
  }

  private static void sweepFailures(List<Warning> warnings, JobRuns.Run run) {
    if (!run.failed().isEmpty()) {
      warnings.add(new Warning(Kind.SWEEP_FAILED_IN_PART, String.join(", ", run.failed())));
    }
  }
}
