package dev.lockspire.admin;

import dev.lockspire.conformance.Judgement;
import dev.lockspire.conformance.Verdict;
import dev.lockspire.policy.TokenFormat;
import java.util.List;
import java.util.Optional;

/**
 * A client that a change of policy would reach.
 *
 * @param name its name, or the client_id when it has none
 * @param unmet what would be demanded of it from then on, and it does not meet or was not seen to
 * @param format what its access tokens would be, when they would change
 */
public record AffectedClient(
    String clientId, String name, List<Judgement> unmet, Optional<TokenFormat> format) {

  public AffectedClient {
    unmet = List.copyOf(unmet);
  }

  public boolean isAffected() {
    return !unmet.isEmpty() || format.isPresent();
  }

  /** Whether something it does, or is registered for, would be refused. */
  public boolean isRefused() {
    return unmet.stream().anyMatch(judgement -> judgement.verdict() == Verdict.FAILS);
  }
}
