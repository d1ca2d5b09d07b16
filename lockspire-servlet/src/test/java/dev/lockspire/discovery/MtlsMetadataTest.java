package dev.lockspire.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.config.CertificateSource;
import dev.lockspire.config.MtlsConfig;
import dev.lockspire.http.Issuer;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.policy.ServerPolicy;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Discovery of mutual TLS (RFC 8705)")
class MtlsMetadataTest {
  private static final String ALIAS = "https://mtls.example/lockspire";

  private static ServerMetadata mounted() {
    return new ServerMetadata(
            Issuer.of("https://as.example/lockspire"), ServerPolicy.defaults(), Set.of())
        .endpoint("authorization_endpoint", "/authorize")
        .endpoint("token_endpoint", "/token")
        .endpoint("revocation_endpoint", "/revoke")
        .endpoint("userinfo_endpoint", "/userinfo")
        .endpoint("jwks_uri", "/jwks");
  }

  private static Map<String, Object> document(MtlsConfig config) {
    ServerMetadata metadata = mounted();
    new MtlsMetadata(config).contribute(metadata);
    return metadata.members();
  }

  private static MtlsConfig config(Optional<URI> issuer) {
    return new MtlsConfig(
        Optional.of(new CertificateSource.Connection()), false, issuer, Optional.empty());
  }

  @Test
  @DisplayName(
      "Discovery truth: mTLS issuer -> aliases of the mounted endpoints that clients call, and no"
          + " others")
  void aliases() {
    assertThat(document(config(Optional.of(URI.create(ALIAS)))))
        .containsEntry(
            "mtls_endpoint_aliases",
            Map.of(
                "token_endpoint", ALIAS + "/token",
                "revocation_endpoint", ALIAS + "/revoke",
                "userinfo_endpoint", ALIAS + "/userinfo"))
        .containsEntry("token_endpoint", "https://as.example/lockspire/token");
  }

  @Test
  @DisplayName(
      "[B-86] tls_client_certificate_bound_access_tokens: true when mTLS binding is configured")
  void bound() {
    assertThat(document(config(Optional.empty())))
        .containsEntry("tls_client_certificate_bound_access_tokens", true)
        .doesNotContainKey("mtls_endpoint_aliases");
  }

  @Test
  @DisplayName("says nothing where no certificate can arrive")
  void off() {
    MtlsConfig off = new MtlsConfig(Optional.empty(), false, Optional.empty(), Optional.empty());

    assertThat(document(off)).isEqualTo(mounted().members());
  }
}
