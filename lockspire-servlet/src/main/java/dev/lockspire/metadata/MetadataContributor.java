package dev.lockspire.metadata;

/**
 * Adds the members of one surface to the server metadata (RFC 8414 §2). Discovery asks the
 * contributors of what is really mounted, so it cannot claim what is not there.
 */
@FunctionalInterface
public interface MetadataContributor {

  void contribute(ServerMetadata metadata);
}
