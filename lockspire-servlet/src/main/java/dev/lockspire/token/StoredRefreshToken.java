package dev.lockspire.token;

import dev.lockspire.senderconstraint.Confirmation;
import java.time.Instant;

/**
 * A refresh token as the database knows it. Nullable components: {@code familyId}, {@code
 * successorSealed}, {@code redeemedAt}, {@code revokedAt}.
 *
 * @param id key of the row
 * @param clientId whom it was issued to
 * @param familyId shared by everything that was rotated out of one first refresh token
 * @param granted what it stands for
 * @param confirmation the key it is bound to
 * @param successorSealed what its rotation issued, sealed under the token itself
 * @param consentLive false when the consent behind it is revoked, expired or gone
 */
@SuppressWarnings("ArrayRecordComponent")
record StoredRefreshToken(
    long id,
    String clientId,
    String familyId,
    GrantedAccess granted,
    Confirmation confirmation,
    byte[] successorSealed,
    boolean consentLive,
    Instant expiresAt,
    Instant redeemedAt,
    Instant revokedAt) {

  boolean isUsed() {
    return redeemedAt != null || revokedAt != null;
  }

  @Override
  public String toString() {
    return "StoredRefreshToken[" + id + "]";
  }
}
