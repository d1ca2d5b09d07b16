package dev.lockspire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** The main journeys, as an application on Spring Security makes them. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@DisplayName("An application on Spring Security")
final class SpringSecurityIT {
  private static final String NONCE = "kL3nV8sQ2mX7";

  @Test
  @DisplayName("29 Basic auth encoding: logs a person in with OpenID Connect, secret with : and %")
  void login() throws Exception {
    ClientRegistration shop = registration(AuthorizationGrantType.AUTHORIZATION_CODE);
    Person joan = new Person("joan");

    OAuth2LoginAuthenticationToken login = login(shop, joan, NONCE);

    OidcUser user = (OidcUser) login.getPrincipal();
    assertThat(user.getIssuer()).hasToString(Shop.ISSUER);
    assertThat(user.getSubject()).isEqualTo("joan");
    assertThat(user.getAudience()).containsExactly(Shop.BACK_OFFICE);
    assertThat(user.getIdToken().getAccessTokenHash()).isNotBlank();
    assertThat(user.getUserInfo().getEmail()).isEqualTo("joan@shop.example");
    assertThat(user.getUserInfo().getFullName()).isEqualTo("Joan Clarke");
    assertThat(joan.pages()).containsExactly("login", "consent");
  }

  @Test
  @DisplayName("21 Refresh rotation: a new access token and a new refresh token")
  void refresh() throws Exception {
    ClientRegistration shop = registration(AuthorizationGrantType.AUTHORIZATION_CODE);
    OAuth2LoginAuthenticationToken login = login(shop, new Person("grace"), NONCE);

    OAuth2AccessTokenResponse next =
        new RestClientRefreshTokenTokenResponseClient()
            .getTokenResponse(
                new OAuth2RefreshTokenGrantRequest(
                    shop, login.getAccessToken(), login.getRefreshToken()));

    assertThat(next.getRefreshToken().getTokenValue())
        .isNotEqualTo(login.getRefreshToken().getTokenValue());
    Jwt before = decode(login.getAccessToken().getTokenValue());
    Jwt after = decode(next.getAccessToken().getTokenValue());
    assertThat(after.getSubject()).isEqualTo(before.getSubject()).isEqualTo("grace");
    assertThat(after.getId()).isNotEqualTo(before.getId());
  }

  @Test
  @DisplayName("client_credentials: a token whose signature and issuer Spring accepts")
  void machine() {
    OAuth2AccessTokenResponse response =
        new RestClientClientCredentialsTokenResponseClient()
            .getTokenResponse(
                new OAuth2ClientCredentialsGrantRequest(
                    registration(AuthorizationGrantType.CLIENT_CREDENTIALS)));

    assertThat(response.getAccessToken().getScopes()).containsExactly("orders:read");
    assertThat(decode(response.getAccessToken().getTokenValue()).getSubject())
        .isEqualTo(Shop.BACK_OFFICE);
  }

  @Test
  @DisplayName("ID token: a nonce that is not the one asked for is noticed")
  void foreignNonce() {
    ClientRegistration shop = registration(AuthorizationGrantType.AUTHORIZATION_CODE);

    assertThatThrownBy(() -> login(shop, new Person("ada"), "another nonce"))
        .isInstanceOf(OAuth2AuthenticationException.class)
        .hasMessageContaining("nonce");
  }

  /** Does what Spring's login filter does. */
  private static OAuth2LoginAuthenticationToken login(
      ClientRegistration shop, Person person, String expectedNonce) throws Exception {
    OAuth2AuthorizationRequest.Builder builder =
        OAuth2AuthorizationRequest.authorizationCode()
            .authorizationUri(shop.getProviderDetails().getAuthorizationUri())
            .clientId(shop.getClientId())
            .redirectUri(shop.getRedirectUri())
            .scopes(shop.getScopes())
            .state("s t/at&e=ä")
            .additionalParameters(Map.of("nonce", hash(NONCE)))
            .attributes(attributes -> attributes.put("nonce", expectedNonce));
    OAuth2AuthorizationRequestCustomizers.withPkce().accept(builder);
    OAuth2AuthorizationRequest request = builder.build();
    Map<String, String> answer =
        query(person.approve(URI.create(request.getAuthorizationRequestUri())));
    OAuth2AuthorizationResponse response =
        OAuth2AuthorizationResponse.success(answer.get("code"))
            .state(answer.get("state"))
            .redirectUri(shop.getRedirectUri())
            .build();
    return (OAuth2LoginAuthenticationToken)
        new OidcAuthorizationCodeAuthenticationProvider(
                new RestClientAuthorizationCodeTokenResponseClient(), new OidcUserService())
            .authenticate(
                new OAuth2LoginAuthenticationToken(
                    shop, new OAuth2AuthorizationExchange(request, response)));
  }

  private static ClientRegistration registration(AuthorizationGrantType grant) {
    ClientRegistration.Builder builder =
        ClientRegistrations.fromIssuerLocation(Shop.ISSUER)
            .clientId(Shop.BACK_OFFICE)
            .clientSecret(Shop.BACK_OFFICE_SECRET)
            .authorizationGrantType(grant);
    return grant.equals(AuthorizationGrantType.CLIENT_CREDENTIALS)
        ? builder.scope("orders:read").build()
        : builder
            .redirectUri(Shop.BACK_OFFICE_CALLBACK.toString())
            .scope("openid", "profile", "email", "offline_access", "orders:read")
            .build();
  }

  /** As a resource server does that expects RFC 9068. */
  private static Jwt decode(String accessToken) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withIssuerLocation(Shop.ISSUER)
            .discoverJwsAlgorithms()
            .validateType(false)
            .build();
    decoder.setJwtValidator(
        JwtValidators.createAtJwtValidator()
            .issuer(Shop.ISSUER)
            .audience(Shop.BACK_OFFICE)
            .clientId(Shop.BACK_OFFICE)
            .build());
    return decoder.decode(accessToken);
  }

  private static Map<String, String> query(URI uri) {
    return java.util.Arrays.stream(uri.getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            java.util.stream.Collectors.toMap(
                pair -> pair[0],
                pair -> java.net.URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static String hash(String nonce) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(nonce.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }
}
