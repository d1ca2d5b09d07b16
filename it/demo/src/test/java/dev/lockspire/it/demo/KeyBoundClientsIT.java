package dev.lockspire.it.demo;

import static dev.lockspire.it.demo.DemoWithClients.ALICE;
import static dev.lockspire.it.demo.DemoWithClients.DEVICE;
import static dev.lockspire.it.demo.DemoWithClients.MACHINE;
import static dev.lockspire.it.demo.DemoWithClients.PORTAL;
import static dev.lockspire.it.demo.DemoWithClients.PROGRAM;
import static dev.lockspire.it.demo.DemoWithClients.WALLET;
import static dev.lockspire.it.demo.DemoWithClients.newKey;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.X509CertificateConfirmation;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPTokenError;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Applications on the Nimbus SDK that prove themselves with keys, over TLS")
final class KeyBoundClientsIT {
  private static final String SCOPE = "read:billing";
  private static final Optional<Identity> NO_CERTIFICATE = Optional.empty();

  private static DemoWithClients demo;

  @BeforeAll
  static void start() throws Exception {
    demo = new DemoWithClients();
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @Test
  @DisplayName("find in discovery what they need")
  void discovery() throws Exception {
    OIDCProviderMetadata provider = demo.app(PORTAL, NO_CERTIFICATE).provider();

    assertThat(provider.getTokenEndpointAuthMethods())
        .contains(
            ClientAuthenticationMethod.PRIVATE_KEY_JWT,
            ClientAuthenticationMethod.TLS_CLIENT_AUTH,
            ClientAuthenticationMethod.SELF_SIGNED_TLS_CLIENT_AUTH);
    assertThat(provider.supportsTLSClientCertificateBoundAccessTokens()).isTrue();
    assertThat(provider.getDPoPJWSAlgs()).isNotEmpty();
  }

  @Test
  @DisplayName("private_key_jwt with keys at a jwks_uri: code flow with PKCE, API, refresh")
  void assertion() throws Exception {
    ECKey key = newKey("portal-1");
    demo.keys.publish(PORTAL, key);
    App app = demo.app(PORTAL, NO_CERTIFICATE);
    App.Returned code = app.code(demo.alice(), Optional.empty(), "openid", "offline_access", SCOPE);

    OIDCTokens tokens = tokens(app.token(app.assertion(key), code.grant()));

    assertThat(app.validated(tokens.getIDToken(), code.nonce()).getSubject().getValue())
        .isEqualTo(ALICE);
    assertThat(api(app, tokens.getAccessToken())).isEqualTo(200);
    AuthorizationGrant refresh = new RefreshTokenGrant(tokens.getRefreshToken());
    OIDCTokens next = tokens(app.token(app.assertion(key), refresh));
    assertThat(api(app, next.getAccessToken())).isEqualTo(200);
  }

  @Test
  @DisplayName(
      "private_key_jwt, key rotated at the jwks_uri: the new one works at once, the withdrawn one"
          + " no longer; a forged key, an assertion sent twice or without iat never")
  void rotation() throws Exception {
    ECKey key = newKey("program-1");
    demo.keys.publish(PROGRAM, key);
    App app = demo.app(PROGRAM, NO_CERTIFICATE);
    PrivateKeyJWT assertion = app.assertion(key);
    assertThat(asItself(app, assertion).indicatesSuccess()).isTrue();
    assertInvalidClient(asItself(app, assertion));
    assertInvalidClient(asItself(app, app.assertion(newKey("program-1"))));
    assertInvalidClient(asItself(app, app.undatedAssertion(key)));
    assertThat(demo.keys.fetches(PROGRAM)).as("keys are remembered").isEqualTo(1);

    ECKey next = newKey("program-2");
    demo.keys.publish(PROGRAM, next);

    assertThat(asItself(app, app.assertion(next)).indicatesSuccess()).isTrue();
    assertThat(demo.keys.fetches(PROGRAM)).as("one more look").isEqualTo(2);
    assertInvalidClient(asItself(app, app.assertion(key)));
    assertThat(asItself(app, app.assertion(next)).indicatesSuccess()).isTrue();
  }

  @Test
  @DisplayName("DPoP with private_key_jwt: use_dpop_nonce, then a token bound to the key")
  void dpop() throws Exception {
    App app = demo.app(WALLET, NO_CERTIFICATE);
    BoundKey key = new BoundKey();

    AccessToken token = connect(app, key).getAccessToken();

    assertThat(token).isInstanceOf(DPoPAccessToken.class);
    assertThat(JWKThumbprintConfirmation.parse(claims(token))).isEqualTo(key.confirmation());
  }

  @Test
  @DisplayName(
      "DPoP at the API: use_dpop_nonce, then 200; 401 as Bearer, with another key and for a proof"
          + " sent twice")
  void dpopApi() throws Exception {
    App app = demo.app(WALLET, NO_CERTIFICATE);
    BoundKey key = new BoundKey();
    AccessToken token = connect(app, key).getAccessToken();
    URI api = demo.billing();

    HTTPResponse challenge = app.get(api, token, key.get(api, token));
    assertThat(challenge.getStatusCode()).isEqualTo(401);
    assertThat(dpopError(challenge)).isEqualTo("use_dpop_nonce");
    Nonce nonce = challenge.getDPoPNonce();
    SignedJWT proof = key.get(api, token, nonce);
    HTTPResponse answer = app.get(api, token, proof);
    assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
    assertThat(answer.getBodyAsJSONObject()).containsEntry("sub", ALICE);

    HTTPResponse replayed = app.get(api, token, proof);
    assertThat(replayed.getStatusCode()).isEqualTo(401);
    assertThat(dpopError(replayed)).isEqualTo("invalid_token");
    SignedJWT foreign = new BoundKey().get(api, token, nonce);
    assertThat(app.get(api, token, foreign).getStatusCode()).isEqualTo(401);
    AccessToken bearer = new BearerAccessToken(token.getValue());
    assertThat(api(app, bearer)).isEqualTo(401);
    assertThat(app.get(api, bearer, key.get(api, token, nonce)).getStatusCode()).isEqualTo(401);
    assertThat(app.get(api, token, key.get(api, token, nonce)).getStatusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("DPoP refresh: invalid_grant with another key, and then still good with its own")
  void dpopRefresh() throws Exception {
    App app = demo.app(WALLET, NO_CERTIFICATE);
    BoundKey key = new BoundKey();
    AuthorizationGrant grant = new RefreshTokenGrant(connect(app, key).getRefreshToken());
    Nonce nonce = challenged(wallet(app, grant, key.post(app.tokenEndpoint())));

    HTTPResponse foreign = wallet(app, grant, new BoundKey().post(app.tokenEndpoint(), nonce));
    assertThat(error(parsed(foreign)).getCode()).isEqualTo("invalid_grant");

    HTTPResponse own = wallet(app, grant, key.post(app.tokenEndpoint(), nonce));
    AccessToken token = tokens(parsed(own)).getAccessToken();
    assertThat(token).isInstanceOf(DPoPAccessToken.class);
    assertThat(JWKThumbprintConfirmation.parse(claims(token))).isEqualTo(key.confirmation());
  }

  @Test
  @DisplayName("tls_client_auth: a token bound to the certificate, of no use with another or none")
  void certificate() throws Exception {
    assertBound(MACHINE, demo.machine, App::certificate);
  }

  @Test
  @DisplayName("tls_client_auth: a neighbour's, an impostor's or no certificate is invalid_client")
  void otherCertificate() throws Exception {
    for (Optional<Identity> other : others()) {
      App app = demo.app(MACHINE, other);
      assertInvalidClient(asItself(app, app.certificate()));
    }
  }

  @Test
  @DisplayName(
      "self_signed_tls_client_auth: a token bound to the certificate, of no use with another or"
          + " none")
  void selfSigned() throws Exception {
    assertBound(DEVICE, demo.device, App::selfSignedCertificate);
  }

  @Test
  @DisplayName("self_signed_tls_client_auth: another or no certificate is invalid_client")
  void otherSelfSigned() throws Exception {
    for (Optional<Identity> other : others()) {
      App app = demo.app(DEVICE, other);
      assertInvalidClient(asItself(app, app.selfSignedCertificate()));
    }
  }

  private static void assertBound(
      String client, Identity own, Function<App, ClientAuthentication> method) throws Exception {
    App app = demo.app(client, Optional.of(own));

    AccessToken token = tokens(asItself(app, method.apply(app))).getAccessToken();

    X509CertificateConfirmation certificate = X509CertificateConfirmation.of(own.certificate());
    assertThat(token.getType()).isEqualTo(AccessTokenType.BEARER);
    assertThat(X509CertificateConfirmation.parse(claims(token))).isEqualTo(certificate);
    TokenIntrospectionSuccessResponse known =
        app.introspect(method.apply(app), token).toSuccessResponse();
    assertThat(known.isActive()).isTrue();
    assertThat(known.getX509CertificateConfirmation()).isEqualTo(certificate);
    assertThat(api(app, token)).isEqualTo(200);
    for (Optional<Identity> other : others()) {
      App thief = demo.app(client, other);
      assertThat(api(thief, token)).isEqualTo(401);
      var refused = thief.introspect(method.apply(thief), token).toErrorResponse();
      assertThat(refused.getErrorObject().getCode()).isEqualTo("invalid_client");
    }
  }

  private static List<Optional<Identity>> others() {
    return List.of(Optional.of(demo.neighbour), Optional.of(demo.impostor), NO_CERTIFICATE);
  }

  /** Tokens that are bound to {@code key}, as is the code; with the nonce that is asked for. */
  private static OIDCTokens connect(App app, BoundKey key) throws Exception {
    Optional<JWKThumbprintConfirmation> bound = Optional.of(key.confirmation());
    AuthorizationGrant grant =
        app.code(demo.alice(), bound, "openid", "offline_access", SCOPE).grant();
    Nonce nonce = challenged(wallet(app, grant, key.post(app.tokenEndpoint())));
    return tokens(parsed(wallet(app, grant, key.post(app.tokenEndpoint(), nonce))));
  }

  private static HTTPResponse wallet(App app, AuthorizationGrant grant, SignedJWT proof)
      throws Exception {
    return app.token(app.assertion(demo.walletKey), grant, proof);
  }

  private static TokenResponse asItself(App app, ClientAuthentication own) throws Exception {
    return app.token(own, new ClientCredentialsGrant(), SCOPE);
  }

  private static int api(App app, AccessToken token) throws Exception {
    return app.get(demo.billing(), token).getStatusCode();
  }

  /** The nonce that is asked for, by an answer that must ask for one. */
  private static Nonce challenged(HTTPResponse response) throws Exception {
    assertThat(response.getStatusCode()).isEqualTo(400);
    assertThat(error(parsed(response)).getCode()).isEqualTo("use_dpop_nonce");
    assertThat(response.getDPoPNonce()).isNotNull();
    return response.getDPoPNonce();
  }

  private static String dpopError(HTTPResponse response) throws Exception {
    return DPoPTokenError.parse(response.getWWWAuthenticate()).getCode();
  }

  private static TokenResponse parsed(HTTPResponse response) throws Exception {
    return OIDCTokenResponseParser.parse(response);
  }

  private static OIDCTokens tokens(TokenResponse response) {
    assertThat(response.indicatesSuccess()).as(response.toHTTPResponse().getBody()).isTrue();
    return response.toSuccessResponse().getTokens().toOIDCTokens();
  }

  private static JWTClaimsSet claims(AccessToken token) throws Exception {
    return SignedJWT.parse(token.getValue()).getJWTClaimsSet();
  }

  private static ErrorObject error(TokenResponse response) {
    assertThat(response.indicatesSuccess()).isFalse();
    return response.toErrorResponse().getErrorObject();
  }

  private static void assertInvalidClient(TokenResponse response) {
    ErrorObject error = error(response);
    assertThat(error.getCode()).isEqualTo("invalid_client");
    assertThat(error.getHTTPStatusCode()).isEqualTo(401);
  }
}
