package dev.lockspire.authorize;

import dev.lockspire.host.Account;
import dev.lockspire.host.AccountResolver;
import dev.lockspire.host.AuthenticatedAccount;
import dev.lockspire.host.AuthorizationContext;
import dev.lockspire.host.Claims;
import dev.lockspire.host.ClaimsContext;
import dev.lockspire.host.ConsentPolicy;
import dev.lockspire.host.ConsentPrompt;
import dev.lockspire.host.CurrentAccount;
import dev.lockspire.host.HostRedirect;
import dev.lockspire.host.LoginRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A host whose session, policy and look a test sets by hand, and which remembers its visitors. */
final class StubHost implements AccountResolver {
  private volatile CurrentAccount current = CurrentAccount.notSignedIn();
  private volatile RuntimeException failure;
  volatile ConsentPolicy.Decision decision = ConsentPolicy.Decision.DEFAULT;
  volatile String consentPage;
  volatile ConsentPrompt shown;
  volatile HostRedirect loginPage = HostRedirect.to("/login");
  final List<LoginRequest> logins = new ArrayList<>();
  final List<AuthorizationContext> asked = new ArrayList<>();

  void reset() {
    current = CurrentAccount.notSignedIn();
    failure = null;
    decision = ConsentPolicy.Decision.DEFAULT;
    consentPage = null;
    shown = null;
    loginPage = HostRedirect.to("/login");
    logins.clear();
    asked.clear();
  }

  /** {@code subject} proves who they are at {@code time}. */
  void signIn(String subject, Instant time) {
    signIn(AuthenticatedAccount.of(Account.of(subject), time));
  }

  void signIn(AuthenticatedAccount account) {
    current = CurrentAccount.signedIn(account);
  }

  void signOut() {
    current = CurrentAccount.notSignedIn();
  }

  /** From now on every seam throws; null ends it. */
  void fail(RuntimeException with) {
    failure = with;
  }

  LoginRequest lastLogin() {
    return logins.get(logins.size() - 1);
  }

  @Override
  public CurrentAccount resolveCurrentAccount(
      HttpServletRequest request, AuthorizationContext context) {
    asked.add(context);
    orFail();
    return current;
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
    orFail();
    logins.add(login);
    return loginPage;
  }

  ConsentPolicy.Decision decide(Account account, AuthorizationContext context) {
    orFail();
    return decision;
  }

  /** Remembers what it was shown; draws only what a test told it to. */
  Optional<String> draw(ConsentPrompt prompt) {
    shown = prompt;
    return Optional.ofNullable(consentPage);
  }

  private void orFail() {
    if (failure != null) {
      throw failure;
    }
  }
}
