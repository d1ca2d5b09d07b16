package dev.lockspire.par;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.config.CertificateSource;
import dev.lockspire.config.MtlsConfig;
import dev.lockspire.discovery.MtlsMetadata;
import dev.lockspire.http.Calls;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.policy.ParPolicy;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What discovery says of pushed requests")
final class ParMetadataTest {
  private static final String REQUIRED = "require_pushed_authorization_requests";

  private static ServerMetadata document(ServerPolicy policy) {
    ServerMetadata document = new ServerMetadata(Calls.ISSUER, policy, List.of());
    new ParMetadata("/par").contribute(document);
    return document;
  }

  @Test
  @DisplayName(
      "Discovery truth: the push endpoint, and that pushing is required by server policy or a FAPI"
          + " profile; omitted otherwise [B-84]")
  void truth() {
    ServerPolicy policy = ServerPolicy.defaults();
    assertThat(document(policy).members())
        .containsEntry("pushed_authorization_request_endpoint", Calls.ISSUER.url("/par"))
        .doesNotContainKey(REQUIRED);
    assertThat(document(policy.withParPolicy(ParPolicy.REQUIRED)).members())
        .containsEntry(REQUIRED, true);
    for (SecurityProfile profile :
        List.of(SecurityProfile.FAPI_2_0_SECURITY, SecurityProfile.FAPI_2_0_MESSAGE_SIGNING)) {
      assertThat(document(policy.withSecurityProfile(profile)).members())
          .containsEntry(REQUIRED, true);
    }
  }

  @Test
  @DisplayName("Discovery truth: mTLS issuer → the alias of the push endpoint")
  void alias() {
    ServerMetadata document = document(ServerPolicy.defaults());

    new MtlsMetadata(
            new MtlsConfig(
                Optional.of(new CertificateSource.Connection()),
                false,
                Optional.of(URI.create("https://mtls.example/lockspire")),
                Optional.empty()))
        .contribute(document);

    assertThat(document.members().get("mtls_endpoint_aliases"))
        .isEqualTo(
            Map.of("pushed_authorization_request_endpoint", "https://mtls.example/lockspire/par"));
  }
}
