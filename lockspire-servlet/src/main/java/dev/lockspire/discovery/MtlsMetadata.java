package dev.lockspire.discovery;

import dev.lockspire.config.MtlsConfig;
import dev.lockspire.metadata.MetadataContributor;
import dev.lockspire.metadata.ServerMetadata;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What client certificates add to the server metadata (RFC 8705 §3.3 and §5). It repeats for the
 * host that asks for them what the surfaces said of theirs, so it comes after them.
 */
public final class MtlsMetadata implements MetadataContributor {
  /** Those that a client calls itself, and so can show its certificate to. */
  private static final List<String> ENDPOINTS =
      List.of(
          "token_endpoint",
          "revocation_endpoint",
          "introspection_endpoint",
          "device_authorization_endpoint",
          "pushed_authorization_request_endpoint",
          "userinfo_endpoint",
          "backchannel_authentication_endpoint");

  private final MtlsConfig config;

  public MtlsMetadata(MtlsConfig config) {
    this.config = config;
  }

  @Override
  public void contribute(ServerMetadata metadata) {
    if (!config.certificatesArrive()) {
      return;
    }
    metadata.put("tls_client_certificate_bound_access_tokens", true);
    config.issuer().ifPresent(alias -> publish(metadata, alias));
  }

  private static void publish(ServerMetadata metadata, URI alias) {
    String issuer = metadata.issuer().value();
    Map<String, String> aliases = new LinkedHashMap<>();
    for (String member : ENDPOINTS) {
      if (metadata.members().get(member) instanceof String url && url.startsWith(issuer)) {
        aliases.put(member, alias + url.substring(issuer.length()));
      }
    }
    if (!aliases.isEmpty()) {
      metadata.put("mtls_endpoint_aliases", aliases);
    }
  }
}
