package dev.lockspire.admin;

import dev.lockspire.minting.StoredToken;
import dev.lockspire.storage.Row;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A token's row as lists and families read it; nullable: {@code clientName}, {@code accountId},
 * {@code familyId}, {@code parentId} and the times but the first two.
 */
record TokenRow(
    long id,
    StoredToken.Type type,
    String clientId,
    String clientName,
    String accountId,
    String familyId,
    int generation,
    Long parentId,
    Instant issuedAt,
    Instant expiresAt,
    Instant redeemedAt,
    Instant revokedAt,
    Instant reuseDetectedAt) {
  static final String COLUMNS =
      """
      t.id, t.token_type, t.client_id, t.account_id, t.family_id, t.generation, t.parent_token_id,
        t.issued_at, t.expires_at, t.redeemed_at, t.revoked_at, t.reuse_detected_at,
        (SELECT c.name FROM {clients} c WHERE c.client_id = t.client_id) AS client_name
      """;

  static TokenRow read(Row row) {
    return new TokenRow(
        row.id("id"),
        StoredToken.Type.valueOf(row.text("token_type").toUpperCase(Locale.ROOT)),
        row.text("client_id"),
        row.text("client_name"),
        row.text("account_id"),
        row.text("family_id"),
        row.number("generation"),
        row.id("parent_token_id"),
        row.time("issued_at"),
        row.time("expires_at"),
        row.time("redeemed_at"),
        row.time("revoked_at"),
        row.time("reuse_detected_at"));
  }

  TokenStatus status(Instant now) {
    if (reuseDetectedAt != null) {
      return TokenStatus.REUSE_DETECTED;
    }
    if (isOver()) {
      return TokenStatus.REVOKED;
    }
    return expiresAt.isAfter(now) ? TokenStatus.ACTIVE : TokenStatus.EXPIRED;
  }

  /** Revoked, or used up by a rotation. */
  boolean isOver() {
    return revokedAt != null || redeemedAt != null;
  }

  TokenSummary summary(Handles handles, Instant now) {
    return new TokenSummary(
        id,
        handles.token(id),
        type,
        status(now),
        clientId,
        ClientNames.shown(clientName, clientId),
        handles.client(clientId),
        Optional.ofNullable(accountId).map(handles::account),
        Optional.ofNullable(familyId).map(handles::family),
        generation,
        issuedAt,
        expiresAt);
  }

  TokenFamily.Member member(Handles handles, long asked, Instant now) {
    return new TokenFamily.Member(
        id,
        handles.token(id),
        type,
        status(now),
        id == asked,
        generation,
        Optional.ofNullable(parentId),
        issuedAt,
        expiresAt,
        Optional.ofNullable(redeemedAt),
        Optional.ofNullable(revokedAt),
        Optional.ofNullable(reuseDetectedAt));
  }
}
