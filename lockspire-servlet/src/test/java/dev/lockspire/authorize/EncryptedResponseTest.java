package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.http.Reply;
import dev.lockspire.outbound.HttpsHost;
import dev.lockspire.outbound.OutboundLimits;
import dev.lockspire.outbound.OutboundRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Encrypted authorization responses (JARM)")
final class EncryptedResponseTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  private static final JWK RSA = rsa();
  private static final JWK EC = ec("ec-enc");
  private static final JWK ROTATED = ec("ec-new");

  private static HttpsHost host;

  @BeforeAll
  static void start() {
    host = HttpsHost.start();
    // The first TLS of a JVM is slow, and the limits of a fetch are short.
    Duration patient = Duration.ofSeconds(20);
    SERVER.outbound.send(
        OutboundRequest.get(
            host.uri("/warm-up"),
            Map.of(),
            new OutboundLimits(patient, patient, patient, 262_144)));
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @ParameterizedTest(name = "{0}/{1}, keys {2}")
  @CsvSource({
    "RSA-OAEP-256, A256GCM, inline",
    "RSA-OAEP-256, A128GCM, inline",
    "RSA-OAEP-256, A128CBC-HS256, inline",
    "ECDH-ES, A256GCM, inline",
    "ECDH-ES, A128GCM, inline",
    "ECDH-ES, A128CBC-HS256, inline",
    "ECDH-ES+A256KW, A256GCM, inline",
    "ECDH-ES+A256KW, A128GCM, inline",
    "ECDH-ES+A256KW, A128CBC-HS256, inline",
    "RSA-OAEP-256, A256GCM, remote",
    "RSA-OAEP-256, A128GCM, remote",
    "RSA-OAEP-256, A128CBC-HS256, remote",
    "ECDH-ES, A256GCM, remote",
    "ECDH-ES, A128GCM, remote",
    "ECDH-ES, A128CBC-HS256, remote",
    "ECDH-ES+A256KW, A256GCM, remote",
    "ECDH-ES+A256KW, A128GCM, remote",
    "ECDH-ES+A256KW, A128CBC-HS256, remote"
  })
  @DisplayName("JARM encryption: RSA-OAEP-256/A256GCM and ECDH-ES/A128GCM nested, and the others")
  void nested(String algorithm, String content, String keys) {
    String client = client(algorithm, content);
    if (keys.equals("inline")) {
      inline(client, EC, RSA);
    } else {
      remote(client, EC, RSA);
    }
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, in(client, "form_post.jwt"));

    String jwe = ResponseJwt.of("form_post.jwt", SERVER.approve(browser, id, false));

    JWK key = algorithm.startsWith("RSA") ? RSA : EC;
    String signed = ResponseJwt.opened(jwe, key, algorithm, content);
    assertThat(ResponseJwt.header(signed).getAlgorithm().getName()).isEqualTo("ES256");
    assertThat(ResponseJwt.verified(signed))
        .containsOnlyKeys("iss", "aud", "exp", "iat", "code", "state");
  }

  @Test
  @DisplayName("alg alone → A128CBC-HS256 [B-77]")
  void standardContent() {
    String client = client("ECDH-ES", null);
    inline(client, EC);

    Reply reply = SERVER.browser().get(in(client, "jwt").without("scope").toString());

    String signed =
        ResponseJwt.opened(ResponseJwt.of("jwt", reply), EC, "ECDH-ES", "A128CBC-HS256");
    assertThat(ResponseJwt.verified(signed)).containsEntry("error", "invalid_scope");
  }

  @Test
  @DisplayName("the largest keys and a state of 2048 characters still fit into the query")
  void longest() throws JOSEException {
    JWK large = new RSAKeyGenerator(4096).keyID("large").keyUse(KeyUse.ENCRYPTION).generate();
    String client = client("RSA-OAEP-256", "A256GCM");
    SERVER.alterClient(client, "authorization_signed_response_alg = 'RS256'");
    inline(client, large);

    Reply reply =
        SERVER
            .browser()
            .get(in(client, "jwt").with("state", "x".repeat(2048)).without("scope").toString());

    ResponseJwt.opened(ResponseJwt.of("jwt", reply), large, "RSA-OAEP-256", "A256GCM");
  }

  @ParameterizedTest
  @ValueSource(strings = {"approve", "deny"})
  @DisplayName(
      "wrong key type → 400 page, interaction still pending; answered once the keys are repaired")
  void wrongKeyType(String decision) {
    String client = client("RSA-OAEP-256", "A256GCM");
    inline(client, RSA);
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, in(client, "query.jwt"));
    inline(client, EC);

    Reply page = SERVER.complete(browser, id, "decision=" + decision);

    assertPage(page, "jarm_encryption_key_unavailable");
    assertThat(SERVER.status(id)).isEqualTo("pending_consent");
    assertThat(SERVER.codes()).isZero();
    assertThat(SERVER.count("consent_grants", "true")).isZero();
    assertThat(SERVER.count("audit_events", "true")).isZero();

    inline(client, RSA);
    String jwe = ResponseJwt.of("query.jwt", SERVER.complete(browser, id, "decision=" + decision));
    assertThat(ResponseJwt.verified(ResponseJwt.opened(jwe, RSA, "RSA-OAEP-256", "A256GCM")))
        .containsKey(decision.equals("approve") ? "code" : "error");
  }

  @Test
  @DisplayName("wrong key type at request time [B-78]: a page before anybody is asked")
  void early() {
    String client = client("RSA-OAEP-256", "A256GCM");
    inline(client, EC);

    assertPage(
        SERVER.browser().get(in(client, "jwt").toString()), "jarm_encryption_key_unavailable");
    assertThat(SERVER.count("interactions", "true")).isZero();
  }

  @Test
  @DisplayName("neither jwks nor jwks_uri → client_jwks_missing")
  void missing() {
    String client = client("RSA-OAEP-256", "A256GCM");

    assertPage(SERVER.browser().get(in(client, "jwt").toString()), "client_jwks_missing");
    assertThat(told()).containsEntry("reason_code", "client_jwks_missing");
  }

  @Test
  @DisplayName("JARM key refresh: remote key rotated → one refetch then success")
  void rotated() {
    String client = client("ECDH-ES", "A128GCM");
    String path = remote(client, RSA);
    assertPage(
        SERVER.browser().get(in(client, "jwt").toString()), "jarm_encryption_key_unavailable");
    assertThat(fetches(path)).isEqualTo(1);
    serve(ROTATED);

    Reply reply = SERVER.browser().get(in(client, "jwt").with("prompt", "none").toString());

    assertThat(fetches(path)).isEqualTo(2);
    String jwe = ResponseJwt.of("jwt", reply);
    assertThat(ResponseJwt.verified(ResponseJwt.opened(jwe, ROTATED, "ECDH-ES", "A128GCM")))
        .containsEntry("error", "login_required");
  }

  @Test
  @DisplayName("JARM key refresh: fetch down → closed, last good kept")
  void down() {
    String client = client("ECDH-ES", "A128GCM");
    String path = remote(client, EC);
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, in(client, "jwt"));
    host.answers(503, "");

    String jwe =
        ResponseJwt.of("jwt", browser.get(in(client, "jwt").with("prompt", "none").toString()));
    ResponseJwt.opened(jwe, EC, "ECDH-ES", "A128GCM");
    assertThat(fetches(path)).as("from memory").isEqualTo(1);

    SERVER.alterClient(client, "authorization_encrypted_response_alg = 'RSA-OAEP-256'");
    assertPage(SERVER.approve(browser, id, false), "jarm_encryption_key_fetch_failed");
    assertThat(fetches(path)).as("looked again").isEqualTo(2);
    assertThat(SERVER.status(id)).isEqualTo("pending_consent");
    assertThat(told())
        .containsEntry("jwks_source", "jwks_uri")
        .containsEntry("remote_jwks_subreason", "http_status");

    SERVER.alterClient(client, "authorization_encrypted_response_alg = 'ECDH-ES'");
    ResponseJwt.opened(
        ResponseJwt.of("jwt", SERVER.approve(browser, id, false)), EC, "ECDH-ES", "A128GCM");
    assertThat(fetches(path)).as("the last good set").isEqualTo(2);
  }

  @Test
  @DisplayName("keys that were never had and cannot be fetched: closed, at request time")
  void neverHad() {
    String client = client("ECDH-ES", "A128GCM");
    remote(client, EC);
    host.answers(503, "");

    assertPage(
        SERVER.browser().get(in(client, "jwt").toString()), "jarm_encryption_key_fetch_failed");
  }

  @Test
  @DisplayName("a jwks_uri that does not hold keys: closed")
  void noKeySet() {
    String client = client("ECDH-ES", "A128GCM");
    remote(client, EC);
    host.answers(200, "keys");

    assertPage(
        SERVER.browser().get(in(client, "jwt").toString()), "jarm_encryption_key_unavailable");
  }

  /** A client that wants responses encrypted, without keys so far. */
  private static String client(String algorithm, String content) {
    String id = SERVER.freshClientId();
    TestClient client =
        new TestClient(id)
            .text("authorization_signed_response_alg", "ES256")
            .text("authorization_encrypted_response_alg", algorithm);
    SERVER.add(
        content == null ? client : client.text("authorization_encrypted_response_enc", content));
    return id;
  }

  private static void inline(String client, JWK... keys) {
    SERVER.alterClient(client, "jwks = '" + set(keys) + "'");
  }

  /** Puts {@code keys} on the client's host; answers the path there. */
  private static String remote(String client, JWK... keys) {
    String path = "/" + client;
    serve(keys);
    SERVER.alterClient(client, "jwks_uri = '" + host.uri(path) + "'");
    return path;
  }

  private static void serve(JWK... keys) {
    host.answers(200, set(keys));
  }

  private static long fetches(String path) {
    return host.requests().stream().filter(("GET " + path)::equals).count();
  }

  private static String set(JWK... keys) {
    return new JWKSet(Arrays.stream(keys).map(JWK::toPublicJWK).toList()).toString();
  }

  private static Map<String, String> told() {
    return SERVER.told.stream()
        .filter(t -> t.event() == TelemetryEvent.JARM_FAILED)
        .findFirst()
        .orElseThrow()
        .attributes();
  }

  private static void assertPage(Reply page, String reason) {
    assertThat(page.status()).as(page.header("Location").orElse("")).isEqualTo(400);
    assertThat(page.header("Location")).isEmpty();
    assertThat(Answer.reason(page)).isEqualTo(reason);
  }

  private static AuthorizeUrl in(String client, String mode) {
    return AuthorizeUrl.of(client).with("response_mode", mode);
  }

  private static JWK rsa() {
    try {
      return new RSAKeyGenerator(2048).keyID("rsa-enc").keyUse(KeyUse.ENCRYPTION).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JWK ec(String kid) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(kid).keyUse(KeyUse.ENCRYPTION).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
