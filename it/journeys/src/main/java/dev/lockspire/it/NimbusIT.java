package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.lockspire.it.NimbusClient.Pending;
import dev.lockspire.it.Person.Decision;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main journeys, as an application on the Nimbus SDK makes them. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@DisplayName("An application on the Nimbus SDK")
final class NimbusIT {
  private static final String[] EVERYTHING = {
    "openid", "profile", "email", "offline_access", "orders:read"
  };

  @Test
  @DisplayName("Discovery baseline: both metadata documents are accepted and say the same")
  void discovery() throws Exception {
    OIDCProviderMetadata provider = partner().provider();
    AuthorizationServerMetadata server =
        AuthorizationServerMetadata.parse(
            fetch(Shop.ISSUER + "/.well-known/oauth-authorization-server").body());

    assertThat(provider.getIssuer().getValue()).isEqualTo(Shop.ISSUER);
    assertThat(provider.getCodeChallengeMethods()).containsExactly(CodeChallengeMethod.S256);
    assertThat(provider.getGrantTypes())
        .contains(
            GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, GrantType.CLIENT_CREDENTIALS);
    assertThat(provider.getResponseModes())
        .contains(ResponseMode.QUERY, ResponseMode.FRAGMENT, ResponseMode.FORM_POST);
    assertThat(provider.getTokenEndpointAuthMethods())
        .contains(
            ClientAuthenticationMethod.NONE,
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
            ClientAuthenticationMethod.CLIENT_SECRET_POST);
    assertThat(provider.supportsAuthorizationResponseIssuerParam()).isTrue();
    assertThat(provider.getEndSessionEndpointURI()).isNotNull();
    assertThat(server.getIssuer()).isEqualTo(provider.getIssuer());
    assertThat(server.getTokenEndpointURI()).isEqualTo(provider.getTokenEndpointURI());
    assertThat(server.getIntrospectionEndpointURI())
        .isEqualTo(provider.getIntrospectionEndpointURI());
    assertThat(server.getRevocationEndpointURI()).isEqualTo(provider.getRevocationEndpointURI());
  }

  @Test
  @DisplayName("Full flow: login, consent, code, ID token, UserInfo, API, refresh")
  void fullFlow() throws Exception {
    NimbusClient app = partner();
    Person ada = new Person("ada");
    Pending pending = app.request(EVERYTHING);

    URI returned = ada.approve(pending.uri());
    OIDCTokens tokens = NimbusClient.tokens(app.redeem(pending, app.code(pending, returned)));

    assertThat(ada.pages()).containsExactly("login", "consent");
    IDTokenClaimsSet idToken = app.validated(tokens, pending.nonce());
    assertThat(idToken.getSubject().getValue()).isEqualTo("ada");
    assertThat(idToken.getAudience()).containsExactly(new Audience(Shop.PARTNER));
    assertThat(idToken.getAccessTokenHash()).isNotNull();
    assertThat(idToken.getSessionID()).isNotNull();

    var person = app.claims(tokens.getAccessToken());
    assertThat(person.getSubject().getValue()).isEqualTo("ada");
    assertThat(person.getName()).isEqualTo("Ada Lovelace");
    assertThat(person.getEmailAddress()).isEqualTo("ada@shop.example");
    assertThat(orders(tokens).body()).isEqualTo("{\"customer\":\"ada\",\"orders\":[1815]}");

    OIDCTokens next = NimbusClient.tokens(app.refresh(tokens.getRefreshToken()));
    assertThat(next.getRefreshToken()).isNotEqualTo(tokens.getRefreshToken());
    assertThat(next.getAccessToken()).isNotEqualTo(tokens.getAccessToken());
    assertThat(app.claims(next.getAccessToken()).getSubject()).isEqualTo(person.getSubject());
    assertThat(orders(next).statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("4 JWT default: typ at+jwt, audience, subject, client and scope, kid in /jwks")
  void jwtAccessToken() throws Exception {
    OIDCTokens tokens = partner().connect(new Person("ada"), "openid", "orders:read");

    SignedJWT jwt = SignedJWT.parse(tokens.getAccessToken().getValue());
    JWTClaimsSet claims = jwt.getJWTClaimsSet();
    assertThat(jwt.getHeader().getType().getType()).isEqualTo("at+jwt");
    assertThat(claims.getAudience()).containsExactly(Shop.PARTNER);
    assertThat(claims.getIssuer()).isEqualTo(Shop.ISSUER);
    assertThat(claims.getSubject()).isEqualTo("ada");
    assertThat(claims.getStringClaim("client_id")).isEqualTo(Shop.PARTNER);
    assertThat(claims.getStringClaim("scope").split(" "))
        .containsExactlyInAnyOrder("openid", "orders:read");
    assertThat(claims.getExpirationTime().toInstant()).isAfter(Instant.now());
    assertThat(claims.getJWTID()).isNotBlank();
    assertThat(fetch(Shop.ISSUER + "/jwks").body()).contains(jwt.getHeader().getKeyID());
  }

  @Test
  @DisplayName("Remembered consent: the second request is answered without a page")
  void rememberedConsent() {
    NimbusClient app = partner();
    Person mary = new Person("mary");
    app.connect(mary, "openid", "email");

    app.connect(mary, "openid", "email");
    Pending silent = app.request(b -> b.prompt(new Prompt(Prompt.Type.NONE)), "openid");
    app.code(silent, mary.approve(silent.uri()));
    assertThat(mary.pages()).containsExactly("login", "consent");

    app.connect(mary, "openid", "email", "profile");
    assertThat(mary.pages()).containsExactly("login", "consent", "consent");
  }

  @Test
  @DisplayName("Deny: access_denied with state and iss")
  void deny() {
    NimbusClient app = partner();
    Pending pending = app.request("openid", "orders:read");

    URI returned = new Person("hedy").answer(pending.uri(), Decision.DENY);

    assertThat(app.error(pending, returned)).isEqualTo("access_denied");
  }

  @Test
  @DisplayName("prompt=none: no session answers login_required and shows no page")
  void silentWithoutSession() {
    NimbusClient app = partner();
    Person nobody = new Person("ada");
    Pending silent = app.request(b -> b.prompt(new Prompt(Prompt.Type.NONE)), "openid");

    assertThat(app.error(silent, nobody.approve(silent.uri()))).isEqualTo("login_required");
    assertThat(nobody.pages()).isEmpty();
  }

  @Test
  @DisplayName("6 Code replay and 7 Replay revokes: the code fails and what it issued ends")
  void codeReplay() {
    NimbusClient app = NimbusClient.backOffice(Shop.ISSUER);
    Pending pending = app.request("openid", "offline_access");
    var code = app.code(pending, new Person("ada").approve(pending.uri()));
    OIDCTokens tokens = NimbusClient.tokens(app.redeem(pending, code));
    assertThat(app.introspect(tokens.getAccessToken()).isActive()).isTrue();

    assertThat(NimbusClient.error(app.redeem(pending, code))).isEqualTo("invalid_grant");

    assertThat(app.introspect(tokens.getAccessToken()).isActive()).isFalse();
    assertThat(NimbusClient.error(app.refresh(tokens.getRefreshToken())))
        .isEqualTo("invalid_grant");
  }

  @Test
  @DisplayName("22 Family revocation: a refresh token two generations old ends its family")
  void refreshReuse() {
    NimbusClient app = NimbusClient.backOffice(Shop.ISSUER);
    RefreshToken first =
        app.connect(new Person("ada"), "openid", "offline_access").getRefreshToken();
    RefreshToken second = NimbusClient.tokens(app.refresh(first)).getRefreshToken();
    OIDCTokens newest = NimbusClient.tokens(app.refresh(second));

    assertThat(NimbusClient.error(app.refresh(first))).isEqualTo("invalid_grant");

    assertThat(NimbusClient.error(app.refresh(newest.getRefreshToken())))
        .isEqualTo("invalid_grant");
    assertThat(app.introspect(newest.getAccessToken()).isActive()).isFalse();
  }

  @Test
  @DisplayName("28 Grace window: the immediate predecessor gets the same successor back")
  void graceWindow() {
    NimbusClient app = partner();
    RefreshToken first =
        app.connect(new Person("ada"), "openid", "offline_access").getRefreshToken();

    RefreshToken lost = NimbusClient.tokens(app.refresh(first)).getRefreshToken();

    assertThat(NimbusClient.tokens(app.refresh(first)).getRefreshToken()).isEqualTo(lost);
  }

  @Test
  @DisplayName("client_credentials: a machine gets a token for itself, without refresh token")
  void machine() throws Exception {
    NimbusClient app = NimbusClient.backOffice(Shop.ISSUER);

    TokenResponse response = app.asItself("orders:read");

    var tokens = response.toSuccessResponse().getTokens();
    assertThat(tokens.getRefreshToken()).isNull();
    assertThat(tokens.getAccessToken().getScope().toStringList()).containsExactly("orders:read");
    JWTClaimsSet claims = SignedJWT.parse(tokens.getAccessToken().getValue()).getJWTClaimsSet();
    assertThat(claims.getSubject()).isEqualTo(Shop.BACK_OFFICE);
  }

  @Test
  @DisplayName("62 Introspection active: client, subject, scope, audience and times")
  void introspectionActive() {
    NimbusClient app = NimbusClient.backOffice(Shop.ISSUER);
    OIDCTokens tokens = app.connect(new Person("grace"), "openid", "orders:read");

    TokenIntrospectionSuccessResponse answer = app.introspect(tokens.getAccessToken());

    assertThat(answer.isActive()).isTrue();
    assertThat(answer.getClientID().getValue()).isEqualTo(Shop.BACK_OFFICE);
    assertThat(answer.getSubject().getValue()).isEqualTo("grace");
    assertThat(answer.getScope().toStringList()).containsExactlyInAnyOrder("openid", "orders:read");
    assertThat(answer.getAudience()).contains(new Audience(Shop.BACK_OFFICE));
    assertThat(answer.getExpirationTime()).isAfter(answer.getIssueTime());
  }

  @Test
  @DisplayName("63 Inactive collapse: foreign token and garbage are nothing but inactive")
  void introspectionInactive() {
    OIDCTokens tokens = NimbusClient.backOffice(Shop.ISSUER).connect(new Person("ada"), "openid");
    NimbusClient other = NimbusClient.passerBy(Shop.ISSUER);

    for (var token : List.of(tokens.getAccessToken(), new BearerAccessToken("garbage"))) {
      assertThat(other.introspect(token).toJSONObject())
          .containsOnly(java.util.Map.entry("active", false));
    }
  }

  @Test
  @DisplayName("72 Revoke own: inactive at once, UserInfo refuses; 74 refresh revocation cascades")
  void revocation() {
    NimbusClient app = NimbusClient.backOffice(Shop.ISSUER);
    Person ada = new Person("ada");
    OIDCTokens one = app.connect(ada, "openid", "offline_access");
    OIDCTokens two = app.connect(ada, "openid", "offline_access");

    assertThat(app.revoke(one.getAccessToken())).isEqualTo(200);
    assertThat(app.introspect(one.getAccessToken()).isActive()).isFalse();
    assertThat(app.userInfo(one.getAccessToken()).toErrorResponse().getErrorObject())
        .satisfies(error -> assertThat(error.getHTTPStatusCode()).isEqualTo(401));

    assertThat(app.revoke(two.getRefreshToken())).isEqualTo(200);
    assertThat(app.introspect(two.getAccessToken()).isActive()).isFalse();
    assertThat(NimbusClient.error(app.refresh(two.getRefreshToken()))).isEqualTo("invalid_grant");
  }

  @Test
  @DisplayName("73 Revoke foreign/unknown: 200 and the token stays active")
  void foreignRevocation() {
    NimbusClient app = NimbusClient.backOffice(Shop.ISSUER);
    OIDCTokens tokens = app.connect(new Person("ada"), "openid");

    assertThat(NimbusClient.passerBy(Shop.ISSUER).revoke(tokens.getAccessToken())).isEqualTo(200);

    assertThat(app.introspect(tokens.getAccessToken()).isActive()).isTrue();
  }

  private static NimbusClient partner() {
    return NimbusClient.partner(Shop.ISSUER);
  }

  private static HttpResponse<String> orders(OIDCTokens tokens) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(Shop.BASE + "/api/orders"))
            .header("Authorization", "Bearer " + tokens.getAccessToken().getValue()));
  }

  private static HttpResponse<String> fetch(String uri) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(uri)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
