package dev.lockspire.client;

import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.policy.TokenFormat;
import jakarta.persistence.Embeddable;
import java.util.List;
import java.util.Optional;

/**
 * What a client registered (RFC 7591 §2) and the product's own settings per client. Null stands for
 * "not set" or "inherit from the server"; lists are never null.
 *
 * <p>Lifetimes and ages are seconds.
 */
@Embeddable
public record ClientMetadata(
    ClientType clientType,
    ApplicationType applicationType,
    String name,
    String logoUri,
    String tosUri,
    String policyUri,
    List<String> contacts,
    List<String> redirectUris,
    List<String> postLogoutRedirectUris,
    String backchannelLogoutUri,
    boolean backchannelLogoutSessionRequired,
    String frontchannelLogoutUri,
    boolean frontchannelLogoutSessionRequired,
    List<String> allowedScopes,
    List<String> allowedGrantTypes,
    List<String> allowedResponseTypes,
    List<String> allowedResources,
    AuthMethod tokenEndpointAuthMethod,
    String tokenEndpointAuthSigningAlg,
    boolean pkceRequired,
    boolean requireNonce,
    boolean consentRequired,
    Inheritable.Par parPolicy,
    Inheritable.Dpop dpopPolicy,
    Inheritable.Profile securityProfile,
    TokenFormat accessTokenFormat,
    Integer accessTokenLifetime,
    Integer refreshTokenLifetime,
    Integer idTokenLifetime,
    Integer defaultMaxAge,
    boolean requireAuthTime,
    List<String> defaultAcrValues,
    SubjectType subjectType,
    String sectorIdentifierUri,
    String idTokenSignedResponseAlg,
    String accessTokenSignedResponseAlg,
    String authorizationSignedResponseAlg,
    String authorizationEncryptedResponseAlg,
    String authorizationEncryptedResponseEnc,
    IntrospectionScope introspectionScope,
    List<String> resourceIdentifiers,
    String jwksUri,
    String tlsClientAuthSubjectDn,
    String tlsClientAuthSanDns,
    String tlsClientAuthSanUri,
    String tlsClientAuthSanIp,
    String tlsClientAuthSanEmail,
    boolean tlsClientCertificateBoundAccessTokens,
    DeliveryMode backchannelTokenDeliveryMode,
    String backchannelClientNotificationEndpoint,
    boolean backchannelUserCodeParameter,
    Integer maxDelegationDepth) {

  /** Where the client runs, which decides what its redirect URIs may look like (RFC 8252). */
  public enum ApplicationType {
    WEB,
    NATIVE
  }

  /** Whether clients see the same subject (OpenID Connect Core §8). */
  public enum SubjectType {
    PUBLIC,
    PAIRWISE
  }

  /** Whose tokens a confidential client may introspect. */
  public enum IntrospectionScope {
    /** Those issued to itself. */
    OWN,
    /** Those whose audience names one of its resource identifiers. */
    AUDIENCE,
    ANY
  }

  /** How CIBA results reach the client. */
  public enum DeliveryMode {
    POLL,
    PING,
    PUSH
  }

  public ClientMetadata {
    contacts = List.copyOf(contacts);
    redirectUris = List.copyOf(redirectUris);
    postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
    allowedScopes = List.copyOf(allowedScopes);
    allowedGrantTypes = List.copyOf(allowedGrantTypes);
    allowedResponseTypes = List.copyOf(allowedResponseTypes);
    allowedResources = List.copyOf(allowedResources);
    defaultAcrValues = List.copyOf(defaultAcrValues);
    resourceIdentifiers = List.copyOf(resourceIdentifiers);
  }

  /** What holds for a client that registers nothing but who it is (RFC 7591 §2). */
  static ClientMetadata defaults() {
    return new ClientMetadata(
        ClientType.CONFIDENTIAL,
        ApplicationType.WEB,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        false,
        null,
        false,
        List.of(),
        List.of(GrantTypes.AUTHORIZATION_CODE),
        List.of("code"),
        List.of(),
        AuthMethod.CLIENT_SECRET_BASIC,
        null,
        true,
        false,
        true,
        Inheritable.Par.INHERIT,
        Inheritable.Dpop.INHERIT,
        Inheritable.Profile.INHERIT,
        null,
        null,
        null,
        null,
        null,
        false,
        List.of(),
        SubjectType.PUBLIC,
        null,
        null,
        null,
        null,
        null,
        null,
        IntrospectionScope.OWN,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        DeliveryMode.POLL,
        null,
        false,
        null);
  }

  /**
   * The host whose clients know people by the same pairwise subjects (OpenID Connect Core §8.1):
   * that of {@code sector_identifier_uri}, which was checked when it was registered, else the one
   * that all redirect URIs share. Empty when neither names one.
   */
  public Optional<String> sector() {
    return Sectors.of(this);
  }

  /** The algorithm it wants for its JWT access tokens, when it has a wish. */
  public Optional<SigningAlgorithm> accessTokenAlgorithm() {
    return Optional.ofNullable(accessTokenSignedResponseAlg).flatMap(SigningAlgorithm::ofWireName);
  }
}
