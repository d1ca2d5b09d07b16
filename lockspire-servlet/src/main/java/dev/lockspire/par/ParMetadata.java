package dev.lockspire.par;

import dev.lockspire.metadata.MetadataContributor;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.policy.ParPolicy;
import dev.lockspire.policy.ServerPolicy;

/**
 * What a mounted push endpoint adds to the server metadata (RFC 9126 §5). That requests must be
 * pushed is said when it holds for the server; what single clients were set to never shows.
 */
public final class ParMetadata implements MetadataContributor {
  private final String path;

  /**
   * @param path below the issuer where the endpoint is mounted
   */
  public ParMetadata(String path) {
    this.path = path;
  }

  @Override
  public void contribute(ServerMetadata metadata) {
    metadata.endpoint("pushed_authorization_request_endpoint", path);
    ServerPolicy policy = metadata.policy();
    if (policy.parPolicy() == ParPolicy.REQUIRED || policy.securityProfile().isFapi()) {
      metadata.put("require_pushed_authorization_requests", true);
    }
  }
}
