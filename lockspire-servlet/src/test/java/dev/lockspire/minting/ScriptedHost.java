package dev.lockspire.minting;

import dev.lockspire.host.Account;
import dev.lockspire.host.AccountResolver;
import dev.lockspire.host.AuthorizationContext;
import dev.lockspire.host.Claims;
import dev.lockspire.host.ClaimsContext;
import dev.lockspire.host.CurrentAccount;
import dev.lockspire.host.HostRedirect;
import dev.lockspire.host.LoginRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A host that knows whoever it was told of and says of them what it was told. */
public final class ScriptedHost implements AccountResolver {
  public final Map<String, Claims> known = new HashMap<>();
  public Function<String, Optional<Account>> resolve =
      subject -> known.containsKey(subject) ? Optional.of(Account.of(subject)) : Optional.empty();
  public ClaimsContext lastContext;

  /** Names and values in turn; a value may be null. */
  public static Map<String, Object> claims(Object... members) {
    Map<String, Object> claims = new LinkedHashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      claims.put((String) members[i], members[i + 1]);
    }
    return claims;
  }

  @Override
  public Optional<Account> resolveAccount(String subject, ClaimsContext context) {
    lastContext = context;
    return resolve.apply(subject);
  }

  @Override
  public Claims buildClaims(Account account, ClaimsContext context) {
    return known.get(account.subject());
  }

  @Override
  public CurrentAccount resolveCurrentAccount(
      HttpServletRequest request, AuthorizationContext context) {
    return CurrentAccount.notSignedIn();
  }

  @Override
  public HostRedirect redirectForLogin(HttpServletRequest request, LoginRequest login) {
    return HostRedirect.to("/login");
  }
}
