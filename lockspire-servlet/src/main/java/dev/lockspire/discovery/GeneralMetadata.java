package dev.lockspire.discovery;

import dev.lockspire.config.DiscoveryConfig;
import dev.lockspire.metadata.MetadataContributor;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The members that belong to no single surface: keys and algorithms, scopes, subjects and claims,
 * and what only the host can say of itself.
 */
public final class GeneralMetadata implements MetadataContributor {
  /** Claims of the protocol itself, which the server supplies whatever the host knows. */
  private static final List<String> PROTOCOL_CLAIMS =
      List.of(
          "iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "at_hash", "sid");

  private final Set<String> knownScopes;
  private final DiscoveryConfig host;

  /**
   * @param knownScopes the scope vocabulary; {@code openid} need not be in it
   * @param host what the host says of itself
   */
  public GeneralMetadata(Set<String> knownScopes, DiscoveryConfig host) {
    LinkedHashSet<String> scopes = new LinkedHashSet<>(List.of("openid"));
    scopes.addAll(knownScopes);
    this.knownScopes = scopes;
    this.host = host;
  }

  @Override
  public void contribute(ServerMetadata metadata) {
    List<String> algorithms = metadata.activeAlgorithmNames();
    metadata
        .endpoint("jwks_uri", "/jwks")
        .add("scopes_supported", knownScopes)
        .add("subject_types_supported", List.of("public", "pairwise"))
        .add("id_token_signing_alg_values_supported", algorithms)
        .add("access_token_signing_alg_values_supported", algorithms)
        .add("claims_supported", PROTOCOL_CLAIMS)
        .add("claims_supported", host.claimsSupported());
    requests(metadata);
    list(metadata, "acr_values_supported", host.acrValuesSupported());
    list(metadata, "ui_locales_supported", host.uiLocalesSupported());
    list(metadata, "display_values_supported", host.displayValuesSupported());
    page(metadata, "service_documentation", host.serviceDocumentation());
    page(metadata, "op_policy_uri", host.opPolicyUri());
    page(metadata, "op_tos_uri", host.opTosUri());
  }

  /** RFC 9101 §10.5: said when it holds for the server, whatever single clients were set to. */
  private static void requests(ServerMetadata metadata) {
    ServerPolicy server = metadata.policy();
    if (server.securityProfile() == SecurityProfile.FAPI_2_0_MESSAGE_SIGNING
        && server.messageSigning().requestObjects()) {
      metadata.put("require_signed_request_object", true);
    }
  }

  private static void list(ServerMetadata metadata, String member, List<String> values) {
    if (!values.isEmpty()) {
      metadata.add(member, values);
    }
  }

  private static void page(ServerMetadata metadata, String member, Optional<URI> page) {
    page.ifPresent(uri -> metadata.put(member, uri.toString()));
  }
}
