package dev.lockspire.it.desk;

import dev.lockspire.host.Account;
import dev.lockspire.host.AccountResolver;
import dev.lockspire.host.AuthorizationContext;
import dev.lockspire.host.Claims;
import dev.lockspire.host.ClaimsContext;
import dev.lockspire.host.CurrentAccount;
import dev.lockspire.host.HostRedirect;
import dev.lockspire.host.LoginRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;

/** Nobody signs in to an application here: journeys of that kind have hosts of their own. */
public final class DeskAccounts implements AccountResolver {

  @Override
  public CurrentAccount resolveCurrentAccount(
      HttpServletRequest request, AuthorizationContext context) {
    return CurrentAccount.notSignedIn();
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
