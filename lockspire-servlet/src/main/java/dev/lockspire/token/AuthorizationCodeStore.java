package dev.lockspire.token;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.AuditTrail;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.minting.AccessToken;
import dev.lockspire.minting.TokenRevocation;
import dev.lockspire.storage.Binder;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Authorization codes: found, redeemed once, and undone when they are replayed. */
final class AuthorizationCodeStore {
  private static final String FIND =
      "SELECT t.id, t.client_id, t.redirect_uri, t.code_challenge, t.code_challenge_method,"
          + " t.dpop_jkt, t.nonce, t.issued_at, t.expires_at, t.redeemed_at, t.revoked_at, "
          + GrantedAccess.COLUMNS
          + " FROM {tokens} t WHERE t.token_hash = ? AND t.token_type = 'authorization_code'";

  /** Columns that every token copies from the code. */
  private static final String COPIED =
      "tenant_id, client_id, account_id, interaction_id, consent_grant_id, sid, scopes, auth_time,"
          + " auth_time_requested, acr, amr, claims";

  private static final String REDEEMED =
      "WITH redeemed AS (UPDATE {tokens} SET redeemed_at = ? WHERE id = ? AND redeemed_at IS NULL"
          + " AND revoked_at IS NULL AND expires_at > ? RETURNING id, audience, authorization_details, "
          + COPIED
          + ")";

  private static final String REFRESH =
      ", refresh AS (INSERT INTO {tokens} (token_hash, token_type, family_id, issued_at,"
          + " expires_at, cnf, authorization_code_id, audience, authorization_details, "
          + COPIED
          + ") SELECT ?, 'refresh_token', ?, ?, ?, ?::jsonb, id, audience, authorization_details, "
          + COPIED
          + " FROM redeemed RETURNING id AS refresh_id, family_id AS refresh_family)";

  private static final String ACCESS =
      ", access AS (INSERT INTO {tokens} (token_hash, token_type, jti, issued_at, expires_at,"
          + " cnf, audience, authorization_details, family_id, parent_token_id, authorization_code_id, "
          + COPIED
          + ") SELECT ?, 'access_token', ?, ?, ?, ?::jsonb, ?, ?::jsonb, ";

  private static final String WITH_FAMILY =
      "refresh_family, refresh_id, id, " + COPIED + " FROM redeemed, refresh)";
  private static final String WITHOUT_FAMILY = "NULL, NULL, id, " + COPIED + " FROM redeemed)";

  /**
   * Remembers which clients a browser session reached. A row with enough time left is not written
   * again, so that sessions with many tokens do not queue for one row.
   */
  private static final String SESSION =
      """
      , session AS (
        INSERT INTO {session_clients}
          (sid, client_id, tenant_id, account_id, inserted_at, expires_at)
        SELECT r.sid, r.client_id, r.tenant_id, r.account_id, ?, ? FROM redeemed r
        WHERE r.sid IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM {session_clients} s WHERE s.sid = r.sid AND s.client_id = r.client_id
            AND s.account_id = r.account_id AND s.expires_at > ?)
        ON CONFLICT (sid, client_id) DO UPDATE
          SET account_id = EXCLUDED.account_id, expires_at = EXCLUDED.expires_at),
      """;

  private static final String DONE =
      SESSION + AuditTrail.part("evidence", "redeemed") + " SELECT id FROM redeemed";

  private final Database database;
  private final AuditTrail audit;
  private final TokenRevocation<Long> issued;
  private final String find;
  private final String redeem;
  private final String redeemWithRefresh;

  AuthorizationCodeStore(Database database, AuditTrail audit) {
    this.database = database;
    this.audit = audit;
    this.issued = TokenRevocation.ofCode(database);
    this.find = database.sql(FIND);
    this.redeem = database.sql(REDEEMED + ACCESS + WITHOUT_FAMILY + DONE);
    this.redeemWithRefresh = database.sql(REDEEMED + REFRESH + ACCESS + WITH_FAMILY + DONE);
  }

  /** The code, whatever its state; empty when it was never issued or is swept. */
  Optional<StoredCode> find(String code) {
    String hash = Sha256.hex(code);
    return database.first(find, bind -> bind.text(hash), AuthorizationCodeStore::read);
  }

  /**
   * Redeems {@code code} and writes what it issues, in one statement. False, and nothing written,
   * when it has been redeemed or revoked, or has expired, in the meantime.
   */
  boolean redeem(StoredCode code, CodeRedemption redemption, Instant now) {
    String sql = redemption.refresh().isPresent() ? redeemWithRefresh : redeem;
    return database.first(sql, bind -> bind(bind, code, redemption, now), row -> true).isPresent();
  }

  private static void bind(Binder bind, StoredCode code, CodeRedemption redemption, Instant now) {
    AccessToken access = redemption.access();
    String cnf = access.confirmation().toStored();
    bind.time(now).id(code.id()).time(now);
    if (redemption.refresh().isPresent()) {
      NewRefreshToken refresh = redemption.refresh().get();
      bind.text(refresh.hash()).text(redemption.familyId());
      bind.time(refresh.issuedAt()).time(refresh.expiresAt()).json(cnf);
    }
    bind.text(access.hash()).text(access.jti());
    bind.time(access.issuedAt()).time(access.expiresAt()).json(cnf);
    bind.texts(redemption.audience()).json(redemption.authorizationDetails().toJson());
    Instant half = now.plus(Duration.between(now, redemption.sessionUntil()).dividedBy(2));
    bind.time(now).time(redemption.sessionUntil()).time(half);
    AuditTrail.bind(bind, redemption.event());
  }

  /** Revokes every token that comes of {@code code}, and says so; committed on return. */
  void revokeIssued(StoredCode code, Instant now) {
    database.transaction(
        transaction -> {
          int revoked = issued.revoke(transaction, code.id(), now);
          audit.append(
              transaction,
              AuditEvent.denied(
                      "authorization_code_replay_detected",
                      "authorization_code_replayed",
                      Actor.client(code.clientId()),
                      "authorization_code",
                      Long.toString(code.id()),
                      now)
                  .with(Map.of("revoked_tokens", revoked)));
          return null;
        });
  }

  private static StoredCode read(Row row) {
    return new StoredCode(
        row.id("id"),
        row.text("client_id"),
        GrantedAccess.read(row),
        row.text("redirect_uri"),
        row.text("code_challenge"),
        row.text("code_challenge_method"),
        row.text("dpop_jkt"),
        row.text("nonce"),
        row.time("issued_at"),
        row.time("expires_at"),
        row.time("redeemed_at"),
        row.time("revoked_at"));
  }
}
