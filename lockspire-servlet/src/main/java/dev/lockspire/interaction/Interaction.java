package dev.lockspire.interaction;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pending authorization and how far it has come.
 *
 * @param id 43 random characters; names it in URLs
 * @param request what was asked, unchanged from start to end
 * @param status where it stands
 * @param browserHash digest of the cookie of the browser that started it
 * @param bound who it belongs to, once somebody signed in
 * @param loginRequiredAt when the host's login was last asked for
 * @param loginRounds how often it was asked for
 * @param expiresAt when it ends by itself
 */
public record Interaction(
    String id,
    AuthorizationRequest request,
    Status status,
    String browserHash,
    Optional<BoundAccount> bound,
    Optional<Instant> loginRequiredAt,
    int loginRounds,
    Instant expiresAt) {

  /** Where an interaction stands. */
  public enum Status {
    PENDING_LOGIN,
    PENDING_CONSENT,
    COMPLETED,
    DENIED,
    EXPIRED;

    String wireName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Status ofWireName(String name) {
      return valueOf(name.toUpperCase(java.util.Locale.ROOT));
    }

    public boolean isActive() {
      return this == PENDING_LOGIN || this == PENDING_CONSENT;
    }
  }

  /**
   * Who signed in, and how: what tokens will say.
   *
   * @param subject the person
   * @param sid the browser session
   * @param authTime when they signed in; null when the host does not know
   * @param acr authentication context; may be null
   * @param amr authentication methods
   */
  public record BoundAccount(
      String subject, String sid, Instant authTime, String acr, List<String> amr) {
    public BoundAccount {
      amr = List.copyOf(amr);
    }
  }

  public boolean isExpired(Instant now) {
    return !expiresAt.isAfter(now);
  }
}
