package dev.lockspire.token;

import dev.lockspire.client.Client;
import dev.lockspire.config.Lifetimes;
import dev.lockspire.http.Issuer;
import dev.lockspire.minting.AccessToken;
import dev.lockspire.minting.AccessTokenContent;
import dev.lockspire.minting.AccountClaims.Person;
import dev.lockspire.minting.ClaimsSelection;
import dev.lockspire.minting.IdTokenContent;
import dev.lockspire.minting.IdTokenMint;
import dev.lockspire.minting.PairwiseSubjects;
import dev.lockspire.minting.TokenMint;
import dev.lockspire.rar.AuthorizationDetails;
import dev.lockspire.senderconstraint.Confirmation;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Makes the tokens that speak of a person, from what the person granted. */
public final class PersonTokens {
  private final TokenMint accessTokens;
  private final IdTokenMint idTokens;
  private final ClaimsSelection selection;
  private final PairwiseSubjects subjects;
  private final Lifetimes lifetimes;

  public PersonTokens(
      TokenMint accessTokens,
      IdTokenMint idTokens,
      ClaimsSelection selection,
      PairwiseSubjects subjects,
      Lifetimes lifetimes) {
    this.accessTokens = accessTokens;
    this.idTokens = idTokens;
    this.selection = selection;
    this.subjects = subjects;
    this.lifetimes = lifetimes;
  }

  /**
   * An access token for {@code scopes}, {@code audience} and {@code details}, bound as {@code
   * confirmation} says.
   *
   * @throws dev.lockspire.http.OAuthError 500 when it cannot be signed
   */
  AccessToken access(
      Client client,
      Issuer issuer,
      GrantedAccess granted,
      List<String> scopes,
      List<String> audience,
      AuthorizationDetails details,
      Confirmation confirmation,
      Instant now) {
    AccessTokenContent content =
        new AccessTokenContent(
            subjects.of(client, granted.subject()),
            scopes,
            audience,
            granted.authentication(),
            confirmation,
            details);
    return accessTokens.mint(
        client,
        issuer,
        content,
        now,
        Client.lifetime(client.metadata().accessTokenLifetime(), lifetimes.accessToken()));
  }

  /**
   * The ID token beside {@code access}.
   *
   * @param nonce of the authorization request; null after a refresh
   * @throws dev.lockspire.http.OAuthError 500 when it cannot be made as demanded
   */
  String id(
      Client client,
      Issuer issuer,
      GrantedAccess granted,
      Person person,
      Set<String> scopes,
      AccessToken access,
      String nonce,
      Instant now) {
    IdTokenContent content =
        new IdTokenContent(
            subjects.of(client, granted.subject()),
            access.value(),
            nonce,
            granted.sid(),
            granted.authentication(),
            granted.authTimeRequested() || client.metadata().requireAuthTime(),
            selection.forIdToken(person, scopes, granted.claims()));
    return idTokens.mint(
        client,
        issuer,
        content,
        now,
        Client.lifetime(client.metadata().idTokenLifetime(), lifetimes.idToken()));
  }

  /** When a refresh token issued {@code now} ends. */
  Instant refreshExpiry(Client client, Instant now) {
    return now.plus(
        Client.lifetime(client.metadata().refreshTokenLifetime(), lifetimes.refreshToken()));
  }
}
