package dev.lockspire.authorize;

import dev.lockspire.metadata.MetadataContributor;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.policy.ContentEncryption;
import dev.lockspire.policy.KeyManagementAlgorithm;
import java.util.List;
import java.util.stream.Stream;

/**
 * What discovery says of request objects (RFC 9101 §10.5, OpenID Connect Discovery §3): by value
 * only, and encrypted only where there is an active key to encrypt to.
 */
final class RequestObjectDiscovery implements MetadataContributor {

  @Override
  public void contribute(ServerMetadata metadata) {
    metadata
        .put("request_parameter_supported", true)
        .put("request_uri_parameter_supported", false)
        .add(
            "request_object_signing_alg_values_supported",
            metadata.policy().securityProfile().algorithmNames());
    List<String> encryption =
        metadata.encryptionAlgorithms().stream()
            .sorted()
            .map(KeyManagementAlgorithm::wireName)
            .toList();
    if (!encryption.isEmpty()) {
      metadata
          .add("request_object_encryption_alg_values_supported", encryption)
          .add(
              "request_object_encryption_enc_values_supported",
              Stream.of(ContentEncryption.values()).map(ContentEncryption::wireName).toList());
    }
  }
}
