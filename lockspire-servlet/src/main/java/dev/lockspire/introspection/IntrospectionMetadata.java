package dev.lockspire.introspection;

import dev.lockspire.metadata.MetadataContributor;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.policy.SecurityProfile;
import java.util.List;
import java.util.function.Function;

/** What a mounted introspection endpoint adds to the server metadata (RFC 8414 §2). */
public final class IntrospectionMetadata implements MetadataContributor {
  private final String path;
  private final Function<SecurityProfile, List<String>> authMethods;

  /**
   * @param path below the issuer where the endpoint is mounted
   * @param authMethods the client authentication methods it accepts under a profile
   */
  public IntrospectionMetadata(String path, Function<SecurityProfile, List<String>> authMethods) {
    this.path = path;
    this.authMethods = authMethods;
  }

  @Override
  public void contribute(ServerMetadata metadata) {
    // A public client may call, but is never told anything: that is not worth announcing.
    List<String> useful =
        authMethods.apply(metadata.policy().securityProfile()).stream()
            .filter(method -> !method.equals("none"))
            .toList();
    metadata
        .endpoint("introspection_endpoint", path)
        .put("introspection_endpoint_auth_methods_supported", useful);
  }
}
