package dev.lockspire.minting;

import dev.lockspire.rar.AuthorizationDetails;
import dev.lockspire.senderconstraint.Confirmation;
import java.util.List;
import java.util.Objects;

/**
 * What an access token says (RFC 9068 §2.2), whatever its format.
 *
 * @param subject {@code sub}: the person, or the client for its own token
 * @param scopes granted scopes in order
 * @param audience {@code aud}; never empty
 * @param authentication how the person authenticated
 * @param confirmation {@code cnf}: the key it is bound to (RFC 7800 §3.1)
 * @param authorizationDetails what it is good for beyond scopes (RFC 9396 §9.1)
 */
public record AccessTokenContent(
    String subject,
    List<String> scopes,
    List<String> audience,
    AuthenticationEvent authentication,
    Confirmation confirmation,
    AuthorizationDetails authorizationDetails) {

  /**
   * @throws IllegalArgumentException when {@code audience} is empty: such a token would be good
   *     everywhere
   */
  public AccessTokenContent {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(authentication, "authentication");
    Objects.requireNonNull(confirmation, "confirmation");
    Objects.requireNonNull(authorizationDetails, "authorizationDetails");
    scopes = List.copyOf(scopes);
    audience = List.copyOf(audience);
    if (audience.isEmpty()) {
      throw new IllegalArgumentException("an access token has an audience");
    }
  }

  /** A token that is good for nothing beyond its scopes. */
  public AccessTokenContent(
      String subject,
      List<String> scopes,
      List<String> audience,
      AuthenticationEvent authentication,
      Confirmation confirmation) {
    this(subject, scopes, audience, authentication, confirmation, AuthorizationDetails.none());
  }
}
