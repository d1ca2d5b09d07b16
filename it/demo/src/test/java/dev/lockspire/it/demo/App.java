package dev.lockspire.it.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.auth.PKITLSClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.SelfSignedTLSClientAuthentication;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.lockspire.it.Person;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * An application on the Nimbus SDK. It trusts the demo's certificate alone, shows its own if it has
 * one, and knows of the provider what discovery tells.
 */
final class App {
  static final URI CALLBACK = URI.create("https://app.example/callback");
  private static final int MILLIS = 20_000;

  private final ClientID id;
  private final SSLSocketFactory tls;
  private final OIDCProviderMetadata provider;

  /**
   * A code that came back.
   *
   * @param nonce what the ID token has to carry
   */
  record Returned(AuthorizationCodeGrant grant, Nonce nonce) {}

  App(String id, String issuer, SSLSocketFactory tls) throws GeneralException, IOException {
    this.id = new ClientID(id);
    this.tls = tls;
    this.provider = OIDCProviderMetadata.resolve(new Issuer(issuer), this::configure);
  }

  private void configure(HTTPRequest request) {
    request.setSSLSocketFactory(tls);
    request.setConnectTimeout(MILLIS);
    request.setReadTimeout(MILLIS);
  }

  OIDCProviderMetadata provider() {
    return provider;
  }

  ClientID id() {
    return id;
  }

  URI tokenEndpoint() {
    return provider.getTokenEndpointURI();
  }

  /** {@code private_key_jwt}: an assertion that is good once, and for a minute. */
  PrivateKeyJWT assertion(ECKey key) throws JOSEException {
    Instant now = Instant.now();
    return assertion(
        key,
        new JWTAuthenticationClaimsSet(
            id,
            audience().toSingleAudienceList(),
            Date.from(now.plusSeconds(60)),
            null,
            Date.from(now),
            new JWTID()));
  }

  /** The SDK's shortest, which does not say since when it is good. */
  PrivateKeyJWT undatedAssertion(ECKey key) throws JOSEException {
    return assertion(key, new JWTAuthenticationClaimsSet(id, audience()));
  }

  private static PrivateKeyJWT assertion(ECKey key, JWTAuthenticationClaimsSet claims)
      throws JOSEException {
    return new PrivateKeyJWT(claims, JWSAlgorithm.ES256, key.toPrivateKey(), key.getKeyID(), null);
  }

  Audience audience() {
    return new Audience(provider.getIssuer());
  }

  /** {@code tls_client_auth}: the certificate that this application shows, or none. */
  ClientAuthentication certificate() {
    return new PKITLSClientAuthentication(id, tls);
  }

  /** {@code self_signed_tls_client_auth}, likewise. */
  ClientAuthentication selfSignedCertificate() {
    return new SelfSignedTLSClientAuthentication(id, tls);
  }

  /** Sends a person through login and consent, with PKCE, state and nonce. */
  Returned code(Person person, Optional<JWKThumbprintConfirmation> key, String... scopes)
      throws ParseException {
    State state = new State();
    Nonce nonce = new Nonce();
    CodeVerifier verifier = new CodeVerifier();
    AuthenticationRequest.Builder request =
        new AuthenticationRequest.Builder(ResponseType.CODE, new Scope(scopes), id, CALLBACK)
            .endpointURI(provider.getAuthorizationEndpointURI())
            .state(state)
            .nonce(nonce)
            .codeChallenge(verifier, CodeChallengeMethod.S256);
    key.ifPresent(request::dPoPJWKThumbprintConfirmation);
    URI returned = person.approve(request.build().toURI());
    AuthenticationResponse answer = AuthenticationResponseParser.parse(returned);
    if (!answer.indicatesSuccess()
        || !state.equals(answer.getState())
        || !provider.getIssuer().equals(answer.getIssuer())) {
      throw new AssertionError("Not the answer to the request: " + returned);
    }
    return new Returned(
        new AuthorizationCodeGrant(
            answer.toSuccessResponse().getAuthorizationCode(), CALLBACK, verifier),
        nonce);
  }

  TokenResponse token(ClientAuthentication own, AuthorizationGrant grant, String... scopes)
      throws IOException, ParseException {
    return OIDCTokenResponseParser.parse(
        send(request(own, grant, scopes.length == 0 ? null : new Scope(scopes))));
  }

  /** As it arrives, because the SDK's errors do not keep a {@code DPoP-Nonce}. */
  HTTPResponse token(ClientAuthentication own, AuthorizationGrant grant, SignedJWT proof)
      throws IOException {
    HTTPRequest request = request(own, grant, null);
    request.setDPoP(proof);
    return send(request);
  }

  private HTTPRequest request(ClientAuthentication own, AuthorizationGrant grant, Scope scope) {
    return new TokenRequest.Builder(tokenEndpoint(), own, grant)
        .scope(scope)
        .build()
        .toHTTPRequest();
  }

  TokenIntrospectionResponse introspect(ClientAuthentication own, AccessToken token)
      throws IOException, ParseException {
    return TokenIntrospectionResponse.parse(
        send(
            new TokenIntrospectionRequest(provider.getIntrospectionEndpointURI(), own, token)
                .toHTTPRequest()));
  }

  HTTPResponse get(URI resource, AccessToken token) throws IOException {
    return send(resourceRequest(resource, token));
  }

  HTTPResponse get(URI resource, AccessToken token, SignedJWT proof) throws IOException {
    HTTPRequest request = resourceRequest(resource, token);
    request.setDPoP(proof);
    return send(request);
  }

  private static HTTPRequest resourceRequest(URI resource, AccessToken token) {
    HTTPRequest request = new HTTPRequest(HTTPRequest.Method.GET, resource);
    request.setAuthorization(token.toAuthorizationHeader());
    return request;
  }

  /** The claims, when signature, issuer, audience, times and nonce are right. */
  IDTokenClaimsSet validated(JWT idToken, Nonce nonce)
      throws IOException, BadJOSEException, JOSEException {
    return new IDTokenValidator(
            provider.getIssuer(),
            id,
            (JWSAlgorithm) idToken.getHeader().getAlgorithm(),
            provider.getJWKSetURI().toURL(),
            retriever())
        .validate(idToken, nonce);
  }

  /** Fetches what the provider publishes. */
  ResourceRetriever retriever() {
    return new DefaultResourceRetriever(MILLIS, MILLIS, 0, true, tls);
  }

  HTTPResponse send(HTTPRequest request) throws IOException {
    configure(request);
    return request.send();
  }
}
