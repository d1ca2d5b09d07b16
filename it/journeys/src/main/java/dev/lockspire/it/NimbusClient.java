package dev.lockspire.it;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An application built on the Nimbus OAuth 2.0 / OpenID Connect SDK. Everything it knows of the
 * provider it has from discovery.
 */
public final class NimbusClient {
  private final ClientID clientId;
  private final Optional<ClientAuthentication> authentication;
  private final URI callback;
  private final OIDCProviderMetadata provider;

  /**
   * A request that is on its way.
   *
   * @param uri where the browser is sent
   * @param state what has to come back
   * @param nonce what the ID token has to carry
   * @param verifier what redeems the code
   */
  public record Pending(URI uri, State state, Nonce nonce, CodeVerifier verifier) {}

  private NimbusClient(
      String issuer, String clientId, Optional<ClientAuthentication> authentication, URI callback) {
    this.clientId = new ClientID(clientId);
    this.authentication = authentication;
    this.callback = callback;
    this.provider = discover(issuer);
  }

  /** The README's public client. */
  public static NimbusClient partner(String issuer) {
    return new NimbusClient(issuer, Shop.PARTNER, Optional.empty(), Shop.PARTNER_CALLBACK);
  }

  /** Another public client that is sent back to {@link Shop#PARTNER_CALLBACK}. */
  static NimbusClient publicClient(String issuer, String clientId) {
    return new NimbusClient(issuer, clientId, Optional.empty(), Shop.PARTNER_CALLBACK);
  }

  /** The confidential client. */
  public static NimbusClient backOffice(String issuer) {
    return new NimbusClient(
        issuer,
        Shop.BACK_OFFICE,
        Optional.of(
            new ClientSecretBasic(
                new ClientID(Shop.BACK_OFFICE), new Secret(Shop.BACK_OFFICE_SECRET))),
        Shop.BACK_OFFICE_CALLBACK);
  }

  /** The client that has no business with anybody's tokens. */
  public static NimbusClient passerBy(String issuer) {
    return new NimbusClient(
        issuer,
        Shop.PASSER_BY,
        Optional.of(
            new ClientSecretPost(new ClientID(Shop.PASSER_BY), new Secret(Shop.PASSER_BY_SECRET))),
        Shop.BACK_OFFICE_CALLBACK);
  }

  private static OIDCProviderMetadata discover(String issuer) {
    try {
      return OIDCProviderMetadata.resolve(new Issuer(issuer));
    } catch (GeneralException | IOException e) {
      throw new AssertionError("Discovery failed for " + issuer, e);
    }
  }

  public OIDCProviderMetadata provider() {
    return provider;
  }

  /** An authorization request with PKCE, state and nonce. */
  public Pending request(String... scopes) {
    return request(builder -> builder, scopes);
  }

  /**
   * As {@link #request(String...)}.
   *
   * @param more what else the request says
   */
  public Pending request(UnaryOperator<AuthenticationRequest.Builder> more, String... scopes) {
    CodeVerifier verifier = new CodeVerifier();
    AuthenticationRequest request = request(verifier, more, scopes);
    return new Pending(request.toURI(), request.getState(), request.getNonce(), verifier);
  }

  private AuthenticationRequest request(
      CodeVerifier verifier, UnaryOperator<AuthenticationRequest.Builder> more, String... scopes) {
    return more.apply(
            new AuthenticationRequest.Builder(
                    ResponseType.CODE, new Scope(scopes), clientId, callback)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .state(new State())
                .nonce(new Nonce())
                .codeChallenge(verifier, CodeChallengeMethod.S256))
        .build();
  }

  /** As {@link #request(UnaryOperator, String...)}, pushed: the browser gets a reference alone. */
  public Pending pushed(UnaryOperator<AuthenticationRequest.Builder> more, String... scopes) {
    CodeVerifier verifier = new CodeVerifier();
    AuthenticationRequest request = request(verifier, more, scopes);
    PushedAuthorizationResponse response = push(request);
    require(response.indicatesSuccess(), "a reference");
    AuthorizationRequest referring =
        new AuthorizationRequest.Builder(response.toSuccessResponse().getRequestURI(), clientId)
            .endpointURI(provider.getAuthorizationEndpointURI())
            .build();
    return new Pending(referring.toURI(), request.getState(), request.getNonce(), verifier);
  }

  /** The error code that a push gets in place of a reference. */
  public String pushError(UnaryOperator<AuthenticationRequest.Builder> more, String... scopes) {
    PushedAuthorizationResponse response = push(request(new CodeVerifier(), more, scopes));
    require(!response.indicatesSuccess(), "an error");
    return response.toErrorResponse().getErrorObject().getCode();
  }

  private PushedAuthorizationResponse push(AuthenticationRequest request) {
    URI endpoint = provider.getPushedAuthorizationRequestEndpointURI();
    PushedAuthorizationRequest push =
        authentication
            .map(own -> new PushedAuthorizationRequest(endpoint, own, request))
            .orElseGet(() -> new PushedAuthorizationRequest(endpoint, request));
    try {
      return PushedAuthorizationResponse.parse(exchange(push.toHTTPRequest()));
    } catch (ParseException e) {
      throw new AssertionError("Not an answer to a push", e);
    }
  }

  /** What the provider answered: state and issuer are checked, as RFC 9207 wants it. */
  public AuthenticationResponse answer(Pending pending, URI returned) {
    try {
      AuthenticationResponse response = AuthenticationResponseParser.parse(returned);
      require(pending.state().equals(response.getState()), "state in " + returned);
      require(provider.getIssuer().equals(response.getIssuer()), "iss in " + returned);
      return response;
    } catch (ParseException e) {
      throw new AssertionError("Not an authorization response: " + returned, e);
    }
  }

  public AuthorizationCode code(Pending pending, URI returned) {
    AuthenticationResponse response = answer(pending, returned);
    require(response instanceof AuthenticationSuccessResponse, "a code in " + returned);
    return response.toSuccessResponse().getAuthorizationCode();
  }

  /** The error code that came back in place of an authorization code. */
  public String error(Pending pending, URI returned) {
    AuthenticationResponse response = answer(pending, returned);
    require(response instanceof AuthenticationErrorResponse, "an error in " + returned);
    return response.toErrorResponse().getErrorObject().getCode();
  }

  /** The whole way: the person answers, the code is redeemed. */
  public OIDCTokens connect(Person person, String... scopes) {
    Pending pending = request(scopes);
    return tokens(redeem(pending, code(pending, person.approve(pending.uri()))));
  }

  public TokenResponse redeem(Pending pending, AuthorizationCode code) {
    return grant(new AuthorizationCodeGrant(code, callback, pending.verifier()));
  }

  public TokenResponse refresh(RefreshToken token) {
    return grant(new RefreshTokenGrant(token));
  }

  public TokenResponse asItself(String... scopes) {
    return send(
        new TokenRequest.Builder(
                provider.getTokenEndpointURI(),
                authentication.orElseThrow(),
                new ClientCredentialsGrant())
            .scope(new Scope(scopes))
            .build()
            .toHTTPRequest());
  }

  private TokenResponse grant(AuthorizationGrant grant) {
    URI endpoint = provider.getTokenEndpointURI();
    TokenRequest.Builder request =
        authentication
            .map(own -> new TokenRequest.Builder(endpoint, own, grant))
            .orElseGet(() -> new TokenRequest.Builder(endpoint, clientId, grant));
    return send(request.build().toHTTPRequest());
  }

  private static TokenResponse send(HTTPRequest request) {
    try {
      return OIDCTokenResponseParser.parse(exchange(request));
    } catch (ParseException e) {
      throw new AssertionError("Not a token response", e);
    }
  }

  /** The tokens of a response that has to be good. */
  public static OIDCTokens tokens(TokenResponse response) {
    require(response.indicatesSuccess(), "tokens in " + response.toHTTPResponse().getBody());
    return response.toSuccessResponse().getTokens().toOIDCTokens();
  }

  /** The error code of a response that has to be bad. */
  public static String error(TokenResponse response) {
    require(!response.indicatesSuccess(), "an error");
    return response.toErrorResponse().getErrorObject().getCode();
  }

  /** The ID token's claims, when signature, issuer, audience, times and nonce are right. */
  public IDTokenClaimsSet validated(OIDCTokens tokens, Nonce nonce) {
    try {
      JWSAlgorithm algorithm = (JWSAlgorithm) tokens.getIDToken().getHeader().getAlgorithm();
      require(provider.getIDTokenJWSAlgs().contains(algorithm), "a published algorithm");
      return new IDTokenValidator(
              provider.getIssuer(), clientId, algorithm, provider.getJWKSetURI().toURL())
          .validate(tokens.getIDToken(), nonce);
    } catch (BadJOSEException | JOSEException | IOException e) {
      throw new AssertionError("The ID token is not valid", e);
    }
  }

  /** What UserInfo answers, error or not. */
  public UserInfoResponse userInfo(AccessToken token) {
    try {
      return UserInfoResponse.parse(
          exchange(new UserInfoRequest(provider.getUserInfoEndpointURI(), token).toHTTPRequest()));
    } catch (ParseException e) {
      throw new AssertionError("Not a UserInfo response", e);
    }
  }

  public UserInfo claims(AccessToken token) {
    UserInfoResponse response = userInfo(token);
    require(response.indicatesSuccess(), "claims");
    return response.toSuccessResponse().getUserInfo();
  }

  public TokenIntrospectionSuccessResponse introspect(Token token) {
    try {
      TokenIntrospectionResponse response =
          TokenIntrospectionResponse.parse(
              exchange(
                  new TokenIntrospectionRequest(
                          provider.getIntrospectionEndpointURI(),
                          authentication.orElseThrow(),
                          token)
                      .toHTTPRequest()));
      require(response.indicatesSuccess(), "an introspection response");
      return response.toSuccessResponse();
    } catch (ParseException e) {
      throw new AssertionError("Not an introspection response", e);
    }
  }

  /** Revokes a token and returns the status. */
  public int revoke(Token token) {
    URI endpoint = provider.getRevocationEndpointURI();
    TokenRevocationRequest request =
        authentication
            .map(own -> new TokenRevocationRequest(endpoint, own, token))
            .orElseGet(() -> new TokenRevocationRequest(endpoint, clientId, token));
    return exchange(request.toHTTPRequest()).getStatusCode();
  }

  private static HTTPResponse exchange(HTTPRequest request) {
    request.setConnectTimeout(20_000);
    request.setReadTimeout(30_000);
    try {
      return request.send();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError("Expected " + what);
    }
  }
}
