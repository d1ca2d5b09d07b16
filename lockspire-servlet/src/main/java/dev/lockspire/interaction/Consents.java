package dev.lockspire.interaction;

import dev.lockspire.client.Client;
import dev.lockspire.host.Account;
import dev.lockspire.host.AuthorizationContext;
import dev.lockspire.host.ConsentPolicy;
import dev.lockspire.host.HostSite;
import dev.lockspire.rar.DetailApproval;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a person has to be asked (OpenID Connect Core §3.1.2.4): the host's policy first, then a
 * remembered consent that covers the whole request. Authorization details ask each time (RFC 9396
 * §13), unless the host remembers their types.
 */
final class Consents {
  private final ConsentStore grants;
  private final HostSite host;
  private final DetailApproval details;

  Consents(ConsentStore grants, HostSite host, DetailApproval details) {
    this.grants = grants;
    this.host = host;
    this.details = details;
  }

  /** Whether a person has to be asked. */
  sealed interface Verdict {
    /** Ask. */
    record Ask() implements Verdict {}

    /**
     * Nobody has to be asked.
     *
     * @param granted the request, or what is left of it
     * @param grantId the consent behind it; null without one
     * @param reason reason code for evidence
     */
    record Covered(AuthorizationRequest granted, Long grantId, String reason) implements Verdict {}

    /** The host forbids it. */
    record Denied() implements Verdict {}
  }

  Verdict judge(
      Client client,
      Account account,
      AuthorizationRequest request,
      AuthorizationContext context,
      Instant now) {
    ConsentPolicy.Decision decision = host.consentDecision(account, context);
    if (decision == ConsentPolicy.Decision.DENY) {
      return new Verdict.Denied();
    }
    boolean mustAsk = decision == ConsentPolicy.Decision.REQUIRE || request.asksFor(Prompt.CONSENT);
    if (mustAsk) {
      return new Verdict.Ask();
    }
    if (mayGoUnasked(client, decision, request)) {
      return new Verdict.Covered(withoutOfflineAccess(request), null, "consent_not_required");
    }
    if (!details.mayBeRemembered(request.authorizationDetails())) {
      return new Verdict.Ask();
    }
    Optional<ConsentGrant> remembered =
        grants.findReusable(account.subject(), request.clientId(), now).stream()
            .filter(grant -> grant.covers(request))
            .findFirst();
    return remembered.isPresent()
        ? new Verdict.Covered(request, remembered.get().id(), "consent_reused")
        : new Verdict.Ask();
  }

  /**
   * Anybody can claim to be a public client, so it is never trusted unseen. For authorization
   * details only the host may speak, which has seen them; an operator who registered a client has
   * not.
   */
  private static boolean mayGoUnasked(
      Client client, ConsentPolicy.Decision decision, AuthorizationRequest request) {
    boolean registered =
        !client.metadata().consentRequired() && request.authorizationDetails().isEmpty();
    return client.isConfidential() && (decision == ConsentPolicy.Decision.SKIP || registered);
  }

  /** Access while the person is away needs their consent to have been shown (Core §11). */
  private static AuthorizationRequest withoutOfflineAccess(AuthorizationRequest request) {
    List<String> kept =
        request.scopes().stream().filter(scope -> !scope.equals("offline_access")).toList();
    return kept.size() == request.scopes().size() ? request : request.withScopes(kept);
  }
}
