package dev.lockspire.userinfo;

import dev.lockspire.metadata.MetadataContributor;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.policy.ContentEncryption;
import dev.lockspire.policy.KeyManagementAlgorithm;

/** What a mounted UserInfo endpoint adds to the server metadata (OpenID Connect Discovery §3). */
public final class UserinfoMetadata implements MetadataContributor {
  private final String path;

  /**
   * @param path below the issuer where the endpoint is mounted
   */
  public UserinfoMetadata(String path) {
    this.path = path;
  }

  @Override
  public void contribute(ServerMetadata metadata) {
    metadata
        .endpoint("userinfo_endpoint", path)
        .add(
            "dpop_signing_alg_values_supported",
            metadata.policy().securityProfile().algorithmNames())
        .add("userinfo_signing_alg_values_supported", metadata.activeAlgorithmNames())
        .add("userinfo_encryption_alg_values_supported", KeyManagementAlgorithm.names())
        .add("userinfo_encryption_enc_values_supported", ContentEncryption.names());
  }
}
