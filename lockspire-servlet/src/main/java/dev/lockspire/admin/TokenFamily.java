package dev.lockspire.admin;

import dev.lockspire.minting.StoredToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A refresh token and everything rotated or minted from it.
 *
 * @param members by generation, oldest first; at most the newest 500
 * @param complete whether those are all
 * @param status any reuse, else any active, else any expired, else revoked
 * @param unrevoked how many members a revocation would reach
 * @param lastReuse when reuse was last detected
 */
public record TokenFamily(
    String familyId,
    String handle,
    List<Member> members,
    boolean complete,
    TokenStatus status,
    long active,
    long revoked,
    long unrevoked,
    Optional<Instant> lastReuse) {
  public TokenFamily {
    members = List.copyOf(members);
  }

  /**
   * One token of a family, for the list and the timeline.
   *
   * @param current whether it is the one that was asked for
   * @param parentId the token it was rotated from
   * @param redeemedAt when a refresh token was used
   */
  public record Member(
      long id,
      String handle,
      StoredToken.Type type,
      TokenStatus status,
      boolean current,
      int generation,
      Optional<Long> parentId,
      Instant issuedAt,
      Instant expiresAt,
      Optional<Instant> redeemedAt,
      Optional<Instant> revokedAt,
      Optional<Instant> reuseDetectedAt) {}
}
