package dev.lockspire.authorize;

import dev.lockspire.metadata.MetadataContributor;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.policy.ContentEncryption;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SigningAlgorithm;
import java.util.stream.Stream;

/** What the server metadata says of signed and encrypted authorization responses (JARM §4). */
final class JarmMetadata implements MetadataContributor {

  @Override
  public void contribute(ServerMetadata metadata) {
    metadata
        .add(
            "authorization_signing_alg_values_supported",
            metadata.activeAlgorithms().stream().sorted().map(SigningAlgorithm::wireName).toList())
        .add(
            "authorization_encryption_alg_values_supported",
            Stream.of(KeyManagementAlgorithm.values())
                .map(KeyManagementAlgorithm::wireName)
                .toList())
        .add(
            "authorization_encryption_enc_values_supported",
            Stream.of(ContentEncryption.values()).map(ContentEncryption::wireName).toList());
  }
}
