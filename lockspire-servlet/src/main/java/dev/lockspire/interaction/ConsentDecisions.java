package dev.lockspire.interaction;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.interaction.AuthorizationCodeStore.Grounds;
import dev.lockspire.interaction.Interaction.BoundAccount;
import dev.lockspire.storage.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Carries out what a person decided: the move of the interaction, the grant, the code and the
 * evidence commit together or not at all, and of two decisions on one interaction only one counts.
 */
final class ConsentDecisions {
  private final Database database;
  private final InteractionStore interactions;
  private final ConsentStore grants;
  private final CodeIssuance codes;
  private final AuditTrail audit;
  private final InteractionEvents events;

  ConsentDecisions(
      Database database,
      InteractionStore interactions,
      ConsentStore grants,
      CodeIssuance codes,
      AuditTrail audit,
      InteractionEvents events) {
    this.database = database;
    this.interactions = interactions;
    this.grants = grants;
    this.codes = codes;
    this.audit = audit;
    this.events = events;
  }

  Step approve(
      Client client,
      Interaction interaction,
      Decision.Approve decision,
      Responder responder,
      Instant now) {
    BoundAccount account = interaction.bound().orElseThrow();
    AuthorizationRequest granted = granted(interaction.request(), decision);
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
                          List.copyOf(declined))));
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

  /** What is left of the request after the person unticked scopes; {@code openid} always stays. */
  private static AuthorizationRequest granted(
      AuthorizationRequest request, Decision.Approve decision) {
    if (decision.scopes().isEmpty()) {
      return request;
    }
    return request.withScopes(
        request.scopes().stream()
            .filter(scope -> scope.equals("openid") || decision.scopes().contains(scope))
            .toList());
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
