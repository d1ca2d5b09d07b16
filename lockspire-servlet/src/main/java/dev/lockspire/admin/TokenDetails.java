package dev.lockspire.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One token in full: never the token, its digest or its claims.
 *
 * @param accountId the person; a page shows the handle and uses this for links
 * @param sid its browser session, as {@code sid}; a page shows the handle
 * @param binding what it is bound to
 * @param family everything of its refresh family
 * @param advice the least drastic step
 */
public record TokenDetails(
    TokenSummary summary,
    Optional<String> accountId,
    Optional<String> sid,
    Optional<String> sessionHandle,
    Optional<Long> parentId,
    Optional<String> parentHandle,
    Optional<Long> consentGrantId,
    List<String> scopes,
    List<String> audience,
    SenderBinding binding,
    Optional<Instant> redeemedAt,
    Optional<Instant> revokedAt,
    Optional<Instant> reuseDetectedAt,
    Optional<TokenFamily> family,
    TokenAdvice advice) {
  public TokenDetails {
    scopes = List.copyOf(scopes);
    audience = List.copyOf(audience);
  }

  /** Whether {@link TokenAdmin#revoke} would change anything. */
  public boolean revocable() {
    return revokedAt.isEmpty() && summary.status() != TokenStatus.EXPIRED;
  }
}
