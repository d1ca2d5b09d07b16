package dev.lockspire.minting;

import dev.lockspire.host.Account;
import dev.lockspire.host.AccountResolver;
import dev.lockspire.host.Claims;
import dev.lockspire.host.ClaimsContext;
import dev.lockspire.http.OAuthError;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the host who a subject is and what may be said of them (OpenID Connect Core §5), and fails
 * closed on anything but a clear answer.
 */
public final class AccountClaims {
  private static final Logger LOG = LoggerFactory.getLogger(AccountClaims.class);
  private final AccountResolver host;

  public AccountClaims(AccountResolver host) {
    this.host = host;
  }

  /** A person and everything the host says of them; what is delivered is selected later. */
  public record Person(Account account, Claims claims) {

    /** What becomes {@code sub}. */
    public String subject() {
      return account.subject();
    }
  }

  /**
   * The person behind {@code subject}; empty when the host no longer knows the account, which ends
   * its tokens.
   *
   * @throws OAuthError 500 {@code server_error}, reason {@code claims_resolution_failed}, when the
   *     host cannot tell or answers with somebody else
   */
  public Optional<Person> resolve(String subject, ClaimsContext context) {
    Optional<Person> person;
    try {
      person =
          host.resolveAccount(subject, context)
              .map(account -> new Person(account, claims(account, context)));
    } catch (RuntimeException unclear) {
      // The message is the host's and may name the person.
      throw failed(unclear.getClass().getName());
    }
    if (person.isPresent() && !person.get().subject().equals(subject)) {
      throw failed("another subject than the one asked for");
    }
    return person;
  }

  private Claims claims(Account account, ClaimsContext context) {
    return java.util.Objects.requireNonNull(host.buildClaims(account, context), "claims");
  }

  private static OAuthError failed(String cause) {
    LOG.warn("The host could not tell who an account is: {}", cause);
    return claimsResolutionFailed();
  }

  static OAuthError claimsResolutionFailed() {
    return OAuthError.serverError("claims_resolution_failed", "The account could not be resolved.");
  }
}
