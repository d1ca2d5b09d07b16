package dev.lockspire.minting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockspire.host.Account;
import dev.lockspire.host.Claims;
import dev.lockspire.host.ClaimsContext;
import dev.lockspire.http.OAuthError;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the host says of an account")
class AccountClaimsTest {
  private static final ClaimsContext CONTEXT =
      new ClaimsContext(ClaimsContext.Purpose.USERINFO, "C", Set.of("openid"));

  private final ScriptedHost host = new ScriptedHost();
  private final AccountClaims accounts = new AccountClaims(host);

  private void assertFails() {
    OAuthError error =
        catchThrowableOfType(
            OAuthError.class, () -> accounts.resolve("person-1", CONTEXT).isPresent());
    assertThat(error.status()).isEqualTo(500);
    assertThat(error.error()).isEqualTo("server_error");
    assertThat(error.reason()).isEqualTo("claims_resolution_failed");
  }

  @Test
  @DisplayName("is the person and their claims, asked for with the purpose")
  void known() {
    Claims claims = Claims.of(Map.of("name", "Ada"));
    host.known.put("person-1", claims);
    AccountClaims.Person person = accounts.resolve("person-1", CONTEXT).orElseThrow();
    assertThat(person.subject()).isEqualTo("person-1");
    assertThat(person.claims()).isSameAs(claims);
    assertThat(host.lastContext).isEqualTo(CONTEXT);
  }

  @Test
  @DisplayName("is nobody when the host no longer knows the account")
  void vanished() {
    assertThat(accounts.resolve("person-1", CONTEXT)).isEmpty();
  }

  @Test
  @DisplayName("is a failure when the host throws")
  void throwing() {
    host.resolve =
        subject -> {
          throw new IllegalStateException("person-1 has a secret");
        };
    assertFails();
  }

  @Test
  @DisplayName("is a failure when the host answers null instead of an answer")
  void answeringNull() {
    host.resolve = subject -> null;
    assertFails();
    host.resolve = subject -> Optional.of(Account.of(subject));
    assertFails();
  }

  @Test
  @DisplayName("is a failure when the host answers with somebody else")
  void somebodyElse() {
    host.known.put("person-2", Claims.of(Map.of()));
    host.resolve = subject -> Optional.of(Account.of("person-2"));
    assertFails();
  }
}
