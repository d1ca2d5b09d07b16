package dev.lockspire.interaction;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.host.AuthorizationDetailsContext;
import dev.lockspire.interaction.AuthorizationCodeStore.Grounds;
import dev.lockspire.interaction.Interaction.BoundAccount;
import dev.lockspire.rar.AuthorizationDetails;
import dev.lockspire.rar.DetailApproval;
import dev.lockspire.storage.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out what a person decided: the move of the interaction, the grant, the code and the
 * evidence commit together or not at all, and of two decisions on one interaction only one counts.
 */
final class ConsentDecisions {
  private final Database database;
  private final InteractionStore interactions;
  private final ConsentStore grants;
  private final DetailApproval details;
  private final CodeIssuance codes;
  private final AuditTrail audit;
  private final InteractionEvents events;

  ConsentDecisions(
      Database database,
      InteractionStore interactions,
      ConsentStore grants,
      DetailApproval details,
      CodeIssuance codes,
      AuditTrail audit,
      InteractionEvents events) {
    this.database = database;
    this.interactions = interactions;
    this.grants = grants;
    this.details = details;
    this.codes = codes;
    this.audit = audit;
    this.events = events;
  }

  /**
   * @throws dev.lockspire.http.OAuthError when more authorization details are left than were asked
   *     for; nothing has changed then
   */
  Step approve(
      Client client,
      Interaction interaction,
      Decision.Approve decision,
      Responder responder,
      Instant now) {
    BoundAccount account = interaction.bound().orElseThrow();
    AuthorizationRequest granted = granted(interaction, decision);
    if (granted.scopes().isEmpty()) {
      return deny(client, interaction, responder, now);
    }
    List<String> declined = new ArrayList<>(interaction.request().scopes());
    declined.removeAll(granted.scopes());
    CodeIssuance.Draft draft = codes.draft(responder);
    database.transaction(
        transaction -> {
          if (!interactions.complete(transaction.statements(), interaction.id(), now)) {
            throw InteractionRefused.notActive();
          }
          long grant =
              grants.record(
                  transaction.statements(),
                  account.subject(),
                  granted,
                  declined,
                  decision.remember(),
                  now);
          audit.append(
              transaction,
              evidence("consent_approved", AuditEvent.Outcome.SUCCEEDED, interaction, now)
                  .with(
                      Map.of(
                          "client_id",
                          client.clientId(),
                          "remember",
                          decision.remember(),
                          "declined_scopes",
                          List.copyOf(declined),
                          "authorization_details_types",
                          granted.authorizationDetails().types())));
          codes.approved(
              transaction,
              client,
              draft,
              new Grounds(interaction.id(), granted, account, grant),
              now);
          return draft;
        });
    events.tell(TelemetryEvent.CONSENT_APPROVED, client, interaction.id());
    events.tellIssued(client, interaction.id(), "consent_approved");
    return new Step.Granted(granted, draft.response());
  }

  Step deny(Client client, Interaction interaction, Responder responder, Instant now) {
    Step refused = Refusals.denied(interaction.request(), responder);
    database.transaction(
        transaction -> {
          if (!interactions.deny(transaction.statements(), interaction.id(), now)) {
            throw InteractionRefused.notActive();
          }
          audit.append(
              transaction,
              evidence("consent_denied", AuditEvent.Outcome.DENIED, interaction, now)
                  .with(Map.of("client_id", client.clientId())));
          return interaction;
        });
    events.tell(TelemetryEvent.CONSENT_DENIED, client, interaction.id());
    return refused;
  }

  /** What is left of the request after the person took something away. */
  private AuthorizationRequest granted(Interaction interaction, Decision.Approve decision) {
    AuthorizationRequest request = interaction.request();
    List<String> scopes = scopes(request, decision);
    AuthorizationDetails left =
        decision
            .details()
            .map(
                chosen ->
                    details.narrowed(
                        request.authorizationDetails(), chosen, context(interaction, scopes)))
            .orElse(request.authorizationDetails());
    return request.narrowed(scopes, left);
  }

  /** {@code openid} always stays. */
  private static List<String> scopes(AuthorizationRequest request, Decision.Approve decision) {
    return decision.scopes().isEmpty()
        ? request.scopes()
        : request.scopes().stream()
            .filter(scope -> scope.equals("openid") || decision.scopes().contains(scope))
            .toList();
  }

  private static AuthorizationDetailsContext context(Interaction interaction, List<String> scopes) {
    return new AuthorizationDetailsContext(
        AuthorizationDetailsContext.Stage.CONSENT,
        interaction.request().clientId(),
        scopes,
        interaction.request().resources(),
        Optional.of(interaction.bound().orElseThrow().subject()));
  }

  private static AuditEvent evidence(
      String action, AuditEvent.Outcome outcome, Interaction interaction, Instant now) {
    return new AuditEvent(
        action,
        outcome,
        outcome == AuditEvent.Outcome.DENIED ? "access_denied" : null,
        Actor.subject(interaction.bound().orElseThrow().subject()),
        "interaction",
        interaction.id(),
        Map.of(),
        now);
  }
}
