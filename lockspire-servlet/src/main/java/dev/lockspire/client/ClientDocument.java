package dev.lockspire.client;

import dev.lockspire.client.ClientMetadata.ApplicationType;
import dev.lockspire.client.ClientMetadata.DeliveryMode;
import dev.lockspire.client.ClientMetadata.IntrospectionScope;
import dev.lockspire.client.ClientMetadata.SubjectType;
import dev.lockspire.crypto.Secret;
import dev.lockspire.policy.TokenFormat;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A client as one JSON object: the members of RFC 7591 §2 and the product's own settings, all in
 * snake_case. The one place where a member's name meets the component it fills.
 */
final class ClientDocument {
  /** Members that are kept for whoever asks for them, and have no column of their own. */
  private static final Map<String, Class<?>> KEPT =
      Map.ofEntries(
          Map.entry("client_uri", String.class),
          Map.entry("software_id", String.class),
          Map.entry("software_version", String.class),
          Map.entry("initiate_login_uri", String.class),
          Map.entry(RequestObjectMetadata.SIGNING_ALG, String.class),
          Map.entry(RequestObjectMetadata.ENCRYPTION_ALG, String.class),
          Map.entry(RequestObjectMetadata.ENCRYPTION_ENC, String.class),
          Map.entry(RequestObjectMetadata.REQUIRED, Boolean.class),
          Map.entry("id_token_encrypted_response_alg", String.class),
          Map.entry("id_token_encrypted_response_enc", String.class),
          Map.entry("userinfo_signed_response_alg", String.class),
          Map.entry("userinfo_encrypted_response_alg", String.class),
          Map.entry("userinfo_encrypted_response_enc", String.class),
          Map.entry("introspection_signed_response_alg", String.class),
          Map.entry("introspection_encrypted_response_alg", String.class),
          Map.entry("introspection_encrypted_response_enc", String.class),
          Map.entry("backchannel_authentication_request_signing_alg", String.class),
          Map.entry("authorization_details_types", Collection.class),
          Map.entry("request_uris", Collection.class));

  private final DocumentReader in;
  private final boolean whole;
  private final Map<String, Object> currentJwks;
  private final Map<String, Object> currentExtra;
  private final ClientMetadata current;

  /**
   * What a document says, laid over what held before.
   *
   * @param clientId as asked for, or null
   * @param secret as asked for, or null
   * @param secretExpiresAt null for never
   * @param changed names of the members that differ from what held before
   * @param errors of types and names only; the rules are {@link ClientRules}
   */
  record Draft(
      ClientMetadata metadata,
      Optional<Map<String, Object>> jwks,
      Map<String, Object> extra,
      String clientId,
      Secret secret,
      Instant secretExpiresAt,
      boolean active,
      List<String> changed,
      List<FieldError> errors) {}

  private ClientDocument(
      Map<String, Object> document,
      boolean whole,
      ClientMetadata current,
      Map<String, Object> currentJwks,
      Map<String, Object> currentExtra) {
    this.in = new DocumentReader(document);
    this.whole = whole;
    this.current = current;
    this.currentJwks = currentJwks;
    this.currentExtra = currentExtra;
  }

  /** A document that describes a whole client. */
  static Draft whole(Map<String, Object> document) {
    return new ClientDocument(document, true, ClientMetadata.defaults(), null, Map.of()).read(true);
  }

  /** A document that names what is to differ from {@code client}. */
  static Draft changes(Map<String, Object> document, Client client) {
    return new ClientDocument(
            document, false, client.metadata(), client.jwks().orElse(null), client.extra())
        .read(client.active());
  }

  private Draft read(boolean active) {
    String clientId = in.text("client_id", null);
    String secret = in.text("client_secret", null);
    Long secretExpires = in.time("client_secret_expires_at", 0L);
    boolean nowActive = in.flag("active", active);
    ClientMetadata metadata = metadata();
    Map<String, Object> jwks = in.object("jwks", currentJwks);
    Map<String, Object> extra = new LinkedHashMap<>(currentExtra);
    Map<String, Object> free = in.object("metadata", Map.of());
    if (free != null) {
      extra.putAll(free);
    }
    extra = in.kept(KEPT, extra);
    in.refuseOthers();
    return new Draft(
        metadata,
        Optional.ofNullable(jwks),
        extra,
        clientId,
        secret == null ? null : Secret.of(secret),
        secretExpires == null || secretExpires == 0L ? null : Instant.ofEpochSecond(secretExpires),
        nowActive,
        in.changed(),
        in.errors());
  }

  private ClientMetadata metadata() {
    AuthMethod method =
        in.choice(
            "token_endpoint_auth_method",
            AuthMethod.class,
            current.tokenEndpointAuthMethod(),
            current.tokenEndpointAuthMethod(),
            "invalid_token_endpoint_auth_method");
    ClientType known = whole ? null : current.clientType();
    ClientType type =
        in.choice("client_type", ClientType.class, known, known, "invalid_client_type");
    if (type == null) {
      // RFC 7591 has no such member: a client that proves nothing is public.
      type = method == AuthMethod.NONE ? ClientType.PUBLIC : ClientType.CONFIDENTIAL;
    } else if (whole && type == ClientType.PUBLIC && !in.has("token_endpoint_auth_method")) {
      method = AuthMethod.NONE;
    }
    List<String> grants =
        in.list("grant_types", "allowed_grant_types", current.allowedGrantTypes());
    List<String> responseTypes =
        grants.contains(GrantTypes.AUTHORIZATION_CODE) ? current.allowedResponseTypes() : List.of();
    String backchannelLogout = in.text("backchannel_logout_uri", current.backchannelLogoutUri());
    String frontchannelLogout = in.text("frontchannel_logout_uri", current.frontchannelLogoutUri());
    return new ClientMetadata(
        type,
        choice("application_type", ApplicationType.class, current.applicationType()),
        name(),
        in.text("logo_uri", current.logoUri()),
        in.text("tos_uri", current.tosUri()),
        in.text("policy_uri", current.policyUri()),
        in.list("contacts", current.contacts()),
        in.list("redirect_uris", current.redirectUris()),
        in.list("post_logout_redirect_uris", current.postLogoutRedirectUris()),
        backchannelLogout,
        sessionRequired(
            "backchannel_logout", backchannelLogout, current.backchannelLogoutSessionRequired()),
        frontchannelLogout,
        sessionRequired(
            "frontchannel_logout", frontchannelLogout, current.frontchannelLogoutSessionRequired()),
        scopes(),
        grants,
        in.list("response_types", "allowed_response_types", responseTypes),
        in.list("allowed_resources", current.allowedResources()),
        method,
        in.text("token_endpoint_auth_signing_alg", current.tokenEndpointAuthSigningAlg()),
        in.flag("pkce_required", current.pkceRequired()),
        in.flag("require_nonce", current.requireNonce()),
        in.flag("consent_required", current.consentRequired()),
        parPolicy(),
        dpopPolicy(),
        choice("security_profile", Inheritable.Profile.class, current.securityProfile()),
        accessTokenFormat(),
        in.number("access_token_lifetime", current.accessTokenLifetime()),
        in.number("refresh_token_lifetime", current.refreshTokenLifetime()),
        in.number("id_token_lifetime", current.idTokenLifetime()),
        in.number("default_max_age", current.defaultMaxAge()),
        in.flag("require_auth_time", current.requireAuthTime()),
        in.list("default_acr_values", current.defaultAcrValues()),
        choice("subject_type", SubjectType.class, current.subjectType()),
        in.text("sector_identifier_uri", current.sectorIdentifierUri()),
        in.text("id_token_signed_response_alg", current.idTokenSignedResponseAlg()),
        in.text("access_token_signed_response_alg", current.accessTokenSignedResponseAlg()),
        in.text("authorization_signed_response_alg", current.authorizationSignedResponseAlg()),
        in.text(
            "authorization_encrypted_response_alg", current.authorizationEncryptedResponseAlg()),
        in.text(
            "authorization_encrypted_response_enc", current.authorizationEncryptedResponseEnc()),
        choice("introspection_scope", IntrospectionScope.class, current.introspectionScope()),
        in.list("resource_identifiers", current.resourceIdentifiers()),
        in.text("jwks_uri", current.jwksUri()),
        in.text("tls_client_auth_subject_dn", current.tlsClientAuthSubjectDn()),
        in.text("tls_client_auth_san_dns", current.tlsClientAuthSanDns()),
        in.text("tls_client_auth_san_uri", current.tlsClientAuthSanUri()),
        in.text("tls_client_auth_san_ip", current.tlsClientAuthSanIp()),
        in.text("tls_client_auth_san_email", current.tlsClientAuthSanEmail()),
        in.flag(
            "tls_client_certificate_bound_access_tokens",
            current.tlsClientCertificateBoundAccessTokens()),
        choice(
            "backchannel_token_delivery_mode",
            DeliveryMode.class,
            current.backchannelTokenDeliveryMode()),
        in.text(
            "backchannel_client_notification_endpoint",
            current.backchannelClientNotificationEndpoint()),
        in.flag("backchannel_user_code_parameter", current.backchannelUserCodeParameter()),
        in.number("max_delegation_depth", current.maxDelegationDepth()));
  }

  private <E extends Enum<E>> E choice(String name, Class<E> type, E now) {
    return in.choice(name, type, now, now, "invalid_" + name);
  }

  /** {@code openid} is always permitted, so listing it is accepted and without effect. */
  private List<String> scopes() {
    List<String> listed = in.list("scope", "allowed_scopes", current.allowedScopes());
    if (listed.isEmpty() && (in.has("scope") || in.has("allowed_scopes"))) {
      in.refuse("allowed_scopes", "invalid_scope", "empty");
    }
    return listed.stream().filter(scope -> !scope.equals("openid")).toList();
  }

  private String name() {
    String name = in.text("name", current.name());
    return in.has("name") ? name : in.text("client_name", name);
  }

  /** Clearing the URI clears what depends on it. */
  private boolean sessionRequired(String channel, String uri, boolean now) {
    boolean cleared = uri == null && in.has(channel + "_uri");
    return in.flag(channel + "_session_required", !cleared && now);
  }

  private Inheritable.Par parPolicy() {
    return policy(
        "par_policy",
        current.parPolicy(),
        Inheritable.Par.INHERIT,
        "require_pushed_authorization_requests",
        Inheritable.Par.REQUIRED);
  }

  private Inheritable.Dpop dpopPolicy() {
    return policy(
        "dpop_policy",
        current.dpopPolicy(),
        Inheritable.Dpop.INHERIT,
        "dpop_bound_access_tokens",
        Inheritable.Dpop.DPOP);
  }

  /**
   * A policy that goes by a flag of an RFC as well (RFC 9126 §6, RFC 9449 §5.2). The flag knows one
   * value; taking it back leaves the rest to the server.
   */
  private <E extends Enum<E>> E policy(String name, E now, E inherit, String flag, E flagged) {
    boolean set = in.alias(flag, name, now == flagged);
    E byFlag = set ? flagged : now == flagged ? inherit : now;
    E policy = choice(name, now.getDeclaringClass(), byFlag);
    if (in.has(flag) && in.has(name) && (policy == flagged) != set) {
      in.refuse(name, "given_twice", "also as " + flag);
    }
    return policy;
  }

  /** Null, blank and {@code inherit} stand for the server's format. */
  private TokenFormat accessTokenFormat() {
    String now =
        current.accessTokenFormat() == null ? null : current.accessTokenFormat().wireName();
    String format = in.text("access_token_format", now);
    if (format == null || format.equals("inherit")) {
      return null;
    }
    Optional<TokenFormat> known = WireNames.parse(TokenFormat.class, format);
    if (known.isEmpty()) {
      in.refuse("access_token_format", "invalid_access_token_format", "inherit, jwt, opaque");
    }
    return known.orElse(current.accessTokenFormat());
  }
}
