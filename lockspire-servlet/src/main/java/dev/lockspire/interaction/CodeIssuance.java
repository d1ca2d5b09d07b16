package dev.lockspire.interaction;

import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.Client;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.interaction.AuthorizationCodeStore.Grounds;
import dev.lockspire.interaction.Interaction.BoundAccount;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Issues the code that an authorization ends in, with or without somebody having been asked. */
final class CodeIssuance {
  private final Database database;
  private final InteractionStore interactions;
  private final AuthorizationCodeStore codes;
  private final InteractionEvents events;
  private final Supplier<ServerPolicy> policy;
  private final Duration lifetime;

  CodeIssuance(
      Database database,
      InteractionStore interactions,
      InteractionEvents events,
      Supplier<ServerPolicy> policy,
      RandomSource random,
      Duration lifetime) {
    this.database = database;
    this.interactions = interactions;
    this.codes = new AuthorizationCodeStore(database, random);
    this.events = events;
    this.policy = policy;
    this.lifetime = lifetime;
  }

  /** A code that is not issued yet, and the response that brings it. */
  record Draft(AuthorizationCode code, AuthorizationResponse response) {}

  /** A code with its response, which is at hand before anything is committed. */
  Draft draft(Responder responder) {
    AuthorizationCode code = codes.draw();
    return new Draft(code, responder.granted(code));
  }

  /** A code for a request that nobody had to be asked about: one statement, no interaction. */
  Step unasked(
      Client client,
      String interactionId,
      Consents.Verdict.Covered covered,
      BoundAccount account,
      Responder responder,
      Instant now) {
    Draft draft = draft(responder);
    codes.issue(
        draft.code(),
        new Grounds(interactionId, covered.granted(), account, covered.grantId()),
        covered.reason(),
        lifetime(client),
        now);
    tell(client, interactionId, covered);
    return new Step.Granted(covered.granted(), draft.response());
  }

  /** A code for an interaction that only had to wait for a login. */
  Step afterLogin(
      Client client,
      Interaction interaction,
      Consents.Verdict.Covered covered,
      BoundAccount account,
      Responder responder,
      Instant now) {
    Grounds grounds = new Grounds(interaction.id(), covered.granted(), account, covered.grantId());
    Draft draft = draft(responder);
    database.transaction(
        transaction -> {
          if (!interactions.complete(transaction.statements(), interaction.id(), now)) {
            throw InteractionRefused.notActive();
          }
          codes.issue(
              transaction.statements(),
              draft.code(),
              grounds,
              covered.reason(),
              lifetime(client),
              now);
          return draft;
        });
    tell(client, interaction.id(), covered);
    return new Step.Granted(covered.granted(), draft.response());
  }

  private void tell(Client client, String interactionId, Consents.Verdict.Covered covered) {
    if (covered.grantId() != null) {
      events.tell(TelemetryEvent.CONSENT_REUSED, client, interactionId);
    }
    events.tellIssued(client, interactionId, covered.reason());
  }

  /** Issues {@code draft} inside the transaction of an approval. */
  void approved(Transaction transaction, Client client, Draft draft, Grounds grounds, Instant now) {
    codes.issue(
        transaction.statements(), draft.code(), grounds, "consent_approved", lifetime(client), now);
  }

  private Duration lifetime(Client client) {
    return client.profile(policy.get()).codeLifetime(lifetime);
  }
}
