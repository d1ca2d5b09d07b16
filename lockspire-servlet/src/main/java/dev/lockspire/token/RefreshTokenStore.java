package dev.lockspire.token;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.http.OAuthError;
import dev.lockspire.minting.AccessToken;
import dev.lockspire.minting.TokenRevocation;
import dev.lockspire.senderconstraint.Confirmation;
import dev.lockspire.storage.Binder;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import dev.lockspire.storage.Transaction;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Refresh tokens: found, rotated once, and their families ended. */
final class RefreshTokenStore {
  private static final String FIND =
      "SELECT t.id, t.client_id, t.family_id, t.cnf, t.successor_sealed, t.expires_at, t.redeemed_at,"
          + " t.revoked_at, t.consent_grant_id IS NULL OR COALESCE(g.status = 'active' AND"
          + " (g.expires_at IS NULL OR g.expires_at > ?), false) AS consent_live, "
          + GrantedAccess.COLUMNS
          + " FROM {tokens} t LEFT JOIN {consent_grants} g ON g.id = t.consent_grant_id"
          + " WHERE t.token_hash = ? AND t.token_type = 'refresh_token'";

  /** Columns that the successor and its access token copy. */
  private static final String COPIED =
      "tenant_id, client_id, account_id, interaction_id, consent_grant_id, sid, family_id,"
          + " auth_time, auth_time_requested, acr, amr, claims";

  private static final String ROTATE =
      "WITH rotated AS (UPDATE {tokens} SET redeemed_at = ?, revoked_at = ?, successor_sealed = ?"
          + " WHERE id = ? AND redeemed_at IS NULL AND revoked_at IS NULL AND expires_at > ?"
          + " RETURNING id, generation, scopes, audience, authorization_details, "
          + COPIED
          + "), refresh AS (INSERT INTO {tokens} (token_hash, token_type, issued_at, expires_at,"
          + " cnf, generation, parent_token_id, scopes, audience, authorization_details, "
          + COPIED
          + ") SELECT ?, 'refresh_token', ?, ?, ?::jsonb, generation + 1, id, scopes, audience,"
          + " authorization_details, "
          + COPIED
          + " FROM rotated RETURNING id AS refresh_id"
          + "), access AS (INSERT INTO {tokens} (token_hash, token_type, jti, issued_at,"
          + " expires_at, cnf, scopes, audience, authorization_details, generation, parent_token_id, "
          + COPIED
          + ") SELECT ?, 'access_token', ?, ?, ?, ?::jsonb, ?, ?, ?::jsonb, generation + 1, refresh_id, "
          + COPIED
          + " FROM rotated, refresh), "
          + AuditTrail.part("evidence", "rotated")
          + " SELECT id FROM rotated";

  /**
   * The lock on the successor makes a revocation of the family wait for the new row, and this
   * statement for the revocation.
   */
  private static final String RETRY =
      "WITH successor AS (SELECT id, generation, "
          + COPIED
          + " FROM {tokens} WHERE family_id = ? AND parent_token_id = ?"
          + " AND token_type = 'refresh_token' AND redeemed_at IS NULL AND revoked_at IS NULL"
          + " FOR UPDATE), access AS (INSERT INTO {tokens} (token_hash, token_type, jti, issued_at,"
          + " expires_at, cnf, scopes, audience, authorization_details, generation, parent_token_id, "
          + COPIED
          + ") SELECT ?, 'access_token', ?, ?, ?, ?::jsonb, ?, ?, ?::jsonb, generation, id, "
          + COPIED
          + " FROM successor), "
          + AuditTrail.part("evidence", "successor")
          + " SELECT id FROM successor";

  private static final String LIVE_SUCCESSOR =
      "SELECT id FROM {tokens} WHERE family_id = ? AND parent_token_id = ?"
          + " AND token_type = 'refresh_token' AND redeemed_at IS NULL AND revoked_at IS NULL";

  private static final String STAMP =
      "UPDATE {tokens} SET reuse_detected_at = ? WHERE id = ? AND reuse_detected_at IS NULL";

  private final Database database;
  private final AuditTrail audit;
  private final TokenRevocation<String> families;
  private final String find;
  private final String rotate;
  private final String retry;
  private final String liveSuccessor;
  private final String stamp;

  RefreshTokenStore(Database database, AuditTrail audit) {
    this.database = database;
    this.audit = audit;
    this.families = TokenRevocation.ofFamily(database);
    this.find = database.sql(FIND);
    this.rotate = database.sql(ROTATE);
    this.retry = database.sql(RETRY);
    this.liveSuccessor = database.sql(LIVE_SUCCESSOR);
    this.stamp = database.sql(STAMP);
  }

  /** The token, whatever its state; empty when it was never issued or is swept. */
  Optional<StoredRefreshToken> find(String token, Instant now) {
    String hash = Sha256.hex(token);
    return database.first(find, bind -> bind.time(now).text(hash), RefreshTokenStore::read);
  }

  /**
   * Rotates {@code token} and writes what replaces it, in one statement. False, and nothing
   * written, when it has been used or revoked, or has expired, in the meantime.
   */
  boolean rotate(StoredRefreshToken token, RefreshRotation rotation, Instant now) {
    return database
        .first(rotate, bind -> bind(bind, token, rotation, now), row -> true)
        .isPresent();
  }

  private static void bind(
      Binder bind, StoredRefreshToken token, RefreshRotation rotation, Instant now) {
    bind.time(now).time(now).bytes(rotation.successorSealed()).id(token.id()).time(now);
    bind.text(rotation.refresh().hash());
    bind.time(rotation.refresh().issuedAt()).time(rotation.refresh().expiresAt());
    bind.json(rotation.access().token().confirmation().toStored());
    bind(bind, rotation.access(), rotation.event());
  }

  private static void bind(Binder bind, RefreshedAccess access, AuditEvent event) {
    AccessToken token = access.token();
    bind.text(token.hash()).text(token.jti()).time(token.issuedAt()).time(token.expiresAt());
    bind.json(token.confirmation().toStored());
    bind.texts(access.scopes()).texts(access.audience());
    bind.json(access.authorizationDetails().toJson());
    AuditTrail.bind(bind, event);
  }

  /**
   * Writes one more access token beside the successor that {@code token} was rotated into. False,
   * and nothing written, when that successor has been used or revoked in the meantime.
   */
  boolean retry(StoredRefreshToken token, RefreshedAccess access, AuditEvent event) {
    return database
        .first(
            retry,
            bind -> bind(bind.text(token.familyId()).id(token.id()), access, event),
            row -> true)
        .isPresent();
  }

  /** True while what {@code token} was rotated into is itself neither rotated nor revoked. */
  boolean hasLiveSuccessor(StoredRefreshToken token) {
    return database
        .first(liveSuccessor, bind -> bind.text(token.familyId()).id(token.id()), row -> true)
        .isPresent();
  }

  /** Marks {@code token} as reused and revokes its whole family; committed on return. */
  void endReusedFamily(StoredRefreshToken token, Instant now) {
    database.transaction(
        transaction -> {
          transaction.statements().execute(stamp, bind -> bind.time(now).id(token.id()));
          audit.append(
              transaction,
              AuditEvent.denied(
                      "refresh_token_reuse_detected",
                      "refresh_token_reuse_detected",
                      Actor.client(token.clientId()),
                      "refresh_token",
                      Long.toString(token.id()),
                      now)
                  .with(Map.of("family_id", token.familyId())));
          revoke(transaction, token, "refresh_token_reuse_detected", now);
          return null;
        });
  }

  /** Revokes the whole family of {@code token} because of {@code reason}; committed on return. */
  void endFamily(StoredRefreshToken token, String reason, Instant now) {
    database.transaction(
        transaction -> {
          revoke(transaction, token, reason, now);
          return null;
        });
  }

  private void revoke(
      Transaction transaction, StoredRefreshToken token, String reason, Instant now) {
    int revoked = families.revoke(transaction, token.familyId(), now);
    audit.append(
        transaction,
        new AuditEvent(
            "token_family_revoked",
            AuditEvent.Outcome.SUCCEEDED,
            reason,
            Actor.client(token.clientId()),
            "token_family",
            token.familyId(),
            Map.of("revoked_tokens", revoked),
            now));
  }

  private static StoredRefreshToken read(Row row) {
    return new StoredRefreshToken(
        row.id("id"),
        row.text("client_id"),
        row.text("family_id"),
        GrantedAccess.read(row),
        confirmation(row.text("cnf")),
        row.bytes("successor_sealed"),
        row.flag("consent_live"),
        row.time("expires_at"),
        row.time("redeemed_at"),
        row.time("revoked_at"));
  }

  /** A binding that cannot be read must not turn a bound token into a bearer token. */
  private static Confirmation confirmation(String cnf) {
    return Confirmation.ofStored(cnf)
        .orElseThrow(
            () ->
                OAuthError.serverError(
                    "invalid_refresh_token_binding", "The refresh token cannot be used."));
  }
}
