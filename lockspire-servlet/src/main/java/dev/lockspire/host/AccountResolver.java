package dev.lockspire.host;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * The one seam every host implements: who is signed in, who somebody is, what may be said of them,
 * and where login and logout are.
 *
 * <p>The host never decides a protocol outcome, and the library never stores accounts, passwords or
 * host sessions. Implementations are called by many threads at once. An exception counts as "cannot
 * tell" and fails the request closed.
 */
public interface AccountResolver {

  /** Who is signed in to the host in the browser that sent {@code request}. */
  CurrentAccount resolveCurrentAccount(HttpServletRequest request, AuthorizationContext context);

  /**
   * The person behind a subject that was issued earlier; empty when the account is gone or locked,
   * which ends its tokens.
   */
  Optional<Account> resolveAccount(String subject, ClaimsContext context);

  /** What the host knows of {@code account}. */
  Claims buildClaims(Account account, ClaimsContext context);

  /** The host's login page for this reason. */
  HostRedirect redirectForLogin(HttpServletRequest request, LoginRequest login);

  /** The host's logout page; empty uses the path configured as {@code lockspire.logout-path}. */
  default Optional<HostRedirect> redirectForLogout(
      HttpServletRequest request, LogoutRequest logout) {
    return Optional.empty();
  }
}
