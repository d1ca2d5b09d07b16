package dev.lockspire.host;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is signed in to the host in this browser, and how they signed in.
 *
 * @param account the person
 * @param authTime when the person last proved who they are; empty when the host does not know, in
 *     which case {@code max_age} always asks for a new login
 * @param acr authentication context class that was reached (OpenID Connect Core §2)
 * @param amr authentication methods used (RFC 8176), in the host's order
 * @param sessionKey anything that names this browser's session at the host and changes with it,
 *     such as the session id; only a keyed digest of it is ever used. Empty lets the library tell
 *     browsers apart by a cookie of its own.
 * @param interactionRequired true when the host must show the person something before any
 *     authorization (new terms, a second factor): silent requests then answer {@code
 *     interaction_required}
 */
public record AuthenticatedAccount(
    Account account,
    Optional<Instant> authTime,
    Optional<String> acr,
    List<String> amr,
    Optional<String> sessionKey,
    boolean interactionRequired) {

  public AuthenticatedAccount {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(authTime, "authTime");
    Objects.requireNonNull(acr, "acr");
    Objects.requireNonNull(sessionKey, "sessionKey");
    amr = List.copyOf(amr);
  }

  /** Somebody who signed in at {@code authTime}. */
  public static AuthenticatedAccount of(Account account, Instant authTime) {
    return new AuthenticatedAccount(
        account, Optional.of(authTime), Optional.empty(), List.of(), Optional.empty(), false);
  }

  public AuthenticatedAccount withAcr(String reached, List<String> methods) {
    return new AuthenticatedAccount(
        account, authTime, Optional.of(reached), methods, sessionKey, interactionRequired);
  }

  public AuthenticatedAccount withSessionKey(String key) {
    return new AuthenticatedAccount(
        account, authTime, acr, amr, Optional.of(key), interactionRequired);
  }

  public AuthenticatedAccount withInteractionRequired() {
    return new AuthenticatedAccount(account, authTime, acr, amr, sessionKey, true);
  }
}
