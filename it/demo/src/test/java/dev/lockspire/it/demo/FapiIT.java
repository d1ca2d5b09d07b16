package dev.lockspire.it.demo;

import static dev.lockspire.it.demo.DemoWithClients.ALICE;
import static dev.lockspire.it.demo.DemoWithClients.BANK;
import static dev.lockspire.it.demo.DemoWithClients.TELLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.X509CertificateConfirmation;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.lockspire.it.Person;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("FAPI 2.0 applications on the Nimbus SDK, over TLS")
final class FapiIT {
  private static final String[] SCOPES = {"openid", "offline_access", "read:billing"};
  private static final Optional<ResponseMode> SIGNED = Optional.of(ResponseMode.JWT);
  private static final Optional<SignedJWT> NO_PROOF = Optional.empty();

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
  @DisplayName(
      "Message Signing: PAR + JAR + private_key_jwt + DPoP + JARM, to the API, refresh and a signed"
          + " introspection")
  void messageSigning() throws Exception {
    App app = demo.app(BANK, Optional.empty());
    FapiApp fapi = new FapiApp(app);
    BoundKey key = new BoundKey();
    FapiApp.Asked asked = fapi.ask(SIGNED, SCOPES);
    URI endpoint = fapi.endpoint();

    HTTPResponse challenge =
        fapi.push(bankAssertion(app), signed(fapi, asked), Optional.of(key.post(endpoint)));
    assertError(challenge, 400, "use_dpop_nonce");
    Nonce nonce = challenge.getDPoPNonce();
    HTTPResponse pushed =
        fapi.push(bankAssertion(app), signed(fapi, asked), Optional.of(key.post(endpoint, nonce)));
    assertThat(pushed.getStatusCode()).as(pushed.getBody()).isEqualTo(201);
    URI returned = demo.alice().approve(fapi.byReference(pushed));
    assertThat(returned.getRawQuery()).startsWith("response=").doesNotContain("&");
    AuthorizationGrant grant = fapi.grant(asked, fapi.signedAnswer(returned));

    HTTPResponse unbound =
        app.token(bankAssertion(app), grant, new BoundKey().post(app.tokenEndpoint(), nonce));
    assertError(unbound, 400, "invalid_grant");
    OIDCTokens tokens = redeemed(app, grant, key, nonce);
    AccessToken token = tokens.getAccessToken();
    assertThat(token).isInstanceOf(DPoPAccessToken.class);
    assertThat(JWKThumbprintConfirmation.parse(SignedJWT.parse(token.getValue()).getJWTClaimsSet()))
        .isEqualTo(key.confirmation());
    assertThat(app.validated(tokens.getIDToken(), asked.nonce()).getSubject().getValue())
        .isEqualTo(ALICE);
    assertThat(tokens.getIDToken().getHeader().getAlgorithm().getName()).isEqualTo("ES256");

    HTTPResponse api = app.get(demo.billing(), token, key.get(demo.billing(), token));
    HTTPResponse served =
        app.get(demo.billing(), token, key.get(demo.billing(), token, api.getDPoPNonce()));
    assertThat(served.getStatusCode()).as(served.getBody()).isEqualTo(200);
    OIDCTokens next = redeemed(app, new RefreshTokenGrant(tokens.getRefreshToken()), key, nonce);
    assertThat(next.getAccessToken()).isInstanceOf(DPoPAccessToken.class);
    assertIntrospected(app, next.getAccessToken());
  }

  @Test
  @DisplayName("Message Signing: a refusal comes back signed as well")
  void denied() throws Exception {
    App app = demo.app(BANK, Optional.empty());
    FapiApp fapi = new FapiApp(app);
    FapiApp.Asked asked = fapi.ask(SIGNED, "openid", "profile");
    HTTPResponse pushed = fapi.push(bankAssertion(app), signed(fapi, asked), NO_PROOF);

    URI returned = demo.alice().answer(fapi.byReference(pushed), Person.Decision.DENY);

    AuthenticationResponse answer = fapi.signedAnswer(returned);
    assertThat(answer.indicatesSuccess()).isFalse();
    assertThat(answer.toErrorResponse().getErrorObject().getCode()).isEqualTo("access_denied");
    assertThat(answer.getState()).isEqualTo(asked.state());
  }

  @Test
  @DisplayName(
      "Message Signing: an object sent twice, one of another key, and a request without a signed"
          + " answer are refused; so is a request that was not pushed")
  void refused() throws Exception {
    App app = demo.app(BANK, Optional.empty());
    FapiApp fapi = new FapiApp(app);
    AuthorizationRequest once = signed(fapi, fapi.ask(SIGNED, SCOPES));
    assertThat(fapi.push(bankAssertion(app), once, NO_PROOF).getStatusCode()).isEqualTo(201);
    assertError(fapi.push(bankAssertion(app), once, NO_PROOF), 400, "invalid_request_object");

    AuthorizationRequest forged =
        fapi.signed(fapi.ask(SIGNED, SCOPES), DemoWithClients.newKey("bank"));
    assertError(fapi.push(bankAssertion(app), forged, NO_PROOF), 400, "invalid_request_object");
    AuthorizationRequest unsignedAnswer = signed(fapi, fapi.ask(Optional.empty(), SCOPES));
    assertError(fapi.push(bankAssertion(app), unsignedAnswer, NO_PROOF), 400, "invalid_request");

    FapiApp.Asked direct = fapi.ask(SIGNED, SCOPES);
    AuthenticationResponse answer =
        fapi.signedAnswer(demo.alice().approve(direct.request().toURI()));
    assertThat(answer.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_request");
  }

  @Test
  @DisplayName(
      "Security Profile with mTLS: PAR, a code and tokens bound to the certificate, of no use with"
          + " another or none")
  void mutualTls() throws Exception {
    App app = demo.app(TELLER, Optional.of(demo.teller));
    FapiApp fapi = new FapiApp(app);
    FapiApp.Asked asked = fapi.ask(Optional.empty(), SCOPES);

    HTTPResponse pushed = fapi.push(app.certificate(), asked.request(), NO_PROOF);
    URI returned = demo.alice().approve(fapi.byReference(pushed));
    AuthorizationGrant grant = fapi.grant(asked, AuthenticationResponseParser.parse(returned));
    App thief = demo.app(TELLER, Optional.of(demo.neighbour));
    assertThat(thief.token(thief.certificate(), grant).indicatesSuccess()).isFalse();
    OIDCTokens tokens = tokens(app.token(app.certificate(), grant));

    AccessToken token = tokens.getAccessToken();
    assertThat(
            X509CertificateConfirmation.parse(SignedJWT.parse(token.getValue()).getJWTClaimsSet()))
        .isEqualTo(X509CertificateConfirmation.of(demo.teller.certificate()));
    assertThat(app.validated(tokens.getIDToken(), asked.nonce()).getSubject().getValue())
        .isEqualTo(ALICE);
    assertThat(app.get(demo.billing(), token).getStatusCode()).isEqualTo(200);
    assertThat(thief.get(demo.billing(), token).getStatusCode()).isEqualTo(401);
    assertThat(demo.app(TELLER, Optional.empty()).get(demo.billing(), token).getStatusCode())
        .isEqualTo(401);
    AuthorizationGrant refresh = new RefreshTokenGrant(tokens.getRefreshToken());
    assertThat(tokens(app.token(app.certificate(), refresh)).getAccessToken()).isNotNull();
  }

  @Test
  @DisplayName("Security Profile with mTLS: a push with another certificate or none is refused")
  void otherCertificate() throws Exception {
    for (Optional<Identity> other :
        java.util.List.of(Optional.of(demo.neighbour), Optional.<Identity>empty())) {
      App app = demo.app(TELLER, other);
      FapiApp fapi = new FapiApp(app);
      HTTPResponse pushed =
          fapi.push(app.certificate(), fapi.ask(Optional.empty(), SCOPES).request(), NO_PROOF);
      assertError(pushed, 401, "invalid_client");
    }
  }

  private static com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT bankAssertion(App app)
      throws Exception {
    return app.assertion(demo.bankKey);
  }

  private static AuthorizationRequest signed(FapiApp fapi, FapiApp.Asked asked) throws Exception {
    return fapi.signed(asked, demo.bankKey);
  }

  private static OIDCTokens redeemed(App app, AuthorizationGrant grant, BoundKey key, Nonce nonce)
      throws Exception {
    HTTPResponse answer =
        app.token(bankAssertion(app), grant, key.post(app.tokenEndpoint(), nonce));
    return tokens(OIDCTokenResponseParser.parse(answer));
  }

  private static void assertIntrospected(App app, AccessToken token) throws Exception {
    HTTPRequest request =
        new TokenIntrospectionRequest(
                app.provider().getIntrospectionEndpointURI(), bankAssertion(app), token)
            .toHTTPRequest();
    assertError(app.send(request), 400, "invalid_request");
    HTTPRequest signed =
        new TokenIntrospectionRequest(
                app.provider().getIntrospectionEndpointURI(), bankAssertion(app), token)
            .toHTTPRequest();
    signed.setAccept("application/token-introspection+jwt");
    HTTPResponse answer = app.send(signed);
    assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
    Map<String, Object> claims = JWSObject.parse(answer.getBody()).getPayload().toJSONObject();
    assertThat(claims.get("token_introspection").toString()).contains("active=true");
  }

  private static OIDCTokens tokens(TokenResponse response) {
    assertThat(response.indicatesSuccess()).as(response.toHTTPResponse().getBody()).isTrue();
    return response.toSuccessResponse().getTokens().toOIDCTokens();
  }

  private static void assertError(HTTPResponse response, int status, String error)
      throws Exception {
    assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(status);
    assertThat(response.getBodyAsJSONObject()).containsEntry("error", error);
  }
}
