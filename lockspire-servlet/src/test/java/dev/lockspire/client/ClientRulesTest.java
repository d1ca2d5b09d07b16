package dev.lockspire.client;

import static dev.lockspire.client.ClientFixture.webApp;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.lockspire.policy.SecurityProfile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Client metadata")
final class ClientRulesTest {
  private static final Map<String, Object> EC_KEY =
      Map.of(
          "kty", "EC",
          "crv", "P-256",
          "x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
          "y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
  private static final String KEY_JWT = "private_key_jwt";
  private static final String METHOD = "token_endpoint_auth_method";
  private static final String ALG = "token_endpoint_auth_signing_alg";

  private static List<String> problems(SecurityProfile profile, Map<String, Object> document) {
    return problems(profile, profile, document);
  }

  private static List<String> problems(
      SecurityProfile profile, SecurityProfile server, Map<String, Object> document) {
    ClientDocument.Draft draft = ClientDocument.whole(document);
    return Stream.concat(
            draft.errors().stream(),
            ClientRules.check(draft.metadata(), draft.jwks(), draft.extra(), profile, server, false)
                .stream())
        .map(e -> (e.field() + " " + e.reason() + " " + e.detail()).strip())
        .toList();
  }

  private static Arguments refusedSubject(String field, String value) {
    String name = "tls_client_auth_" + field;
    return refused(name + " invalid_" + name, METHOD, "tls_client_auth", name, value);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        refused(
            METHOD + " invalid_token_endpoint_auth_method",
            "client_type",
            "public",
            METHOD,
            "client_secret_basic"),
        refused(
            METHOD + " invalid_token_endpoint_auth_method",
            "client_type",
            "confidential",
            METHOD,
            "none"),
        refused(
            "token_endpoint_auth_signing_alg invalid_token_endpoint_auth_signing_alg",
            METHOD,
            "client_secret_jwt"),
        refused(
            "token_endpoint_auth_signing_alg invalid_token_endpoint_auth_signing_alg",
            METHOD,
            "client_secret_jwt",
            ALG,
            "HS512"),
        refused(
            "token_endpoint_auth_signing_alg invalid_token_endpoint_auth_signing_alg",
            METHOD,
            KEY_JWT,
            "jwks",
            EC_KEY,
            ALG,
            "HS256"),
        refused(
            "token_endpoint_auth_signing_alg invalid_token_endpoint_auth_signing_alg",
            ALG,
            "ES256"),
        refused(
            "token_endpoint_auth_signing_alg invalid_token_endpoint_auth_signing_alg",
            METHOD,
            KEY_JWT,
            "jwks",
            EC_KEY,
            "token_endpoint_auth_signing_alg",
            "RS384"),
        refused(METHOD + " missing_cryptographic_material", METHOD, KEY_JWT),
        refused(METHOD + " missing_cryptographic_material", METHOD, "self_signed_tls_client_auth"),
        refused(
            "jwks mutually_exclusive_with_jwks_uri",
            METHOD,
            KEY_JWT,
            "jwks",
            EC_KEY,
            "jwks_uri",
            "https://a.example/k"),
        refused("jwks_uri invalid_uri_scheme", METHOD, KEY_JWT, "jwks_uri", "http://a.example/k"),
        refused("jwks_uri invalid_uri_scheme", METHOD, KEY_JWT, "jwks_uri", "https:///k"),
        refused(
            "jwks_uri unsupported_token_endpoint_auth_method", "jwks_uri", "https://a.example/k"),
        refused("jwks invalid_jwks empty", "jwks", Map.of("keys", List.of())),
        refused("jwks invalid_jwks malformed", "jwks", Map.of("kty", "EC")),
        refused("jwks invalid_jwks symmetric_key", "jwks", Map.of("kty", "oct", "k", "AAAA")),
        refused("jwks invalid_type object", "jwks", "not json"),
        refused(
            "tls_client_auth_subject_dn exactly_one_subject_required", METHOD, "tls_client_auth"),
        refused(
            "tls_client_auth_subject_dn exactly_one_subject_required",
            METHOD,
            "tls_client_auth",
            "tls_client_auth_san_dns",
            "a.example",
            "tls_client_auth_san_ip",
            "192.0.2.1"),
        refused(
            "tls_client_auth_subject_dn unsupported_token_endpoint_auth_method",
            "tls_client_auth_san_dns",
            "a.example"),
        refused(
            "tls_client_auth_subject_dn invalid_tls_client_auth_subject_dn",
            METHOD,
            "tls_client_auth",
            "tls_client_auth_subject_dn",
            "no name"),
        refused(
            "tls_client_auth_san_ip invalid_tls_client_auth_san_ip",
            METHOD,
            "tls_client_auth",
            "tls_client_auth_san_ip",
            "a.example"),
        refusedSubject("subject_dn", "CN=a,shoeSize=43"),
        refusedSubject("san_dns", "*.a.example"),
        refusedSubject("san_uri", "/relative"),
        refusedSubject("san_ip", "256.0.0.1"),
        refusedSubject("san_ip", "2001:db8::/32"),
        refusedSubject("san_email", "nobody"),
        refused("redirect_uris invalid_redirect_uri empty", "redirect_uris", List.of()),
        refused(
            "redirect_uris invalid_redirect_uri invalid_scheme",
            "redirect_uris",
            "http://a.example/cb"),
        refused(
            "post_logout_redirect_uris invalid_redirect_uri wildcard_not_allowed",
            "post_logout_redirect_uris",
            "https://*.example"),
        refused(
            "backchannel_logout_uri invalid_logout_uri missing_scheme",
            "backchannel_logout_uri",
            "/logout"),
        refused(
            "backchannel_logout_session_required logout_uri_required",
            "backchannel_logout_session_required",
            true),
        refused(
            "frontchannel_logout_session_required logout_uri_required",
            "frontchannel_logout_session_required",
            true),
        refused(
            "frontchannel_logout_session_required invalid_boolean",
            "frontchannel_logout_session_required",
            "true"),
        refused(
            "frontchannel_logout_uri frontchannel_logout_origin_mismatch",
            "frontchannel_logout_uri",
            "https://app.example:8443/out"),
        refused("logo_uri invalid_uri invalid_scheme", "logo_uri", "javascript:alert(1)"),
        refused("allowed_scopes invalid_scope empty", "scope", ""),
        refused("allowed_scopes invalid_scope malformed", "scope", "read/all"),
        refused("allowed_scopes given_twice also as scope", "allowed_scopes", List.of("a")),
        refused(
            "allowed_grant_types invalid_grant_type unsupported",
            "grant_types",
            List.of("authorization_code", "implicit")),
        refused(
            "allowed_grant_types invalid_grant_type incoherent_pair",
            "grant_types",
            List.of("client_credentials", "refresh_token")),
        refused(
            "allowed_grant_types invalid_grant_type client_credentials_needs_confidential_client",
            METHOD,
            "none",
            "grant_types",
            List.of("authorization_code", "client_credentials")),
        refused(
            "allowed_grant_types invalid_grant_type ciba_needs_confidential_client",
            METHOD,
            "none",
            "grant_types",
            List.of("authorization_code", GrantTypes.CIBA)),
        refused(
            "allowed_response_types invalid_response_type unsupported",
            "response_types",
            List.of("code", "token")),
        refused(
            "allowed_response_types invalid_response_type incoherent_pair",
            "grant_types",
            List.of("client_credentials"),
            "response_types",
            List.of("code")),
        refused("resource_identifiers invalid_resource", "resource_identifiers", List.of("api")),
        refused(
            "allowed_resources invalid_resource",
            "allowed_resources",
            List.of("https://api.example/#x")),
        refused("pkce_required pkce_required", METHOD, "none", "pkce_required", false),
        refused(
            "refresh_token_lifetime invalid_refresh_token_lifetime at least 1",
            "refresh_token_lifetime",
            -1),
        refused("default_max_age invalid_default_max_age at least 0", "default_max_age", -1),
        refused("access_token_lifetime invalid_type whole number", "access_token_lifetime", 1.5),
        refused(
            "max_delegation_depth invalid_max_delegation_depth 0 to 5", "max_delegation_depth", 6),
        refused(
            "id_token_signed_response_alg invalid_id_token_signed_response_alg",
            "id_token_signed_response_alg",
            "none"),
        refused(
            "request_object_signing_alg invalid_request_object_signing_alg",
            "jwks",
            EC_KEY,
            "request_object_signing_alg",
            "HS256"),
        refused(
            "authorization_encrypted_response_alg missing_for_encrypted_response",
            "jwks",
            EC_KEY,
            "authorization_signed_response_alg",
            "ES256",
            "authorization_encrypted_response_enc",
            "A256GCM"),
        refused(
            "userinfo_encrypted_response_enc unsupported",
            "jwks",
            EC_KEY,
            "userinfo_signed_response_alg",
            "ES256",
            "userinfo_encrypted_response_alg",
            "ECDH-ES+A256KW",
            "userinfo_encrypted_response_enc",
            "A192GCM"),
        refused(
            "userinfo_signed_response_alg missing_for_encrypted_response",
            "jwks",
            EC_KEY,
            "userinfo_encrypted_response_alg",
            "ECDH-ES"),
        refused(
            "id_token_encrypted_response_alg missing_cryptographic_material",
            "id_token_encrypted_response_alg",
            "RSA-OAEP-256"),
        refused(
            "request_object_encryption_alg unsupported", "request_object_encryption_alg", "dir"),
        refused(
            "require_signed_request_object missing_cryptographic_material",
            "require_signed_request_object",
            true),
        refused(
            "authorization_details_types invalid_authorization_details_types",
            "authorization_details_types",
            List.of("payment_initiation", " ")),
        refused(
            "authorization_encrypted_response_alg unsupported",
            "jwks",
            EC_KEY,
            "authorization_signed_response_alg",
            "ES256",
            "authorization_encrypted_response_alg",
            "RSA1_5",
            "authorization_encrypted_response_enc",
            "A256GCM"),
        refused(
            "authorization_signed_response_alg missing_for_encrypted_response",
            "jwks",
            EC_KEY,
            "authorization_encrypted_response_alg",
            "ECDH-ES",
            "authorization_encrypted_response_enc",
            "A256GCM"),
        refused(
            "authorization_encrypted_response_alg missing_cryptographic_material",
            "authorization_signed_response_alg",
            "PS256",
            "authorization_encrypted_response_alg",
            "ECDH-ES",
            "authorization_encrypted_response_enc",
            "A256GCM"),
        refused(
            "sector_identifier_uri invalid_uri_scheme",
            "sector_identifier_uri",
            "http://app.example/sector.json"),
        refused(
            "sector_identifier_uri invalid_uri_scheme",
            "subject_type",
            "pairwise",
            "sector_identifier_uri",
            "https://app.example/sector.json#part"),
        refused(
            "sector_identifier_uri sector_identifier_required several_redirect_hosts",
            "subject_type",
            "pairwise",
            "redirect_uris",
            List.of("https://app.example/cb", "https://other.example/cb")),
        refused(
            "sector_identifier_uri sector_identifier_required loopback_redirect_host",
            "subject_type",
            "pairwise",
            "redirect_uris",
            List.of("http://127.0.0.1/cb")),
        refused(
            "sector_identifier_uri sector_identifier_required redirect_uri_without_host",
            "subject_type",
            "pairwise",
            "application_type",
            "native",
            "token_endpoint_auth_method",
            "none",
            "redirect_uris",
            List.of("com.example.app:/cb")),
        refused(
            "sector_identifier_uri sector_identifier_required no_redirect_uri",
            "subject_type",
            "pairwise",
            "redirect_uris",
            List.of(),
            "grant_types",
            List.of("client_credentials"),
            "response_types",
            List.of()),
        refused(
            "backchannel_client_notification_endpoint required_for_delivery_mode",
            "backchannel_token_delivery_mode",
            "ping"),
        refused(
            "backchannel_client_notification_endpoint invalid_uri_scheme",
            "backchannel_client_notification_endpoint",
            "http://a.example/n"),
        refused(
            "access_token_format invalid_access_token_format inherit, jwt, opaque",
            "access_token_format",
            "paseto"),
        refused(
            "par_policy invalid_par_policy one of inherit, required, optional",
            "par_policy",
            "sometimes"),
        refused("require_nonc unknown_member did you mean require_nonce?", "require_nonc", true));
  }

  private static Arguments refused(String expected, Object... members) {
    return Arguments.of(expected, webApp(members));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  @DisplayName("is refused, and the one problem is named")
  void oneProblem(String expected, Map<String, Object> document) {
    assertThat(problems(SecurityProfile.NONE, document)).containsExactly(expected);
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        accepted(
            "pairwise subjects, one redirect host on two ports",
            "subject_type",
            "pairwise",
            "redirect_uris",
            List.of("https://app.example/cb", "https://App.example:8443/other")),
        accepted(
            "pairwise subjects, several redirect hosts and a URI that speaks for them",
            "subject_type",
            "pairwise",
            "redirect_uris",
            List.of("https://app.example/cb", "https://other.example/cb"),
            "sector_identifier_uri",
            "https://app.example/sector.json"),
        accepted("private_key_jwt with inline keys", METHOD, KEY_JWT, "jwks", EC_KEY),
        accepted("private_key_jwt, RS256", METHOD, KEY_JWT, "jwks", EC_KEY, ALG, "RS256"),
        accepted("private_key_jwt, ES256", METHOD, KEY_JWT, "jwks", EC_KEY, ALG, "ES256"),
        accepted("private_key_jwt, PS256", METHOD, KEY_JWT, "jwks", EC_KEY, ALG, "PS256"),
        accepted("private_key_jwt, EdDSA", METHOD, KEY_JWT, "jwks", EC_KEY, ALG, "EdDSA"),
        accepted("private_key_jwt, jwks_uri", METHOD, KEY_JWT, "jwks_uri", "https://a.example/k"),
        accepted("client_secret_jwt, HS256", METHOD, "client_secret_jwt", ALG, "HS256"),
        accepted(
            "jwks_uri for signed request objects",
            "request_object_signing_alg",
            "ES256",
            "jwks_uri",
            "https://a.example/k"),
        accepted(
            "private_key_jwt with a pasted key set",
            METHOD,
            KEY_JWT,
            "jwks",
            "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\","
                + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}]}"),
        accepted(
            "tls_client_auth with a subject",
            METHOD,
            "tls_client_auth",
            "tls_client_auth_subject_dn",
            "CN=example.com,O=Test Org,C=US"),
        accepted(
            "tls_client_auth with an IPv6 address",
            METHOD,
            "tls_client_auth",
            "tls_client_auth_san_ip",
            "2001:db8::1"),
        accepted(
            "self_signed_tls_client_auth",
            METHOD,
            "self_signed_tls_client_auth",
            "jwks_uri",
            "https://a.example/k"),
        accepted(
            "a CIBA client without redirect URIs",
            "grant_types",
            List.of(GrantTypes.CIBA, "refresh_token"),
            "redirect_uris",
            List.of()),
        accepted(
            "a machine client",
            "grant_types",
            List.of("client_credentials"),
            "redirect_uris",
            List.of()),
        accepted("a confidential client without PKCE", "pkce_required", false),
        accepted(
            "a native app with a private-use scheme",
            METHOD,
            "none",
            "application_type",
            "native",
            "redirect_uris",
            List.of("com.example.app:/cb", "http://127.0.0.1/cb")),
        accepted(
            "front-channel logout at a redirect URI's origin",
            "frontchannel_logout_uri",
            "https://APP.example:443/out"),
        accepted(
            "lists as comma-separated text",
            "redirect_uris",
            "https://a.example/cb, https://b.example/cb"));
  }

  private static Arguments accepted(String name, Object... members) {
    return Arguments.of(name, webApp(members));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  @DisplayName("is accepted")
  void noProblem(String name, Map<String, Object> document) {
    assertThat(problems(SecurityProfile.NONE, document)).as(name).isEmpty();
  }

  @Test
  @DisplayName("never holds a private key")
  void privateKey() {
    Map<String, Object> key = new java.util.HashMap<>(EC_KEY);
    key.put("d", "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI");

    assertThat(problems(SecurityProfile.NONE, webApp("jwks", key)))
        .containsExactly("jwks invalid_jwks private_key");
  }

  @Test
  @DisplayName("B-80: never holds an RSA key of less than 2048 bits, which nobody would believe")
  void weakKey() throws Exception {
    for (int bits : new int[] {1024, 2048}) {
      Map<String, Object> key =
          new RSAKeyGenerator(bits, true).generate().toPublicJWK().toJSONObject();
      assertThat(problems(SecurityProfile.NONE, webApp("jwks", key)))
          .isEqualTo(bits < 2048 ? List.of("jwks invalid_jwks weak_key") : List.of());
    }
  }

  @Test
  @DisplayName("under FAPI needs a key, https, FAPI algorithms and PKCE")
  void fapi() {
    assertThat(
            problems(
                SecurityProfile.FAPI_2_0_MESSAGE_SIGNING,
                webApp(
                    "redirect_uris", List.of("http://127.0.0.1/cb"),
                    "pkce_required", false,
                    "id_token_signed_response_alg", "RS256",
                    "backchannel_token_delivery_mode", "push",
                    "backchannel_client_notification_endpoint", "https://a.example/n")))
        .containsExactly(
            "token_endpoint_auth_method invalid_token_endpoint_auth_method"
                + " incompatible_with_fapi_2_0",
            "redirect_uris invalid_redirect_uri invalid_scheme",
            "pkce_required pkce_required",
            "id_token_signed_response_alg incompatible_with_fapi_2_0",
            "authorization_signed_response_alg incompatible_with_fapi_2_0",
            "backchannel_token_delivery_mode incompatible_with_fapi_2_0");
    for (String alg : Arrays.asList("PS256", "ES256")) {
      assertThat(
              problems(
                  SecurityProfile.FAPI_2_0_MESSAGE_SIGNING,
                  webApp(
                      METHOD,
                      KEY_JWT,
                      "jwks",
                      EC_KEY,
                      "token_endpoint_auth_signing_alg",
                      alg,
                      "authorization_signed_response_alg",
                      alg)))
          .isEmpty();
    }
  }

  @Test
  @DisplayName("under FAPI has HMAC assertions not even for a client exempt from it, nor RS256")
  void assertionsUnderFapi() {
    Map<String, Object> hmac = webApp(METHOD, "client_secret_jwt", ALG, "HS256");
    String refused = METHOD + " invalid_token_endpoint_auth_method incompatible_with_fapi_2_0";
    SecurityProfile fapi = SecurityProfile.FAPI_2_0_SECURITY;

    assertThat(problems(SecurityProfile.NONE, fapi, hmac)).containsExactly(refused);
    assertThat(problems(fapi, SecurityProfile.NONE, hmac)).containsExactly(refused);
    assertThat(problems(SecurityProfile.NONE, fapi, webApp())).isEmpty();
    for (String alg : List.of("RS256", "EdDSA")) {
      assertThat(problems(fapi, webApp(METHOD, KEY_JWT, "jwks", EC_KEY, ALG, alg)))
          .containsExactly(ALG + " invalid_token_endpoint_auth_signing_alg");
    }
  }
}
