package dev.lockspire.token;

import dev.lockspire.minting.AccessToken;
import dev.lockspire.storage.Database;
import java.util.List;

/** Access tokens that clients get for themselves. */
final class ClientTokenStore {
  private static final String ISSUE =
      "INSERT INTO {tokens} (token_hash, tenant_id, token_type, jti, client_id, scopes, audience,"
          + " cnf, issued_at, expires_at)"
          + " VALUES (?, ?, 'access_token', ?, ?, ?, ?, ?::jsonb, ?, ?)";

  private final Database database;
  private final String issue;

  ClientTokenStore(Database database) {
    this.database = database;
    this.issue = database.sql(ISSUE);
  }

  /** Stores a token that was just made; without an account, so its subject is the client. */
  void issue(
      AccessToken token,
      String tenantId,
      String clientId,
      List<String> scopes,
      List<String> audience) {
    database.execute(
        issue,
        bind ->
            bind.text(token.hash())
                .text(tenantId)
                .text(token.jti())
                .text(clientId)
                .texts(scopes)
                .texts(audience)
                .json(token.confirmation().toStored())
                .time(token.issuedAt())
                .time(token.expiresAt()));
  }
}
