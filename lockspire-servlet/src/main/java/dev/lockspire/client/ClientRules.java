package dev.lockspire.client;

import static dev.lockspire.client.ClientMetadata.DeliveryMode;
import static dev.lockspire.client.ClientMetadata.SubjectType;

import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.SigningAlgorithm;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What an operator may register, one method per subject, in the order of the fields. Every problem
 * is collected, so that a form shows them all at once.
 */
final class ClientRules {
  private static final Pattern SCOPE = Pattern.compile("[A-Za-z0-9._:-]+");
  private static final Set<String> GRANTS =
      Set.of(
          GrantTypes.AUTHORIZATION_CODE,
          GrantTypes.REFRESH_TOKEN,
          GrantTypes.CLIENT_CREDENTIALS,
          GrantTypes.DEVICE_CODE,
          GrantTypes.CIBA,
          GrantTypes.TOKEN_EXCHANGE);
  private static final int MOST_DETAIL_TYPES = 100;
  private static final int LONGEST_DETAIL_TYPE = 256;
  private static final String NOT_FAPI = "incompatible_with_fapi_2_0";

  private final ClientMetadata client;
  private final Optional<Map<String, Object>> jwks;
  private final Map<String, Object> extra;
  private final SecurityProfile profile;
  private final SecurityProfile server;
  private final RedirectUris redirects;
  private final List<FieldError> errors = new ArrayList<>();

  private ClientRules(
      ClientMetadata client,
      Optional<Map<String, Object>> jwks,
      Map<String, Object> extra,
      SecurityProfile profile,
      SecurityProfile server,
      boolean development) {
    this.client = client;
    this.jwks = jwks;
    this.extra = extra;
    this.profile = profile;
    this.server = server;
    this.redirects = RedirectUris.of(client, profile, development);
  }

  /**
   * @param profile the one that holds for this client
   * @param server the one that holds for clients without one of their own
   * @param development whether http is allowed to any host
   */
  static List<FieldError> check(
      ClientMetadata client,
      Optional<Map<String, Object>> jwks,
      Map<String, Object> extra,
      SecurityProfile profile,
      SecurityProfile server,
      boolean development) {
    ClientRules rules = new ClientRules(client, jwks, extra, profile, server, development);
    rules.authentication();
    rules.keyMaterial();
    rules.redirectUris();
    rules.logout();
    rules.displayedUris();
    rules.scopes();
    rules.grants();
    rules.responseTypes();
    rules.resources();
    rules.pkce();
    rules.limits();
    rules.algorithms();
    ProtectionRules.check(client, extra, rules.hasKeys(), rules::refuse);
    rules.authorizationDetails();
    rules.subject();
    rules.backchannel();
    return List.copyOf(rules.errors);
  }

  private boolean isPublic() {
    return client.clientType() == ClientType.PUBLIC;
  }

  private boolean hasGrant(String grant) {
    return client.allowedGrantTypes().contains(grant);
  }

  private void authentication() {
    AuthMethod method = client.tokenEndpointAuthMethod();
    String field = "token_endpoint_auth_method";
    if (isPublic() != (method == AuthMethod.NONE)) {
      refuse(field, "invalid_token_endpoint_auth_method");
    } else if (isBelowFapi(method)) {
      refuse(field, "invalid_token_endpoint_auth_method", NOT_FAPI);
    }
    String alg = client.tokenEndpointAuthSigningAlg();
    boolean allowed =
        switch (method) {
          case CLIENT_SECRET_JWT -> "HS256".equals(alg);
          case PRIVATE_KEY_JWT -> alg == null || isAllowed(alg);
          default -> alg == null;
        };
    if (!allowed) {
      refuse("token_endpoint_auth_signing_alg", "invalid_token_endpoint_auth_signing_alg");
    }
  }

  private boolean isBelowFapi(AuthMethod method) {
    // HMAC assertions are not even for a client that is exempt from the server's profile.
    boolean fapi = profile.isFapi() || (server.isFapi() && method == AuthMethod.CLIENT_SECRET_JWT);
    return fapi && !method.provesPossession();
  }

  private void keyMaterial() {
    jwks.flatMap(KeySets::problem).ifPresent(detail -> refuse("jwks", "invalid_jwks", detail));
    if (jwks.isPresent() && client.jwksUri() != null) {
      refuse("jwks", "mutually_exclusive_with_jwks_uri");
    }
    if (client.jwksUri() != null && !isHttps(client.jwksUri())) {
      refuse("jwks_uri", "invalid_uri_scheme");
    }
    if (client.jwksUri() != null && !hasUseForKeys()) {
      refuse("jwks_uri", "unsupported_token_endpoint_auth_method");
    }
    AuthMethod method = client.tokenEndpointAuthMethod();
    if (needsKeys(method) && !hasKeys()) {
      refuse("token_endpoint_auth_method", "missing_cryptographic_material");
    }
    CertificateSubject.check(client, this::refuse);
  }

  private static boolean needsKeys(AuthMethod method) {
    return method == AuthMethod.PRIVATE_KEY_JWT || method == AuthMethod.SELF_SIGNED_TLS_CLIENT_AUTH;
  }

  /** Nothing is fetched from a client that gives no cause for it. */
  private boolean hasUseForKeys() {
    return needsKeys(client.tokenEndpointAuthMethod())
        || ProtectionRules.encryptsAnything(client, extra)
        || extra.get(RequestObjectMetadata.SIGNING_ALG) != null
        || Boolean.TRUE.equals(extra.get(RequestObjectMetadata.REQUIRED))
        || extra.get("backchannel_authentication_request_signing_alg") != null;
  }

  private boolean hasKeys() {
    return jwks.isPresent() || client.jwksUri() != null;
  }

  private void redirectUris() {
    if (client.redirectUris().isEmpty() && hasGrant(GrantTypes.AUTHORIZATION_CODE)) {
      refuse("redirect_uris", "invalid_redirect_uri", "empty");
    }
    each(client.redirectUris(), "redirect_uris", "invalid_redirect_uri");
    each(client.postLogoutRedirectUris(), "post_logout_redirect_uris", "invalid_redirect_uri");
  }

  private void each(List<String> uris, String field, String reason) {
    for (String uri : uris) {
      redirects
          .problem(uri)
          .ifPresent(detail -> errors.add(new FieldError(field, reason, detail, uri)));
    }
  }

  private void logout() {
    String back = client.backchannelLogoutUri();
    String front = client.frontchannelLogoutUri();
    logoutUri("backchannel_logout", back, client.backchannelLogoutSessionRequired());
    logoutUri("frontchannel_logout", front, client.frontchannelLogoutSessionRequired());
    // The page that is framed belongs to the application that people were sent to.
    if (front != null
        && redirects.problem(front).isEmpty()
        && client.redirectUris().stream()
            .noneMatch(uri -> RedirectUris.origin(uri).equals(RedirectUris.origin(front)))) {
      refuse("frontchannel_logout_uri", "frontchannel_logout_origin_mismatch");
    }
  }

  private void logoutUri(String channel, String uri, boolean sessionRequired) {
    if (uri != null) {
      each(List.of(uri), channel + "_uri", "invalid_logout_uri");
    } else if (sessionRequired) {
      refuse(channel + "_session_required", "logout_uri_required");
    }
  }

  /** They are shown as links and images, so they must not be scripts. */
  private void displayedUris() {
    ifSet(client.logoUri(), uri -> displayed("logo_uri", uri));
    ifSet(client.tosUri(), uri -> displayed("tos_uri", uri));
    ifSet(client.policyUri(), uri -> displayed("policy_uri", uri));
    ifSet((String) extra.get("client_uri"), uri -> displayed("client_uri", uri));
    ifSet((String) extra.get("initiate_login_uri"), uri -> displayed("initiate_login_uri", uri));
  }

  private void displayed(String field, String uri) {
    new RedirectUris(false, true, true)
        .problem(uri.replace("#", ""))
        .ifPresent(detail -> refuse(field, "invalid_uri", detail));
  }

  private void scopes() {
    for (String scope : client.allowedScopes()) {
      if (!SCOPE.matcher(scope).matches()) {
        errors.add(new FieldError("allowed_scopes", "invalid_scope", "malformed", scope));
      }
    }
  }

  private void grants() {
    String field = "allowed_grant_types";
    String reason = "invalid_grant_type";
    if (!GRANTS.containsAll(client.allowedGrantTypes())) {
      refuse(field, reason, "unsupported");
    }
    if (isPublic() && hasGrant(GrantTypes.CLIENT_CREDENTIALS)) {
      refuse(field, reason, "client_credentials_needs_confidential_client");
    }
    if (isPublic() && hasGrant(GrantTypes.CIBA)) {
      refuse(field, reason, "ciba_needs_confidential_client");
    }
    boolean refreshable =
        hasGrant(GrantTypes.AUTHORIZATION_CODE)
            || hasGrant(GrantTypes.DEVICE_CODE)
            || hasGrant(GrantTypes.CIBA);
    if (hasGrant(GrantTypes.REFRESH_TOKEN) && !refreshable) {
      refuse(field, reason, "incoherent_pair");
    }
  }

  private void responseTypes() {
    if (!Set.of("code").containsAll(client.allowedResponseTypes())) {
      refuse("allowed_response_types", "invalid_response_type", "unsupported");
    } else if (client.allowedResponseTypes().isEmpty() == hasGrant(GrantTypes.AUTHORIZATION_CODE)) {
      refuse("allowed_response_types", "invalid_response_type", "incoherent_pair");
    }
  }

  /** RFC 8707 §2: absolute, without a fragment. */
  private void resources() {
    client.allowedResources().forEach(uri -> resource("allowed_resources", uri));
    client.resourceIdentifiers().forEach(uri -> resource("resource_identifiers", uri));
  }

  private void resource(String field, String value) {
    if (parsed(value).filter(uri -> uri.isAbsolute() && uri.getRawFragment() == null).isEmpty()) {
      errors.add(new FieldError(field, "invalid_resource", "", value));
    }
  }

  /** Without PKCE a nonce is what ties the code to the browser, and only OpenID Connect has one. */
  private void pkce() {
    if (!client.pkceRequired()
        && (isPublic() || profile.isFapi() || !hasGrant(GrantTypes.AUTHORIZATION_CODE))) {
      refuse("pkce_required", "pkce_required");
    }
  }

  private void limits() {
    positive("access_token_lifetime", client.accessTokenLifetime(), 1);
    positive("refresh_token_lifetime", client.refreshTokenLifetime(), 1);
    positive("id_token_lifetime", client.idTokenLifetime(), 1);
    positive("default_max_age", client.defaultMaxAge(), 0);
    Integer depth = client.maxDelegationDepth();
    if (depth != null && (depth < 0 || depth > 5)) {
      refuse("max_delegation_depth", "invalid_max_delegation_depth", "0 to 5");
    }
  }

  private void positive(String field, Integer seconds, int least) {
    if (seconds != null && seconds < least) {
      refuse(field, "invalid_" + field, "at least " + least);
    }
  }

  private void algorithms() {
    algorithm("id_token_signed_response_alg", client.idTokenSignedResponseAlg());
    algorithm("access_token_signed_response_alg", client.accessTokenSignedResponseAlg());
    algorithm("authorization_signed_response_alg", client.authorizationSignedResponseAlg());
    if (profile == SecurityProfile.FAPI_2_0_MESSAGE_SIGNING
        && client.authorizationSignedResponseAlg() == null) {
      refuse("authorization_signed_response_alg", NOT_FAPI);
    }
    for (String member :
        List.of(
            RequestObjectMetadata.SIGNING_ALG,
            "userinfo_signed_response_alg",
            "introspection_signed_response_alg",
            "backchannel_authentication_request_signing_alg")) {
      algorithm(member, (String) extra.get(member));
    }
  }

  private void algorithm(String field, String alg) {
    if (alg == null) {
      return;
    }
    if (SigningAlgorithm.ofWireName(alg).isEmpty()) {
      refuse(field, "invalid_" + field);
    } else if (!isAllowed(alg)) {
      refuse(field, NOT_FAPI);
    }
  }

  private boolean isAllowed(String alg) {
    return SigningAlgorithm.ofWireName(alg).filter(profile.algorithms()::contains).isPresent();
  }

  /** RFC 9396 §2: each type is a name of its own. */
  private void authorizationDetails() {
    if (!(extra.get("authorization_details_types") instanceof Collection<?> types)) {
      return;
    }
    boolean wellFormed =
        types.size() <= MOST_DETAIL_TYPES
            && types.stream()
                .allMatch(
                    type ->
                        type instanceof String name
                            && !name.isBlank()
                            && name.length() <= LONGEST_DETAIL_TYPE);
    if (!wellFormed) {
      refuse("authorization_details_types", "invalid_authorization_details_types");
    }
  }

  /**
   * OpenID Connect Core §8.1, Registration §5. What is at the URI is {@link SubjectRules}' part.
   */
  private void subject() {
    String field = "sector_identifier_uri";
    String uri = client.sectorIdentifierUri();
    if (uri != null && !isHttps(uri)) {
      refuse(field, "invalid_uri_scheme");
    }
    if (uri == null && client.subjectType() == SubjectType.PAIRWISE) {
      Sectors.problem(client.redirectUris())
          .ifPresent(detail -> refuse(field, "sector_identifier_required", detail));
    }
  }

  private void backchannel() {
    String endpoint = client.backchannelClientNotificationEndpoint();
    String field = "backchannel_client_notification_endpoint";
    if (endpoint != null && !isHttps(endpoint)) {
      refuse(field, "invalid_uri_scheme");
    }
    if (endpoint == null && client.backchannelTokenDeliveryMode() != DeliveryMode.POLL) {
      refuse(field, "required_for_delivery_mode");
    }
    if (profile.isFapi() && client.backchannelTokenDeliveryMode() == DeliveryMode.PUSH) {
      refuse("backchannel_token_delivery_mode", NOT_FAPI);
    }
  }

  private static boolean isHttps(String value) {
    return parsed(value)
        .filter(
            uri ->
                "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null)
        .isPresent();
  }

  private static Optional<URI> parsed(String value) {
    try {
      return Optional.of(URI.create(value));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void ifSet(String value, Consumer<String> check) {
    if (value != null) {
      check.accept(value);
    }
  }

  private void refuse(String field, String reason) {
    errors.add(FieldError.of(field, reason));
  }

  private void refuse(String field, String reason, String detail) {
    errors.add(new FieldError(field, reason, detail));
  }
}
