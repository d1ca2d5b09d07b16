package dev.lockspire.protect;

import jakarta.servlet.ServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The access token of a request, as far as the filters have judged it. Protocol facts: who may see
 * which tenant's data is still the host's to decide.
 *
 * <p>Behind {@link RequireTokenFilter} (or {@code @ProtectedResource}) there is a good token; ask
 * {@link #of} for it. The request attribute {@link #ATTRIBUTE} also holds one that was refused.
 *
 * <p>Of a token that did not verify nothing is known: {@link #claims()} is empty then and the
 * accessors of single claims throw {@link IllegalStateException}.
 */
public interface AccessToken {
  /** Name of the request attribute. */
  String ATTRIBUTE = "access_token";

  /**
   * The token that {@code request} may be answered by: verified, good for the route, and shown by
   * who holds the key it is bound to. Empty otherwise, or where no filter ran.
   */
  static Optional<AccessToken> of(ServletRequest request) {
    return CheckedToken.of(request).filter(CheckedToken::isGood).map(AccessToken.class::cast);
  }

  /** The token as it was sent: a secret. Empty when none was sent. */
  String value();

  /** Every claim (RFC 9068 §2.2), not to be altered; of an opaque token what is on record. */
  Map<String, Object> claims();

  /**
   * {@code sub}: the account, or the client when the token is its own. A client of {@code
   * subject_type=pairwise} knows people by other subjects (OpenID Connect Core §8): this is the one
   * it knows, and {@link #account()} is the account.
   */
  String subject();

  /**
   * The account, by the subject that the host's own account resolver gave it, whatever the client
   * calls it. Known where the route looks in the database; empty elsewhere, and for a client's own
   * token. Where it is empty, compare {@link #subject()} with what {@code Lockspire.subjectOf}
   * says.
   */
  Optional<String> account();

  /** {@code client_id}: the application the token was issued to. */
  String clientId();

  /** {@code scope}: what was granted, separated by spaces; may be empty. */
  String scope();

  /** The granted scopes one by one, in the order of {@link #scope()}. */
  Set<String> scopes();

  /** {@code aud}: the APIs the token is meant for. */
  List<String> audience();

  /** {@code exp}. */
  Instant expiresAt();

  /** {@code cnf}: thumbprints of the keys it is bound to (RFC 7800); empty for a bearer token. */
  Map<String, String> cnf();

  /** {@code jti}: its identifier. */
  Optional<String> jti();

  /** {@code auth_time}: when the person signed in. */
  Optional<Instant> authTime();

  /** {@code acr}: how the person signed in. */
  Optional<String> acr();

  /** How it was sent. */
  AuthorizationScheme scheme();

  /** What kind of key it is bound to; empty for a bearer token. */
  Optional<BindingType> bindingType();

  /** Whether whoever sent it was seen to hold the keys of {@link #cnf()}. */
  boolean bindingVerified();

  /** Why it is refused, as a snake_case code for logs; empty while it is not. */
  Optional<String> error();
}
