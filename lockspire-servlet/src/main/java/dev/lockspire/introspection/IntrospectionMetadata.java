package dev.lockspire.introspection;

import dev.lockspire.metadata.MetadataContributor;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.policy.ContentEncryption;
import dev.lockspire.policy.KeyManagementAlgorithm;

/** What a mounted introspection endpoint adds to the server metadata (RFC 8414 §2, RFC 9701 §7). */
public final class IntrospectionMetadata implements MetadataContributor {
  private final String path;
  private final MetadataContributor authentication;

  /**
   * @param path below the issuer where the endpoint is mounted
   * @param authentication how clients authenticate there
   */
  public IntrospectionMetadata(String path, MetadataContributor authentication) {
    this.path = path;
    this.authentication = authentication;
  }

  @Override
  public void contribute(ServerMetadata metadata) {
    metadata
        .endpoint("introspection_endpoint", path)
        .add("introspection_signing_alg_values_supported", metadata.activeAlgorithmNames())
        .add("introspection_encryption_alg_values_supported", KeyManagementAlgorithm.names())
        .add("introspection_encryption_enc_values_supported", ContentEncryption.names());
    authentication.contribute(metadata);
  }
}
