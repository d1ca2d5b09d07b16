package dev.lockspire.interaction;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.minting.TokenRevocation;
import dev.lockspire.rar.AuthorizationDetails;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import dev.lockspire.storage.Statements;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Consent grants: found for reuse, recorded by an approval, listed and revoked. */
public final class ConsentStore {
  private static final int MOST_GRANTS_LOOKED_AT = 50;

  private final Database database;
  private final AuditTrail audit;
  private final String findReusable;
  private final String findSame;
  private final String listForSubject;
  private final String findForUpdate;
  private final String queue;
  private final String narrow;
  private final String insert;
  private final String revoke;
  private final String detachTokens;
  private final TokenRevocation<Long> tokensOfGrant;

  public ConsentStore(Database database, AuditTrail audit) {
    this.database = database;
    this.audit = audit;
    String reusable =
        """
        SELECT * FROM {consent_grants}
        WHERE account_id = ? AND client_id = ? AND status = 'active' AND kind = 'remembered'
          AND (expires_at IS NULL OR expires_at > ?)
        """;
    String newest = " ORDER BY id DESC LIMIT " + MOST_GRANTS_LOOKED_AT;
    this.findReusable = database.sql(reusable + newest);
    this.findSame = database.sql(reusable + " AND authorization_details_fingerprint = ?" + newest);
    this.listForSubject =
        database.sql("SELECT * FROM {consent_grants} WHERE account_id = ? ORDER BY id DESC");
    this.findForUpdate = database.sql("SELECT * FROM {consent_grants} WHERE id = ? FOR UPDATE");
    this.queue = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";
    this.narrow =
        database.sql(
            """
            UPDATE {consent_grants} SET updated_at = now(), scopes = ARRAY(
              SELECT s FROM unnest(scopes) WITH ORDINALITY AS u (s, n) WHERE s <> ALL (?) ORDER BY n)
            WHERE account_id = ? AND client_id = ? AND status = 'active' AND kind = 'remembered'
              AND scopes && ?
            """);
    this.insert =
        database.sql(
            """
            INSERT INTO {consent_grants}
              (account_id, client_id, scopes, resources, authorization_details,
               authorization_details_fingerprint, claims, kind, granted_at)
            VALUES (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?) RETURNING id
            """);
    this.revoke =
        database.sql(
            """
            UPDATE {consent_grants} SET status = 'revoked', revoked_at = ?, revoked_by = ?,
              revoked_reason = ?, updated_at = now() WHERE id = ?
            """);
    // A token whose grant is withdrawn is dead; one that rests on no grant is not.
    this.detachTokens =
        database.sql(
            "UPDATE {tokens} SET consent_grant_id = NULL"
                + " WHERE consent_grant_id = ? AND token_type <> 'authorization_code'");
    this.tokensOfGrant = TokenRevocation.ofConsentGrant(database);
  }

  /** Active remembered grants of a person to an application, newest first. */
  List<ConsentGrant> findReusable(String subject, String clientId, Instant now) {
    return database.all(
        findReusable, b -> b.text(subject).text(clientId).time(now), ConsentStore::read);
  }

  /** Every grant a person ever gave, newest first. */
  public List<ConsentGrant> listForSubject(String subject) {
    return database.all(listForSubject, b -> b.text(subject), ConsentStore::read);
  }

  /**
   * Records an approval inside the approval's own transaction: a remembered approval that an
   * existing remembered grant of the same authorization details already covers uses that one.
   *
   * @param declined scopes that the person was shown and did not allow: the newest decision counts,
   *     so no remembered grant stands for them any longer
   */
  long record(
      Statements statements,
      String subject,
      AuthorizationRequest granted,
      List<String> declined,
      boolean remember,
      Instant now) {
    if (remember || !declined.isEmpty()) {
      queue(statements, subject, granted.clientId());
    }
    if (!declined.isEmpty()) {
      statements.execute(
          narrow, b -> b.texts(declined).text(subject).text(granted.clientId()).texts(declined));
    }
    if (remember) {
      Optional<ConsentGrant> existing =
          statements
              .all(
                  findSame,
                  b ->
                      b.text(subject)
                          .text(granted.clientId())
                          .time(now)
                          .text(granted.authorizationDetails().fingerprint()),
                  ConsentStore::read)
              .stream()
              .filter(grant -> grant.covers(granted))
              .findFirst();
      if (existing.isPresent()) {
        return existing.get().id();
      }
    }
    return statements
        .first(
            insert,
            b ->
                b.text(subject)
                    .text(granted.clientId())
                    .texts(granted.scopes())
                    .texts(granted.resources())
                    .json(granted.authorizationDetails().toJson())
                    .text(granted.authorizationDetails().fingerprint())
                    .texts(ConsentGrant.claimNames(granted))
                    .text(remember ? "remembered" : "one_time")
                    .time(now),
            row -> row.id("id"))
        .orElseThrow();
  }

  /**
   * Lets one decision of a person about an application after the other through, until its
   * transaction ends: each sees what the one before remembered. There is no row yet to be locked.
   */
  private void queue(Statements statements, String subject, String clientId) {
    String pair = "lockspire consent " + clientId.length() + ":" + clientId + subject;
    statements.first(queue, b -> b.text(pair), row -> true);
  }

  /** How a revocation ended. */
  public sealed interface Revocation {
    /** Withdrawn now, and {@code tokens} tokens with it. */
    record Revoked(ConsentGrant grant, int tokens) implements Revocation {}

    /** It was withdrawn before; nothing changed. */
    record AlreadyRevoked(ConsentGrant grant) implements Revocation {}

    /** There is no such grant of that person. */
    record NotFound() implements Revocation {}
  }

  /**
   * Withdraws a grant and ends every token that came of it, in one transaction.
   *
   * @param ownerOnly when present, the grant must be this person's
   * @param reason {@code account_revoked} or {@code operator_revoked}
   */
  public Revocation revoke(
      long grantId, Optional<String> ownerOnly, Actor actor, String reason, Instant now) {
    return revoke(grantId, ownerOnly, Tokens.REVOKED, actor, reason, now);
  }

  /** What becomes of the tokens that rest on a withdrawn grant. */
  public enum Tokens {
    REVOKED,
    /** They live on to their own end; codes do not. */
    LEFT
  }

  /** As {@link #revoke(long, Optional, Actor, String, Instant)}, with a choice for the tokens. */
  public Revocation revoke(
      long grantId,
      Optional<String> ownerOnly,
      Tokens fate,
      Actor actor,
      String reason,
      Instant now) {
    return database.transaction(
        transaction -> {
          Statements statements = transaction.statements();
          Optional<ConsentGrant> found =
              statements.first(findForUpdate, b -> b.id(grantId), ConsentStore::read);
          if (found.isEmpty()
              || (ownerOnly.isPresent() && !ownerOnly.get().equals(found.get().subject()))) {
            return new Revocation.NotFound();
          }
          ConsentGrant grant = found.get();
          if (grant.revokedAt().isPresent()) {
            return new Revocation.AlreadyRevoked(grant);
          }
          statements.execute(revoke, b -> b.time(now).text(actor.id()).text(reason).id(grantId));
          int tokens = 0;
          if (fate == Tokens.REVOKED) {
            tokens = tokensOfGrant.revoke(transaction, grantId, now);
          } else {
            statements.execute(detachTokens, b -> b.id(grantId));
          }
          Map<String, Object> details =
              Map.of(
                  "client_id",
                  grant.clientId(),
                  "tokens_revoked",
                  tokens,
                  "tokens_left",
                  fate == Tokens.LEFT);
          audit.append(
              transaction,
              new AuditEvent(
                  "consent_revoked",
                  AuditEvent.Outcome.SUCCEEDED,
                  reason,
                  actor,
                  "consent_grant",
                  Long.toString(grantId),
                  details,
                  now));
          return new Revocation.Revoked(grant, tokens);
        });
  }

  private static ConsentGrant read(Row row) {
    return new ConsentGrant(
        row.id("id"),
        row.text("account_id"),
        row.text("client_id"),
        row.texts("scopes"),
        row.texts("resources"),
        AuthorizationDetails.ofStored(row.text("authorization_details")),
        row.texts("claims"),
        row.text("kind").equals("remembered"),
        row.time("granted_at"),
        Optional.ofNullable(row.time("expires_at")),
        Optional.ofNullable(row.time("revoked_at")));
  }
}
