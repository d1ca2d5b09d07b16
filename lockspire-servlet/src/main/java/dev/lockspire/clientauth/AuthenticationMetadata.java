package dev.lockspire.clientauth;

import dev.lockspire.metadata.MetadataContributor;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.policy.SecurityProfile;
import java.util.List;

/**
 * What discovery says of how clients authenticate at one endpoint: the methods that are really
 * there, and the algorithms of those that sign (RFC 8414 §2, {@code *_auth_methods_supported} and
 * {@code *_auth_signing_alg_values_supported}).
 */
public final class AuthenticationMetadata implements MetadataContributor {
  private final ProtocolSurface surface;
  private final ClientAuthenticator authenticator;

  public AuthenticationMetadata(ProtocolSurface surface, ClientAuthenticator authenticator) {
    this.surface = surface;
    this.authenticator = authenticator;
  }

  @Override
  public void contribute(ServerMetadata metadata) {
    surface.metadataName().ifPresent(endpoint -> contribute(metadata, endpoint));
  }

  private void contribute(ServerMetadata metadata, String endpoint) {
    SecurityProfile profile = metadata.policy().securityProfile();
    metadata.put(endpoint + "_auth_methods_supported", authenticator.methodNames(surface, profile));
    List<String> algorithms = authenticator.signingAlgorithms(surface, profile);
    if (!algorithms.isEmpty()) {
      metadata.put(endpoint + "_auth_signing_alg_values_supported", algorithms);
    }
  }
}
