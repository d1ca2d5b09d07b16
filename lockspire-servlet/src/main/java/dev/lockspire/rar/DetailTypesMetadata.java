package dev.lockspire.rar;

import dev.lockspire.metadata.MetadataContributor;
import dev.lockspire.metadata.ServerMetadata;

/**
 * What the types of authorization details add to the server metadata (RFC 9396 §10), where both the
 * authorization and the token endpoint are mounted; never an empty list.
 */
public final class DetailTypesMetadata implements MetadataContributor {
  private final DetailApproval details;

  public DetailTypesMetadata(DetailApproval details) {
    this.details = details;
  }

  @Override
  public void contribute(ServerMetadata metadata) {
    if (!details.types().isEmpty()) {
      metadata.add("authorization_details_types_supported", details.types());
    }
  }
}
