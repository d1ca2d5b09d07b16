package dev.lockspire.admin;

import dev.lockspire.client.AuthMethod;
import dev.lockspire.client.Client;
import dev.lockspire.client.ClientMetadata;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.remotejwks.Incident;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By which keys and certificates a client is known (RFC 7523, RFC 8705); nothing here is secret.
 *
 * @param inline public keys that were registered by value
 * @param jwksUri where its public keys are fetched from
 * @param algorithms that its assertions may be signed with; none for a client that signs none
 * @param certificateNames what its certificate must carry, by the member it is registered under
 *     ({@code tls_client_auth_san_dns}); one, or none
 * @param certificateBound whether its tokens are bound to its certificate (RFC 8705 §3)
 * @param incident what went wrong when its remote keys were last needed, until they serve again
 */
public record ClientKeyMaterial(
    List<ClientKey> inline,
    Optional<String> jwksUri,
    List<String> algorithms,
    Map<String, String> certificateNames,
    boolean certificateBound,
    Optional<Incident> incident) {

  public ClientKeyMaterial {
    inline = List.copyOf(inline);
    algorithms = List.copyOf(algorithms);
    certificateNames = Map.copyOf(certificateNames);
  }

  static ClientKeyMaterial of(
      Client client, SecurityProfile profile, List<ClientKey> inline, Optional<Incident> incident) {
    ClientMetadata metadata = client.metadata();
    return new ClientKeyMaterial(
        inline,
        Optional.ofNullable(metadata.jwksUri()),
        algorithms(metadata, profile),
        certificateNames(metadata),
        client.bindsToCertificate(),
        incident);
  }

  private static List<String> algorithms(ClientMetadata metadata, SecurityProfile profile) {
    AuthMethod method = metadata.tokenEndpointAuthMethod();
    if (method != AuthMethod.PRIVATE_KEY_JWT && method != AuthMethod.CLIENT_SECRET_JWT) {
      return List.of();
    }
    String registered = metadata.tokenEndpointAuthSigningAlg();
    return registered == null ? profile.algorithmNames() : List.of(registered);
  }

  private static Map<String, String> certificateNames(ClientMetadata metadata) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("tls_client_auth_subject_dn", metadata.tlsClientAuthSubjectDn());
    names.put("tls_client_auth_san_dns", metadata.tlsClientAuthSanDns());
    names.put("tls_client_auth_san_uri", metadata.tlsClientAuthSanUri());
    names.put("tls_client_auth_san_ip", metadata.tlsClientAuthSanIp());
    names.put("tls_client_auth_san_email", metadata.tlsClientAuthSanEmail());
    names.values().removeIf(java.util.Objects::isNull);
    return names;
  }
}
