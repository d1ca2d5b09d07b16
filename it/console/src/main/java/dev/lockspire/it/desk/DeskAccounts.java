package dev.lockspire.it.desk;

import dev.lockspire.host.Account;
import dev.lockspire.host.AccountResolver;
import dev.lockspire.host.AuthenticatedAccount;
import dev.lockspire.host.AuthorizationContext;
import dev.lockspire.host.Claims;
import dev.lockspire.host.ClaimsContext;
import dev.lockspire.host.CurrentAccount;
import dev.lockspire.host.HostRedirect;
import dev.lockspire.host.LoginRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Whoever {@link DeskPeople} let in; any name will do. */
public final class DeskAccounts implements AccountResolver {

  @Override
  public CurrentAccount resolveCurrentAccount(
      HttpServletRequest request, AuthorizationContext context) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(DeskPeople.ACCOUNT) instanceof String account)) {
      return CurrentAccount.notSignedIn();
    }
    Instant signedInAt = Instant.ofEpochMilli(session.getCreationTime());
    return CurrentAccount.signedIn(
        AuthenticatedAccount.of(Account.of(account), signedInAt).withSessionKey(session.getId()));
  }

  @Override
  public Optional<Account> resolveAccount(String subject, ClaimsContext context) {
    return Optional.of(Account.of(subject));
  }

  @Override
  public Claims buildClaims(Account account, ClaimsContext context) {
    return Claims.of(Map.of());
  }

  @Override
  public HostRedirect redirectForLogin(HttpServletRequest request, LoginRequest login) {
    return HostRedirect.to(request.getContextPath() + "/");
  }
}
