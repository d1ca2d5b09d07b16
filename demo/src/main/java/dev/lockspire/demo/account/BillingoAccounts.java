package dev.lockspire.demo.account;

import dev.lockspire.host.Account;
import dev.lockspire.host.AccountResolver;
import dev.lockspire.host.AuthenticatedAccount;
import dev.lockspire.host.AuthorizationContext;
import dev.lockspire.host.Claims;
import dev.lockspire.host.ClaimsContext;
import dev.lockspire.host.CurrentAccount;
import dev.lockspire.host.HostRedirect;
import dev.lockspire.host.LoginRequest;
import dev.lockspire.host.LogoutRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one seam a host has to implement: it tells Lockspire who is there. */
public final class BillingoAccounts implements AccountResolver {
  /** The only strength of login there is: a password. */
  public static final String PASSWORD_ACR = "urn:billingo:password";

  private static final List<String> PASSWORD_AMR = List.of("pwd");

  private final People people;

  public BillingoAccounts(People people) {
    this.people = people;
  }

  @Override
  public CurrentAccount resolveCurrentAccount(
      HttpServletRequest request, AuthorizationContext context) {
    return SignedIn.in(request)
        .map(
            signedIn ->
                AuthenticatedAccount.of(account(signedIn.person()), signedIn.authTime())
                    .withAcr(PASSWORD_ACR, PASSWORD_AMR)
                    .withSessionKey(signedIn.sessionKey()))
        .map(CurrentAccount::signedIn)
        .orElseGet(CurrentAccount::notSignedIn);
  }

  @Override
  public Optional<Account> resolveAccount(String subject, ClaimsContext context) {
    return people.bySubject(subject).map(BillingoAccounts::account);
  }

  @Override
  public Claims buildClaims(Account account, ClaimsContext context) {
    Person person = (Person) account.detail().orElseThrow();
    Map<String, Object> userinfo = new LinkedHashMap<>(person.claims());
    Map<String, Object> tenant =
        Map.of("tenant_id", person.tenantId(), "tenant_name", person.tenant());
    userinfo.putAll(tenant);
    return new Claims(userinfo, tenant);
  }

  @Override
  public HostRedirect redirectForLogin(HttpServletRequest request, LoginRequest login) {
    WaitingLogin.remember(request, login);
    return HostRedirect.to(request.getContextPath() + "/login");
  }

  @Override
  public Optional<HostRedirect> redirectForLogout(
      HttpServletRequest request, LogoutRequest logout) {
    return Optional.of(HostRedirect.to(request.getContextPath() + "/logout"));
  }

  private static Account account(Person person) {
    return Account.of(person.subject(), person);
  }
}
