package dev.lockspire.it.shop;

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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who the shop's people are, for Lockspire. */
public final class ShopAccounts implements AccountResolver {

  @Override
  public CurrentAccount resolveCurrentAccount(
      HttpServletRequest request, AuthorizationContext context) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute("user") instanceof String user)) {
      return CurrentAccount.notSignedIn();
    }
    Instant signedInAt = (Instant) session.getAttribute("signedInAt");
    return CurrentAccount.signedIn(
        AuthenticatedAccount.of(Account.of(user), signedInAt).withSessionKey(session.getId()));
  }

  @Override
  public Optional<Account> resolveAccount(String subject, ClaimsContext context) {
    return ShopUsers.exists(subject) ? Optional.of(Account.of(subject)) : Optional.empty();
  }

  @Override
  public Claims buildClaims(Account account, ClaimsContext context) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("name", ShopUsers.nameOf(account.subject()));
    claims.put("email", account.subject() + "@shop.example");
    claims.put("email_verified", true);
    return Claims.of(claims);
  }

  @Override
  public HostRedirect redirectForLogin(HttpServletRequest request, LoginRequest login) {
    return HostRedirect.to(request.getContextPath() + "/login");
  }
}
