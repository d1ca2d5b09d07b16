package dev.lockspire.admin;

import dev.lockspire.rar.AuthorizationDetails;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One grant in full.
 *
 * @param accountId the person; a page shows the handle and uses this for links
 * @param claims individually requested claims that were shown, as {@code where:name}
 * @param authorizationDetails what was allowed beyond scopes (RFC 9396), without members that hold
 *     secrets by their name
 * @param expiresAt when it ends by itself
 * @param revokedBy id of the actor that revoked it
 * @param liveTokens how many live tokens rest on it
 */
public record ConsentDetails(
    ConsentSummary summary,
    String accountId,
    List<String> resources,
    List<String> claims,
    AuthorizationDetails authorizationDetails,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt,
    Optional<String> revokedBy,
    Optional<String> revokedReason,
    Count liveTokens) {
  public ConsentDetails {
    resources = List.copyOf(resources);
    claims = List.copyOf(claims);
  }
}
