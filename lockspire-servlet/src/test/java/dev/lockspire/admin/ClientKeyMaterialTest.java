package dev.lockspire.admin;

import static dev.lockspire.admin.AdminFixture.OLGA;
import static dev.lockspire.admin.AdminFixture.errors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.lockspire.outbound.HttpsHost;
import dev.lockspire.outbound.OutboundLimits;
import dev.lockspire.outbound.OutboundRequest;
import dev.lockspire.remotejwks.IncidentStage;
import dev.lockspire.remotejwks.KeysUnavailable;
import dev.lockspire.remotejwks.Subreason;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Keys and certificates of clients for operators")
class ClientKeyMaterialTest {
  private static final AdminFixture FIXTURE = new AdminFixture();
  private static final HttpsHost HOST = HttpsHost.start();
  private final ClientAdmin clients = FIXTURE.admin.clients();

  /** The first TLS of a JVM is slow, and the limits of a fetch are short. */
  @BeforeAll
  static void warmUp() {
    Duration patient = Duration.ofSeconds(20);
    FIXTURE.out.send(
        OutboundRequest.get(
            HOST.uri("/warm-up"),
            Map.of(),
            new OutboundLimits(patient, patient, patient, 262_144)));
  }

  @AfterAll
  static void close() {
    HOST.close();
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.clear();
  }

  private static ECKey key(String kid) throws Exception {
    return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
  }

  private ClientKeyMaterial materialOf(Object... members) {
    return clients.find(FIXTURE.client(members).clientId()).orElseThrow().keyMaterial();
  }

  @Test
  @DisplayName("inline keys are told by kid, type and thumbprint, with the algorithms they may use")
  void inline() throws Exception {
    ECKey key = key("first");
    ClientKeyMaterial material =
        materialOf(
            "token_endpoint_auth_method",
            "private_key_jwt",
            "jwks",
            new JWKSet(key).toPublicJWKSet().toString());

    assertThat(material.inline())
        .singleElement()
        .satisfies(
            shown -> {
              assertThat(shown.kid()).isEqualTo("first");
              assertThat(shown.type()).isEqualTo("EC");
              assertThat(shown.thumbprint()).isEqualTo(key.computeThumbprint().toString());
            });
    assertThat(material.algorithms()).containsExactly("RS256", "ES256", "PS256", "EdDSA");
    assertThat(material.jwksUri()).isEmpty();
    assertThat(material.incident()).isEmpty();
  }

  @Test
  @DisplayName("a private key is refused, and is nowhere in what is answered")
  void noPrivateKey() throws Exception {
    ECKey key = key("first");
    AdminResult<ClientSecret> result =
        clients.create(
            AdminFixture.webApp(
                "token_endpoint_auth_method",
                "private_key_jwt",
                "jwks",
                new JWKSet(key).toString(false)),
            OLGA);

    assertThat(errors(result)).containsExactly("jwks: invalid_jwks");
    assertThat(result.toString()).doesNotContain(key.getD().toString());
  }

  @Test
  @DisplayName("a registered algorithm is the only one")
  void registeredAlgorithm() throws Exception {
    assertThat(
            materialOf(
                    "token_endpoint_auth_method",
                    "private_key_jwt",
                    "token_endpoint_auth_signing_alg",
                    "PS256",
                    "jwks",
                    new JWKSet(key("k")).toPublicJWKSet().toString())
                .algorithms())
        .containsExactly("PS256");
    assertThat(
            materialOf(
                    "token_endpoint_auth_method",
                    "client_secret_jwt",
                    "token_endpoint_auth_signing_alg",
                    "HS256")
                .algorithms())
        .containsExactly("HS256");
  }

  @Test
  @DisplayName("what a certificate must name is told by the member it is registered under")
  void certificate() {
    ClientKeyMaterial material =
        materialOf(
            "token_endpoint_auth_method",
            "tls_client_auth",
            "tls_client_auth_san_dns",
            "worker.example");

    assertThat(material.certificateNames())
        .containsExactly(Map.entry("tls_client_auth_san_dns", "worker.example"));
    assertThat(material.certificateBound()).isTrue();
    assertThat(material.algorithms()).isEmpty();
  }

  @Test
  @DisplayName("the last incident with remote keys is told with its remedy until they serve again")
  void incident() throws Exception {
    HOST.answers(503, "");
    String clientId =
        FIXTURE
            .client(
                "token_endpoint_auth_method",
                "private_key_jwt",
                "jwks_uri",
                HOST.uri("/jwks").toString())
            .clientId();
    assertThatThrownBy(
            () ->
                FIXTURE
                    .foundation
                    .clientKeys()
                    .attempt(FIXTURE.clients.details(clientId).orElseThrow().client())
                    .keys())
        .isInstanceOf(KeysUnavailable.class);
    FIXTURE.incidents.flush();

    ClientKeyMaterial material = clients.find(clientId).orElseThrow().keyMaterial();
    assertThat(material.jwksUri()).contains(HOST.uri("/jwks").toString());
    assertThat(material.incident())
        .hasValueSatisfying(
            last -> {
              assertThat(last.subreason()).isEqualTo(Subreason.HTTP_STATUS);
              assertThat(last.stage()).isEqualTo(IncidentStage.NETWORK);
              assertThat(last.httpStatus()).contains(503);
              assertThat(last.remedy()).contains("status 200");
            });
  }

  @Test
  @DisplayName("an address of keys is tried by the operator: what is there, or why nothing is")
  void tried() throws Exception {
    HOST.answers(200, new JWKSet(key("there")).toPublicJWKSet().toString());
    assertThat(clients.checkKeys(HOST.uri("/jwks").toString()).keys())
        .extracting(ClientKey::kid)
        .containsExactly("there");

    HOST.answers(404, "");
    RemoteKeys refused = clients.checkKeys(HOST.uri("/jwks").toString());
    assertThat(refused.keys()).isEmpty();
    assertThat(refused.problem()).contains(Subreason.HTTP_STATUS);
    assertThat(refused.httpStatus()).contains(404);
    assertThat(clients.checkKeys("http://keys.example.test/jwks").problem())
        .contains(Subreason.HTTPS_REQUIRED);
    assertThat(clients.checkKeys("not an address").problem()).contains(Subreason.INVALID_URI);
  }
}
