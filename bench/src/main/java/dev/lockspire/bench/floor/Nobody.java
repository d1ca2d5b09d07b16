package dev.lockspire.bench.floor;

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

/** A host without people: it is only started and left alone. */
public final class Nobody implements AccountResolver {

  @Override
  public CurrentAccount resolveCurrentAccount(
      HttpServletRequest request, AuthorizationContext context) {
    return CurrentAccount.notSignedIn();
  }

  @Override
  public Optional<Account> resolveAccount(String subject, ClaimsContext context) {
    return Optional.empty();
  }

  @Override
  public Claims buildClaims(Account account, ClaimsContext context) {
    return Claims.of(Map.of());
  }

  @Override
  public HostRedirect redirectForLogin(HttpServletRequest request, LoginRequest login) {
    throw new UnsupportedOperationException("nobody signs in here");
  }
}
