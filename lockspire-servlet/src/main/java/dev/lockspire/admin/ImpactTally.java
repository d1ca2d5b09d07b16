package dev.lockspire.admin;

import dev.lockspire.conformance.Judgement;
import dev.lockspire.conformance.Requirement;
import dev.lockspire.conformance.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts whom a policy would reach while clients are looked at one after the other. */
final class ImpactTally {
  private final Map<Requirement, RequirementReach> reached = new EnumMap<>(Requirement.class);
  private long affected;
  private long refused;

  void add(AffectedClient client) {
    affected++;
    refused += client.isRefused() ? 1 : 0;
    client.unmet().forEach(this::add);
  }

  private void add(Judgement judgement) {
    boolean fails = judgement.verdict() == Verdict.FAILS;
    reached.merge(
        judgement.requirement(),
        new RequirementReach(judgement.requirement(), fails ? 1 : 0, fails ? 0 : 1),
        (a, b) ->
            new RequirementReach(
                a.requirement(), a.refused() + b.refused(), a.notSeen() + b.notSeen()));
  }

  long affected() {
    return affected;
  }

  /**
   * @param whole whether every client was looked at
   */
  PolicyImpact impact(boolean whole, List<AffectedClient> first, Optional<Position> next) {
    return new PolicyImpact(
        new Count(affected, whole),
        new Count(refused, whole),
        List.copyOf(reached.values()),
        first,
        next);
  }
}
