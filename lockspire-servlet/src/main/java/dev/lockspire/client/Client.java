package dev.lockspire.client;

import dev.lockspire.policy.DpopPolicy;
import dev.lockspire.policy.MessageSigning;
import dev.lockspire.policy.ParPolicy;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.TokenFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A registered client as the protocol reads it: its metadata, and what the server knows of its
 * state.
 *
 * @param id key of the row
 * @param clientId public identifier, immutable
 * @param metadata what was registered
 * @param secrets what a presented secret is compared with
 * @param active false once an operator disabled it: it then fails everywhere
 * @param provenance who created it
 * @param issuedAt when
 * @param jwks inline public keys (RFC 7517), or empty
 * @param extra free-form operator data
 */
public record Client(
    long id,
    String clientId,
    ClientMetadata metadata,
    StoredSecrets secrets,
    boolean active,
    Provenance provenance,
    Instant issuedAt,
    Optional<Map<String, Object>> jwks,
    Map<String, Object> extra) {

  /** Who created a client. */
  public enum Provenance {
    OPERATOR,
    SELF_REGISTERED
  }

  public boolean isPublic() {
    return metadata.clientType() == ClientType.PUBLIC;
  }

  public boolean isConfidential() {
    return !isPublic();
  }

  /** The name shown to people; the id when none was registered. */
  public String displayName() {
    return metadata.name() == null || metadata.name().isBlank() ? clientId : metadata.name();
  }

  /**
   * Whether what it gets must be bound to a key it holds (RFC 9449): its own word, else the
   * server's.
   */
  public boolean requiresDpop(ServerPolicy server) {
    return switch (metadata.dpopPolicy()) {
      case DPOP -> true;
      case BEARER -> false;
      case INHERIT -> server.dpopPolicy() == DpopPolicy.DPOP;
    };
  }

  /**
   * Whether its authorization requests must be pushed first (RFC 9126 §5): its own word, else the
   * server's; a FAPI profile always demands it.
   */
  public boolean requiresPushedRequests(ServerPolicy server) {
    return switch (metadata.parPolicy()) {
          case REQUIRED -> true;
          case OPTIONAL -> false;
          case INHERIT -> server.parPolicy() == ParPolicy.REQUIRED;
        }
        || profile(server).isFapi();
  }

  /**
   * Whether what it gets is bound to the certificate that it presents (RFC 8705 §3): it proves
   * itself with one, or registered {@code tls_client_certificate_bound_access_tokens} (§3.4). A
   * certificate that any other client happens to present binds nothing.
   */
  public boolean bindsToCertificate() {
    return metadata.tokenEndpointAuthMethod().usesCertificate()
        || metadata.tlsClientCertificateBoundAccessTokens();
  }

  /** Whether it knows people by subjects of its sector alone (OpenID Connect Core §8). */
  public boolean isPairwise() {
    return metadata.subjectType() == ClientMetadata.SubjectType.PAIRWISE;
  }

  /**
   * Whether FAPI lets an answer go to {@code redirectUri}, which the client registered: it may have
   * done so before that profile held (FAPI 2.0 Security Profile §5.3.2.2).
   */
  public boolean mayRedirectTo(String redirectUri, SecurityProfile profile) {
    return !profile.isFapi()
        || RedirectUris.of(metadata, profile, false).problem(redirectUri).isEmpty();
  }

  public boolean mayUseGrant(String grantType) {
    return metadata.allowedGrantTypes().contains(grantType);
  }

  /** {@code openid} is always allowed. */
  public boolean mayUseScope(String scope) {
    return scope.equals("openid") || metadata.allowedScopes().contains(scope);
  }

  /** The profile that holds for this client: its own unless it inherits. */
  public SecurityProfile profile(ServerPolicy server) {
    return metadata.securityProfile().effective(server);
  }

  /**
   * Whether it may ask by signed request objects only (RFC 9101): it registered {@code
   * require_signed_request_object}, or the Message Signing profile holds for it and the server
   * makes that a part of it.
   */
  public boolean requiresSignedRequestObjects(ServerPolicy server) {
    return requestObjects().required()
        || (signsMessages(server) && server.messageSigning().requestObjects());
  }

  /** Whether it must ask for signed authorization responses (JARM); see {@link MessageSigning}. */
  public boolean requiresJarm(ServerPolicy server) {
    return signsMessages(server) && server.messageSigning().authorizationResponses();
  }

  /** Whether it must ask for signed introspection responses (RFC 9701). */
  public boolean requiresSignedIntrospection(ServerPolicy server) {
    return signsMessages(server) && server.messageSigning().introspectionResponses();
  }

  private boolean signsMessages(ServerPolicy server) {
    return profile(server) == SecurityProfile.FAPI_2_0_MESSAGE_SIGNING;
  }

  /** How it wants one of the responses that can be signed and encrypted. */
  public ResponseProtection protection(ProtectedResponse response) {
    return ResponseProtection.of(response, metadata, extra);
  }

  /** What it registered of its request objects (RFC 9101 §10.5). */
  public RequestObjectMetadata requestObjects() {
    return RequestObjectMetadata.of(extra);
  }

  /** The types of authorization details that it may ask for (RFC 9396 §10). */
  public List<String> authorizationDetailsTypes() {
    return extra.get("authorization_details_types") instanceof Collection<?> types
        ? types.stream().map(String.class::cast).toList()
        : List.of();
  }

  /** The format of its access tokens: its own unless it inherits. */
  public TokenFormat tokenFormat(ServerPolicy server) {
    return metadata.accessTokenFormat() == null
        ? server.accessTokenFormat()
        : metadata.accessTokenFormat();
  }

  /** Its own lifetime, given as nullable seconds, or the server's. */
  public static Duration lifetime(Integer own, Duration server) {
    return own == null ? server : Duration.ofSeconds(own);
  }
}
