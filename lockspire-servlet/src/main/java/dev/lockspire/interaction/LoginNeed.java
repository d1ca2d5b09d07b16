package dev.lockspire.interaction;

import dev.lockspire.client.Client;
import dev.lockspire.host.AuthenticatedAccount;
import dev.lockspire.host.LoginRequest.Reason;
import dev.lockspire.minting.PairwiseSubjects;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the person has to sign in (again) before an authorization can go on (OpenID Connect Core
 * §3.1.2.1, §3.1.2.3).
 *
 * <p>A host page that merely bounces the browser back does not count as a login: after {@code
 * prompt=login} or {@code max_age} the authentication must really be newer than the moment the
 * login was asked for.
 */
final class LoginNeed {
  /** Clocks of the host and of this server may differ by this much. */
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  private final Set<String> declaredAcrValues;
  private final PairwiseSubjects subjects;

  /**
   * @param declaredAcrValues authentication contexts that the host can reach
   */
  LoginNeed(Set<String> declaredAcrValues, PairwiseSubjects subjects) {
    this.declaredAcrValues = Set.copyOf(declaredAcrValues);
    this.subjects = subjects;
  }

  /** Why a login is needed when the request arrives; empty when the live session will do. */
  Optional<Reason> atStart(
      Client client, AuthorizationRequest request, AuthenticatedAccount current, Instant now) {
    if (isSomebodyElse(client, request, current)) {
      return Optional.of(Reason.HINT_MISMATCH);
    }
    if (request.asksFor(Prompt.LOGIN)) {
      return Optional.of(Reason.PROMPT_LOGIN);
    }
    if (request.asksFor(Prompt.SELECT_ACCOUNT)) {
      return Optional.of(Reason.SELECT_ACCOUNT);
    }
    if (request.asksFor(Prompt.CREATE)) {
      return Optional.of(Reason.CREATE_ACCOUNT);
    }
    if (isStale(request, current, now)) {
      return Optional.of(Reason.MAX_AGE);
    }
    // acr_values are a wish (Core §3.1.2.1): worth a login page, no reason to fail without one.
    boolean wish = !request.asksFor(Prompt.NONE) && couldReachWantedAcr(request, current);
    if (missesEssentialAcr(request, current) || wish) {
      return Optional.of(Reason.ACR);
    }
    return Optional.empty();
  }

  /** Why the login has to be repeated when the browser comes back from it. */
  Optional<Reason> onReturn(
      AuthorizationRequest request,
      AuthenticatedAccount current,
      Instant loginRequiredAt,
      Instant now) {
    boolean signedInSince =
        current
            .authTime()
            .filter(time -> !time.isBefore(loginRequiredAt.minus(TOLERANCE)))
            .isPresent();
    if (request.asksFor(Prompt.LOGIN) && !signedInSince) {
      return Optional.of(Reason.PROMPT_LOGIN);
    }
    if (isStale(request, current, now) && !signedInSince) {
      return Optional.of(Reason.MAX_AGE);
    }
    return Optional.empty();
  }

  /** True when the request names a person and somebody else is signed in. */
  boolean isSomebodyElse(
      Client client, AuthorizationRequest request, AuthenticatedAccount current) {
    return !request.means(subjects.of(client, current.account().subject()));
  }

  /** True when the request demands an authentication context that was not reached. */
  boolean missesEssentialAcr(AuthorizationRequest request, AuthenticatedAccount current) {
    var wanted = request.claims().idToken().get("acr");
    if (wanted == null || !wanted.essential() || wanted.values().isEmpty()) {
      return false;
    }
    return current.acr().filter(wanted.values()::contains).isEmpty();
  }

  private boolean couldReachWantedAcr(AuthorizationRequest request, AuthenticatedAccount current) {
    List<String> wanted = request.acrValues();
    return current.acr().filter(wanted::contains).isEmpty()
        && wanted.stream().anyMatch(declaredAcrValues::contains);
  }

  private static boolean isStale(
      AuthorizationRequest request, AuthenticatedAccount current, Instant now) {
    if (request.maxAge() == null) {
      return false;
    }
    return current
        .authTime()
        .map(time -> Duration.between(time, now).toSeconds() > request.maxAge().toSeconds())
        .orElse(true);
  }
}
