package dev.lockspire.minting;

import dev.lockspire.crypto.Sha256;
import dev.lockspire.http.OAuthError;
import dev.lockspire.rar.AuthorizationDetails;
import dev.lockspire.senderconstraint.Confirmation;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import dev.lockspire.storage.StorageFailure;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the row behind a presented token, JWT and opaque alike: one statement by the digest of the
 * token.
 */
public final class TokenLookup {
  private static final Logger LOG = LoggerFactory.getLogger(TokenLookup.class);

  private static final String BY_HASH =
      """
      SELECT t.id, t.token_type, t.jti, t.family_id, t.generation, t.client_id, t.account_id, t.sid,
        t.consent_grant_id, t.scopes, t.audience, t.authorization_details, t.cnf, t.auth_time, t.acr,
        t.amr, t.claims,
        t.issued_at, t.expires_at, t.redeemed_at, t.revoked_at, t.reuse_detected_at,
        t.consent_grant_id IS NOT NULL AND g.status IS DISTINCT FROM 'active' AS consent_revoked,
        g.expires_at AS consent_expires_at
      FROM {tokens} t LEFT JOIN {consent_grants} g ON g.id = t.consent_grant_id
      WHERE t.token_hash = ?
      """;

  private final Database database;
  private final String byHash;

  public TokenLookup(Database database) {
    this.database = database;
    this.byHash = database.sql(BY_HASH);
  }

  /**
   * The stored token, live or not; empty when it was never issued, is swept, or is no possible
   * token.
   *
   * @throws OAuthError 500 {@code server_error}, reason {@code token_lookup_failed}, when the
   *     database cannot answer
   */
  public Optional<StoredToken> find(String presentedToken) {
    // Longer values are no token of ours and are not even hashed.
    if (presentedToken.isEmpty() || presentedToken.length() > AccessToken.LONGEST) {
      return Optional.empty();
    }
    String hash = Sha256.hex(presentedToken);
    try {
      return database.first(byHash, bind -> bind.text(hash), TokenLookup::read);
    } catch (StorageFailure failure) {
      LOG.error("A token could not be looked up: {}", failure.getMessage());
      throw OAuthError.serverError("token_lookup_failed", "The token could not be looked up.");
    }
  }

  private static StoredToken read(Row row) {
    return new StoredToken(
        row.id("id"),
        StoredToken.Type.ofWireName(row.text("token_type")),
        row.text("jti"),
        row.text("family_id"),
        row.number("generation"),
        row.text("client_id"),
        row.text("account_id"),
        row.text("sid"),
        row.id("consent_grant_id"),
        row.texts("scopes"),
        row.texts("audience"),
        AuthorizationDetails.ofStored(row.text("authorization_details")),
        cnf(row.text("cnf")),
        row.time("auth_time"),
        row.text("acr"),
        row.texts("amr"),
        ClaimsRequest.ofStored(row.text("claims")),
        row.time("issued_at"),
        row.time("expires_at"),
        row.time("redeemed_at"),
        row.time("revoked_at"),
        row.time("reuse_detected_at"),
        row.flag("consent_revoked"),
        row.time("consent_expires_at"));
  }

  /** A binding that cannot be read must not turn a bound token into a bearer token. */
  private static Confirmation cnf(String json) {
    return Confirmation.ofStored(json)
        .orElseThrow(
            () -> OAuthError.serverError("invalid_cnf", "The token could not be looked up."));
  }
}
