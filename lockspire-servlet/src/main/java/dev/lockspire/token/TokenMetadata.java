package dev.lockspire.token;

import dev.lockspire.client.GrantTypes;
import dev.lockspire.metadata.MetadataContributor;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.policy.ContentEncryption;
import dev.lockspire.policy.KeyManagementAlgorithm;
import java.util.List;

/** What a mounted token endpoint adds to the server metadata (RFC 8414 §2). */
public final class TokenMetadata implements MetadataContributor {
  private final String path;
  private final TokenEndpoint endpoint;
  private final MetadataContributor authentication;

  /**
   * @param path below the issuer where the endpoint is mounted
   * @param authentication how clients authenticate there
   */
  public TokenMetadata(String path, TokenEndpoint endpoint, MetadataContributor authentication) {
    this.path = path;
    this.endpoint = endpoint;
    this.authentication = authentication;
  }

  @Override
  public void contribute(ServerMetadata metadata) {
    List<String> algorithms = metadata.activeAlgorithmNames();
    metadata
        .endpoint("token_endpoint", path)
        .add("grant_types_supported", endpoint.grantTypes())
        .add(
            "dpop_signing_alg_values_supported",
            metadata.policy().securityProfile().algorithmNames())
        .add("access_token_signing_alg_values_supported", algorithms)
        .add("id_token_signing_alg_values_supported", algorithms)
        .add("id_token_encryption_alg_values_supported", KeyManagementAlgorithm.names())
        .add("id_token_encryption_enc_values_supported", ContentEncryption.names());
    authentication.contribute(metadata);
    if (endpoint.grantTypes().contains(GrantTypes.AUTHORIZATION_CODE)) {
      metadata.add("code_challenge_methods_supported", List.of("S256"));
    }
  }
}
