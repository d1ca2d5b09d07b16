package dev.lockspire.introspection;

import dev.lockspire.metadata.MetadataContributor;
import dev.lockspire.metadata.ServerMetadata;

/** What a mounted introspection endpoint adds to the server metadata (RFC 8414 §2). */
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
    metadata.endpoint("introspection_endpoint", path);
    authentication.contribute(metadata);
  }
}
