package dev.lockspire.it.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.jarm.JARMValidator;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/** What FAPI 2.0 adds to an application: pushed and signed requests, and signed answers. */
final class FapiApp {
  private static final int SECONDS = 60;

  private final App app;

  FapiApp(App app) {
    this.app = app;
  }

  /** A request, and what its answer is checked with. */
  record Asked(AuthenticationRequest request, State state, Nonce nonce, CodeVerifier verifier) {}

  /** A new request with PKCE, state and nonce; the response mode is said when there is one. */
  Asked ask(Optional<ResponseMode> mode, String... scopes) {
    State state = new State();
    Nonce nonce = new Nonce();
    CodeVerifier verifier = new CodeVerifier();
    AuthenticationRequest.Builder request =
        new AuthenticationRequest.Builder(
                ResponseType.CODE, new Scope(scopes), app.id(), App.CALLBACK)
            .endpointURI(app.provider().getAuthorizationEndpointURI())
            .state(state)
            .nonce(nonce)
            .codeChallenge(verifier, CodeChallengeMethod.S256);
    mode.ifPresent(request::responseMode);
    return new Asked(request.build(), state, nonce, verifier);
  }

  /** {@code asked} as a request object (RFC 9101) that is good once, and for a minute. */
  AuthorizationRequest signed(Asked asked, ECKey key) throws JOSEException {
    Instant now = Instant.now();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder(asked.request().toJWTClaimsSet())
            .issuer(app.id().getValue())
            .audience(app.provider().getIssuer().getValue())
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(SECONDS)))
            .build();
    SignedJWT object =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("oauth-authz-req+jwt"))
                .keyID(key.getKeyID())
                .build(),
            claims);
    object.sign(new ECDSASigner(key));
    return new AuthorizationRequest.Builder(object, app.id()).build();
  }

  /** As it arrives, because the SDK's errors do not keep a {@code DPoP-Nonce}. */
  HTTPResponse push(
      ClientAuthentication own, AuthorizationRequest request, Optional<SignedJWT> proof)
      throws IOException {
    HTTPRequest push = new PushedAuthorizationRequest(endpoint(), own, request).toHTTPRequest();
    proof.ifPresent(push::setDPoP);
    return app.send(push);
  }

  URI endpoint() {
    return app.provider().getPushedAuthorizationRequestEndpointURI();
  }

  /** Where a browser takes the reference that {@code pushed} is the answer with. */
  URI byReference(HTTPResponse pushed) throws ParseException {
    PushedAuthorizationResponse answer = PushedAuthorizationResponse.parse(pushed);
    if (!answer.indicatesSuccess()) {
      throw new AssertionError("Not pushed: " + pushed.getBody());
    }
    return new AuthorizationRequest.Builder(answer.toSuccessResponse().getRequestURI(), app.id())
        .endpointURI(app.provider().getAuthorizationEndpointURI())
        .build()
        .toURI();
  }

  /** The answer at the callback, when it is a signed one (JARM) that this provider made for us. */
  AuthenticationResponse signedAnswer(URI returned) throws Exception {
    JARMValidator validator =
        new JARMValidator(
            app.provider().getIssuer(),
            app.id(),
            JWSAlgorithm.ES256,
            app.provider().getJWKSetURI().toURL(),
            app.retriever());
    return AuthenticationResponseParser.parse(returned, validator);
  }

  /** The grant that {@code answer} to {@code asked} brought. */
  AuthorizationCodeGrant grant(Asked asked, AuthenticationResponse answer) {
    if (!answer.indicatesSuccess()
        || !asked.state().equals(answer.getState())
        || !app.provider().getIssuer().equals(answer.getIssuer())) {
      throw new AssertionError("Not the answer to the request with state " + asked.state());
    }
    return new AuthorizationCodeGrant(
        answer.toSuccessResponse().getAuthorizationCode(), App.CALLBACK, asked.verifier());
  }
}
