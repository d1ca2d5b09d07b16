package dev.lockspire.clientauth;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.jwk.JWKSet;
import dev.lockspire.client.ClientFixture;
import dev.lockspire.config.AllowedTarget;
import dev.lockspire.config.CertificateSource;
import dev.lockspire.config.Cidr;
import dev.lockspire.config.MtlsConfig;
import dev.lockspire.config.OutboundConfig;
import dev.lockspire.config.PortRange;
import dev.lockspire.config.RemoteJwksConfig;
import dev.lockspire.crypto.TestCertificate;
import dev.lockspire.host.HostRequest;
import dev.lockspire.http.Call;
import dev.lockspire.http.Calls;
import dev.lockspire.http.Headers;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.outbound.GuardedClient;
import dev.lockspire.outbound.HttpsHost;
import dev.lockspire.remotejwks.ClientKeys;
import dev.lockspire.remotejwks.RemoteJwksIncidents;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Keys are had from a real server, by what the library has them with. */
@DisplayName("OBS-4 client_auth.failed of a client that proves itself with keys")
final class KeySourceEvidenceTest {
  private static final ClientKey KEY = ClientKey.es256("k");
  private static final ClientKey OTHER = ClientKey.es256("k");
  private static final String UNSAFE = "unsafe.example.test";

  private static final ClientFixture CLIENTS = new ClientFixture();
  private static final HttpsHost HOST = HttpsHost.start();
  private static final GuardedClient OUT =
      new GuardedClient(
          new OutboundConfig(
              List.of(new AllowedTarget.Block(Cidr.parse("127.0.0.1"))),
              List.of(new PortRange(1, 65_535)),
              List.of(HttpsHost.CERTIFICATE.certificate())),
          name -> List.of(InetAddress.getByName(name.equals(UNSAFE) ? "10.0.0.1" : "127.0.0.1")));
  private static final ClientKeys KEYS =
      new ClientKeys(
          OUT,
          new RemoteJwksConfig(
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              Duration.ofSeconds(3),
              262_144,
              Duration.ofMinutes(15),
              Duration.ofSeconds(10),
              Duration.ofSeconds(10)),
          new RemoteJwksIncidents(CLIENTS.test.database(), CLIENTS.clock),
          CLIENTS.clock);

  private final TestAuthenticator parts =
      new TestAuthenticator(CLIENTS, CLIENTS.test.database(), RuleTrace.OFF);
  private final ClientAuthenticator authenticator =
      parts
          .with(
              new PrivateKeyJwt(
                  parts.rules,
                  new AssertionKeys(parts.signatures(KEYS::attempt), parts.nobody),
                  () -> CLIENTS.policy))
          .with(
              new SelfSignedTlsClientAuth(
                  new MtlsConfig(
                      Optional.of(new CertificateSource.Connection()),
                      false,
                      Optional.empty(),
                      Optional.empty()),
                  KEYS::attempt,
                  CLIENTS.clock,
                  RuleTrace.OFF))
          .build();

  @AfterAll
  static void close() {
    OUT.close();
    HOST.close();
    CLIENTS.close();
  }

  private static void remote(String id, String method, String host) {
    CLIENTS.create(
        "client_id", id,
        "token_endpoint_auth_method", method,
        "jwks_uri", "https://" + host + ":" + HOST.port() + "/" + id);
  }

  private static void publish(ClientKey key) {
    HOST.answers(200, new JWKSet(key.jwk()).toString());
  }

  private Map<String, String> toldOf(Call call) {
    CLIENTS.told.clear();
    OAuthError error =
        catchThrowableOfType(
            OAuthError.class, () -> authenticator.authenticate(call, ProtocolSurface.TOKEN));
    assertThat(error).isNotNull();
    assertThat(CLIENTS.told).containsExactly("client_auth.failed " + error.reason());
    return CLIENTS.lastTold;
  }

  private Map<String, String> toldOfAssertion(String id, ClientKey key) {
    return toldOf(AssertionMaker.of(id, key, CLIENTS.now).kid("k").call());
  }

  @Test
  @DisplayName("says jwks_source and the remote-JWKS diagnostic when the set cannot be fetched")
  void notFetched() {
    remote("down", "private_key_jwt", HttpsHost.NAME);
    HOST.answers(503, "");

    assertThat(toldOfAssertion("down", KEY))
        .containsOnly(
            entry("client_id", "down"),
            entry("auth_method", "client_assertion"),
            entry("reason_code", "client_jwks_fetch_failed"),
            entry("jwks_source", "jwks_uri"),
            entry("remote_jwks_class", "remote_jwks_fetch_failed"),
            entry("remote_jwks_stage", "network"),
            entry("remote_jwks_subreason", "http_status"),
            entry("http_status", "503"),
            entry("remote_jwks_cached", "false"),
            entry("remote_jwks_refreshed", "false"));
  }

  @Test
  @DisplayName("says why a target is unsafe, and neither its name nor its address")
  void unsafe() {
    remote("unsafe", "private_key_jwt", UNSAFE);

    assertThat(toldOfAssertion("unsafe", KEY))
        .containsEntry("remote_jwks_stage", "validate_target")
        .containsEntry("remote_jwks_subreason", "unsafe_target")
        .containsEntry("remote_jwks_target_reason", "private")
        .allSatisfy((name, value) -> assertThat(value).doesNotContain(UNSAFE, "10.0.0.1"));
  }

  @Test
  @DisplayName("says that the key was had and verified nothing; the audit row says it too")
  void wrongSignature() {
    remote("rotated", "private_key_jwt", HttpsHost.NAME);
    publish(OTHER);

    assertThat(toldOfAssertion("rotated", KEY))
        .containsEntry("reason_code", "client_assertion_signature_invalid")
        .containsEntry("jwks_source", "jwks_uri")
        .containsEntry("remote_jwks_class", "remote_jwks_signature_invalid")
        .containsEntry("remote_jwks_stage", "verify_signature")
        .containsEntry("kid_present", "true");
    parts.audit.flush();
    assertThat(
            CLIENTS.test.texts(
                "SELECT concat_ws(' ', metadata->>'auth_method', metadata->>'jwks_source',"
                    + " metadata->>'remote_jwks_subreason') FROM {audit_events}"
                    + " WHERE resource_id = 'rotated' AND action = 'client_auth_failed'"))
        .containsExactly("private_key_jwt jwks_uri signature_invalid");
  }

  @Test
  @DisplayName("says so of a self-signed certificate whose key is not in the set")
  void otherCertificate() {
    remote("mtls", "self_signed_tls_client_auth", HttpsHost.NAME);
    publish(OTHER);
    Call call =
        new Call(
            "POST",
            "/token",
            Parameters.none(),
            Parameters.of(Map.of("client_id", "mtls")),
            Headers.none(),
            Map.of(),
            List.of(TestCertificate.selfSigned("CN=mtls").certificate()),
            "192.0.2.1",
            Calls.ISSUER,
            HostRequest.absent());

    assertThat(toldOf(call))
        .containsEntry("reason_code", "no_matching_key")
        .containsEntry("jwks_source", "jwks_uri")
        .containsEntry("remote_jwks_class", "remote_jwks_key_unavailable")
        .containsEntry("remote_jwks_subreason", "requested_key_missing")
        .containsEntry("kid_present", "false");
  }

  @Test
  @DisplayName("says jwks_source alone when the keys are inline")
  void inline() {
    CLIENTS.create(
        "client_id", "inline",
        "token_endpoint_auth_method", "private_key_jwt",
        "jwks", new JWKSet(OTHER.jwk()).toJSONObject());

    assertThat(toldOfAssertion("inline", KEY))
        .containsOnly(
            entry("client_id", "inline"),
            entry("auth_method", "client_assertion"),
            entry("reason_code", "client_assertion_signature_invalid"),
            entry("jwks_source", "jwks"));
  }
}
