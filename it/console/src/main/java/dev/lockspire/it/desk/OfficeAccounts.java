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
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Everybody in this office is Dora, and signed in: journeys here are about something else. */
public final class OfficeAccounts implements AccountResolver {
  private static final String DORA = "dora";

  @Override
  public CurrentAccount resolveCurrentAccount(
      HttpServletRequest request, AuthorizationContext context) {
    return CurrentAccount.signedIn(
        AuthenticatedAccount.of(Account.of(DORA), Instant.now()).withSessionKey(DORA));
  }

  @Override
  public Optional<Account> resolveAccount(String subject, ClaimsContext context) {
    return Optional.of(Account.of(subject));
  }

  @Override
  public Claims buildClaims(Account account, ClaimsContext context) {
    return Claims.of(Map.of("name", "Dora"));
  }

  @Override
  public HostRedirect redirectForLogin(HttpServletRequest request, LoginRequest login) {
    return HostRedirect.to(request.getContextPath() + "/");
  }
}
