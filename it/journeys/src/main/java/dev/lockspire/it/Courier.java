package dev.lockspire.it;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.dpop.DPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * A client that calls a host's routes for itself, on the Nimbus SDK; with a key of its own, where
 * it has to prove one.
 */
final class Courier {
  static final String SECRET = "uB3nQz8Lw5RtY2kXc7VaM0sPd4HgJ9fEiN6oTqWlK1Z";

  private final String issuer;
  private final String clientId;
  private final DPoPProofFactory proofs;

  /**
   * @param clientId {@code courier}, {@code stationer} or {@code warehouse}
   */
  Courier(String issuer, String clientId) {
    this.issuer = issuer;
    this.clientId = clientId;
    try {
      this.proofs =
          new DefaultDPoPProofFactory(
              new ECKeyGenerator(Curve.P_256).generate(), JWSAlgorithm.ES256);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token without proof of a key. */
  AccessToken token(String scope, URI... resources) {
    return parsed(send(tokenRequest(scope, resources)));
  }

  /** A token bound to the key: asked for once to get a nonce, and once more with it. */
  AccessToken boundToken(String scope, URI... resources) {
    HTTPRequest first = tokenRequest(scope, resources);
    first.setDPoP(proof("POST", first.getURI(), null, null));
    Nonce nonce = send(first).getDPoPNonce();
    HTTPRequest second = tokenRequest(scope, resources);
    second.setDPoP(proof("POST", second.getURI(), null, nonce));
    return parsed(send(second));
  }

  private HTTPRequest tokenRequest(String scope, URI... resources) {
    TokenRequest.Builder request =
        new TokenRequest.Builder(
                URI.create(issuer + "/token"),
                new ClientSecretBasic(new ClientID(clientId), new Secret(SECRET)),
                new ClientCredentialsGrant())
            .scope(Scope.parse(scope));
    return (resources.length == 0 ? request : request.resources(resources)).build().toHTTPRequest();
  }

  private static AccessToken parsed(HTTPResponse response) {
    try {
      return TokenResponse.parse(response).toSuccessResponse().getTokens().getAccessToken();
    } catch (ParseException | ClassCastException e) {
      throw new AssertionError("No token in " + response.getBody(), e);
    }
  }

  com.nimbusds.jwt.SignedJWT proof(String method, URI target, AccessToken token, Nonce nonce) {
    try {
      return proofs.createDPoPJWT(method, target, token, nonce);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Calls {@code target} with a token, as a bearer token or with a proof. */
  static HTTPResponse call(
      String method,
      URI target,
      Optional<AccessToken> token,
      Optional<com.nimbusds.jwt.SignedJWT> proof) {
    HTTPRequest request = new HTTPRequest(HTTPRequest.Method.valueOf(method), target);
    token.ifPresent(
        it -> request.setAuthorization((proof.isPresent() ? "DPoP " : "Bearer ") + it.getValue()));
    proof.ifPresent(request::setDPoP);
    return send(request);
  }

  /** Calls with a fresh proof and the nonce that the route asks for. */
  HTTPResponse callWithProof(String method, URI target, AccessToken token) {
    HTTPResponse asked =
        call(method, target, Optional.of(token), Optional.of(proof(method, target, token, null)));
    return call(
        method,
        target,
        Optional.of(token),
        Optional.of(proof(method, target, token, asked.getDPoPNonce())));
  }

  private static HTTPResponse send(HTTPRequest request) {
    request.setConnectTimeout(20_000);
    request.setReadTimeout(30_000);
    try {
      return request.send();
    } catch (IOException e) {
      throw new AssertionError("No answer from " + request.getURI(), e);
    }
  }
}
