package dev.lockspire.token;

import java.time.Instant;

/**
 * An authorization code as the database knows it. Nullable components: {@code codeChallenge},
 * {@code codeChallengeMethod}, {@code dpopJkt}, {@code nonce}, {@code redeemedAt}, {@code
 * revokedAt}.
 *
 * @param id key of the row
 * @param clientId whom it was issued to
 * @param granted what it stands for
 * @param redirectUri where it was sent
 * @param dpopJkt thumbprint of the key that must be proven with it (RFC 9449 §10)
 * @param nonce for the ID token
 */
record StoredCode(
    long id,
    String clientId,
    GrantedAccess granted,
    String redirectUri,
    String codeChallenge,
    String codeChallengeMethod,
    String dpopJkt,
    String nonce,
    Instant issuedAt,
    Instant expiresAt,
    Instant redeemedAt,
    Instant revokedAt) {

  @Override
  public String toString() {
    return "StoredCode[" + id + "]";
  }
}
