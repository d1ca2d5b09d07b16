package dev.lockspire.revocation;

import dev.lockspire.metadata.MetadataContributor;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.policy.SecurityProfile;
import java.util.List;
import java.util.function.Function;

/** What a mounted revocation endpoint adds to the server metadata (RFC 8414 §2). */
public final class RevocationMetadata implements MetadataContributor {
  private final String path;
  private final Function<SecurityProfile, List<String>> authMethods;

  /**
   * @param path below the issuer where the endpoint is mounted
   * @param authMethods the client authentication methods it accepts under a profile
   */
  public RevocationMetadata(String path, Function<SecurityProfile, List<String>> authMethods) {
    this.path = path;
    this.authMethods = authMethods;
  }

  @Override
  public void contribute(ServerMetadata metadata) {
    metadata
        .endpoint("revocation_endpoint", path)
        .put(
            "revocation_endpoint_auth_methods_supported",
            authMethods.apply(metadata.policy().securityProfile()));
  }
}
