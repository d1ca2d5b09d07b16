package dev.lockspire.minting;

import dev.lockspire.rar.AuthorizationDetails;
import dev.lockspire.senderconstraint.Confirmation;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A token as the database knows it, for a surface that is shown one. Nullable components: {@code
 * jti}, {@code familyId}, {@code accountId} (a client's own token), {@code sid}, {@code
 * consentGrantId}, {@code authTime}, {@code acr}, {@code redeemedAt}, {@code revokedAt}, {@code
 * reuseDetectedAt}, {@code consentExpiresAt}.
 *
 * @param id key of the row
 * @param generation how many rotations lie before it
 * @param accountId the person; at a pairwise client this is not the {@code sub}
 * @param authorizationDetails what it is good for beyond scopes (RFC 9396)
 * @param cnf the key it is bound to
 * @param claims the {@code claims} parameter it was granted under
 * @param consentRevoked whether the consent it rests on is revoked or gone
 * @param consentExpiresAt when that consent ends by itself
 */
public record StoredToken(
    long id,
    Type type,
    String jti,
    String familyId,
    int generation,
    String clientId,
    String accountId,
    String sid,
    Long consentGrantId,
    List<String> scopes,
    List<String> audience,
    AuthorizationDetails authorizationDetails,
    Confirmation cnf,
    Instant authTime,
    String acr,
    List<String> amr,
    ClaimsRequest claims,
    Instant issuedAt,
    Instant expiresAt,
    Instant redeemedAt,
    Instant revokedAt,
    Instant reuseDetectedAt,
    boolean consentRevoked,
    Instant consentExpiresAt) {

  /** What a token is for. */
  public enum Type {
    AUTHORIZATION_CODE,
    ACCESS_TOKEN,
    REFRESH_TOKEN;

    /** As stored: {@code access_token}. */
    public String wireName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Type ofWireName(String name) {
      return valueOf(name.toUpperCase(java.util.Locale.ROOT));
    }
  }

  public StoredToken {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(cnf, "cnf");
    scopes = List.copyOf(scopes);
    audience = List.copyOf(audience);
    amr = List.copyOf(amr);
  }

  /**
   * True while nothing ended it: not time, not use, not revocation of itself, its family or the
   * consent behind it. Whether its client is still enabled is asked of the client.
   */
  public boolean isLive(Instant now) {
    return expiresAt.isAfter(now)
        && redeemedAt == null
        && revokedAt == null
        && reuseDetectedAt == null
        && !consentRevoked
        && (consentExpiresAt == null || consentExpiresAt.isAfter(now));
  }

  public boolean isAccessToken() {
    return type == Type.ACCESS_TOKEN;
  }

  public boolean isRefreshToken() {
    return type == Type.REFRESH_TOKEN;
  }

  /** True when possession of the token alone is enough to use it. */
  public boolean isBearer() {
    return cnf.isBearer();
  }
}
