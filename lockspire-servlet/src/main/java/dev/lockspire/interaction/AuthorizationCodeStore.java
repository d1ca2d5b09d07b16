package dev.lockspire.interaction;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.Secret;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.interaction.Interaction.BoundAccount;
import dev.lockspire.storage.Binder;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Statements;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Issues authorization codes (RFC 6749 §4.1.2): one row with everything {@code /token} needs, so
 * that nothing else has to survive until then, and the audit row in the same statement.
 */
final class AuthorizationCodeStore {
  private final Database database;
  private final RandomSource random;
  private final String insert;

  AuthorizationCodeStore(Database database, RandomSource random) {
    this.database = database;
    this.random = random;
    this.insert =
        database.sql(
            """
            WITH code AS (
              INSERT INTO {tokens} (token_hash, token_type, client_id, account_id, interaction_id,
                consent_grant_id, sid, redirect_uri, scopes, audience, code_challenge,
                code_challenge_method, dpop_jkt, nonce, auth_time, auth_time_requested, acr, amr,
                claims, authorization_details, issued_at, expires_at)
              VALUES (?, 'authorization_code', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                ?::jsonb, ?::jsonb, ?, ?)
              RETURNING id),
            """
                + AuditTrail.part("completed", "code")
                + " SELECT id FROM code");
  }

  /**
   * What a code stands for.
   *
   * @param interactionId the decision it came of
   * @param request what was granted
   * @param account to whom it belongs
   * @param grantId the consent behind it; null when no consent was needed
   */
  record Grounds(
      String interactionId, AuthorizationRequest request, BoundAccount account, Long grantId) {}

  /** A code that is good for nothing until it is issued. */
  AuthorizationCode draw() {
    return new AuthorizationCode(Secret.of(random.token()));
  }

  /** Issues {@code code} without anybody having been asked: one statement. */
  void issue(
      AuthorizationCode code, Grounds grounds, String reason, Duration lifetime, Instant now) {
    AuditEvent completed = completed(grounds, reason, Actor.system(), now);
    database.first(
        insert, b -> bind(b, code, grounds, lifetime, now, completed), row -> row.id("id"));
  }

  /** Issues {@code code} inside the transaction of an approval. */
  void issue(
      Statements statements,
      AuthorizationCode code,
      Grounds grounds,
      String reason,
      Duration lifetime,
      Instant now) {
    AuditEvent completed =
        completed(grounds, reason, Actor.subject(grounds.account().subject()), now);
    statements.first(
        insert, b -> bind(b, code, grounds, lifetime, now, completed), row -> row.id("id"));
  }

  private static AuditEvent completed(Grounds grounds, String reason, Actor actor, Instant now) {
    return new AuditEvent(
        "authorization_completed",
        AuditEvent.Outcome.SUCCEEDED,
        reason,
        actor,
        "interaction",
        grounds.interactionId(),
        Map.of("client_id", grounds.request().clientId()),
        now);
  }

  private static void bind(
      Binder binder,
      AuthorizationCode code,
      Grounds grounds,
      Duration lifetime,
      Instant now,
      AuditEvent completed) {
    AuthorizationRequest request = grounds.request();
    BoundAccount account = grounds.account();
    binder
        .text(Sha256.hex(code.value().reveal()))
        .text(request.clientId())
        .text(account.subject())
        .text(grounds.interactionId())
        .id(grounds.grantId())
        .text(account.sid())
        .text(request.redirectUri())
        .texts(request.scopes())
        .texts(request.resources())
        .text(request.codeChallenge())
        .text(request.codeChallenge() == null ? null : "S256")
        .text(request.dpopJkt())
        .text(request.nonce())
        .time(account.authTime())
        .flag(request.authTimeRequested())
        .text(account.acr())
        .texts(account.amr())
        .json(request.claims().toJson())
        .json(request.authorizationDetails().toJson())
        .time(now)
        .time(now.plus(lifetime));
    AuditTrail.bind(binder, completed);
  }
}
