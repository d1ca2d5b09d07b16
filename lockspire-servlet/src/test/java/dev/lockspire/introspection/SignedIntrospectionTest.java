package dev.lockspire.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import dev.lockspire.client.Client;
import dev.lockspire.config.IntrospectionConfig;
import dev.lockspire.config.IntrospectionConfig.TokenTypeStyle;
import dev.lockspire.http.Call;
import dev.lockspire.http.JsonReader;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Reply;
import dev.lockspire.http.Route;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.minting.LookupFixture;
import dev.lockspire.minting.TestProtection;
import dev.lockspire.minting.TestSigner;
import dev.lockspire.policy.ContentEncryption;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Introspection as a JWT (RFC 9701)")
class SignedIntrospectionTest {
  private static final LookupFixture FIXTURE = new LookupFixture();
  private static final String JWT = "application/token-introspection+jwt";
  private static final String API = "https://api.example";

  private final TestSigner signer = new TestSigner();
  private final Route route =
      Route.post(
          "/introspect",
          Route.Rendering.JSON,
          new IntrospectionEndpoint(
              SignedIntrospectionTest::authenticated,
              FIXTURE.clients::find,
              () -> FIXTURE.clients.policy,
              FIXTURE.lookup(),
              TestProtection.jwts(signer, () -> FIXTURE.clients.policy, FIXTURE.clients::tell),
              FIXTURE.subjects(),
              new IntrospectionConfig(TokenTypeStyle.RFC7662),
              FIXTURE.clients.clock,
              FIXTURE.clients::tell,
              RuleTrace.OFF));

  @BeforeAll
  static void clients() {
    FIXTURE.client("api", "introspection_scope", "audience", "resource_identifiers", List.of(API));
    FIXTURE.client("es256", "introspection_signed_response_alg", "ES256");
    FIXTURE.client("ps256", "introspection_signed_response_alg", "PS256");
    FIXTURE.client("exempt", "security_profile", "none");
  }

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void policy() {
    FIXTURE.clients.policy = ServerPolicy.defaults();
  }

  /** Client authentication is tested where it lives; here a caller is who it says it is. */
  private static Client authenticated(Call call) {
    return call.form()
        .value("client_id")
        .flatMap(FIXTURE.clients::find)
        .orElseThrow(() -> OAuthError.of(401, "invalid_client", "invalid_client", "Unknown."));
  }

  /** With these {@code Accept} headers, one line each. */
  private Reply introspect(String caller, String token, String... accept) {
    return introspect(Map.of("client_id", caller, "token", token), accept);
  }

  private Reply introspect(Map<String, String> form, String... accept) {
    Call call = LookupFixture.post("/introspect", Map.of(), form);
    return FIXTURE.dispatch(route, LookupFixture.with(call, "Accept", List.of(accept)));
  }

  private static Map<String, Object> json(Reply reply) {
    return JsonReader.object(reply.text(), 10_000).orElseThrow();
  }

  private static Map<String, Object> said(String jwt) {
    return json(TestSigner.claims(jwt).get("token_introspection"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> json(Object object) {
    return (Map<String, Object>) object;
  }

  private static void assertJson(Reply reply, int status) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).contains("application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {JWT, "application/json, " + JWT + ";q=0.1"})
  @DisplayName(
      "65. RFC 9701: Accept token-introspection+jwt (even q=0.1 beside JSON) → that content type,"
          + " Vary Accept, typ header, claims iss aud iat token_introspection only")
  void signed(String accept) {
    String token = FIXTURE.token().scopes("openid").with("audience", List.of(API)).insert();

    Reply reply = introspect("C", token, accept);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).contains(JWT);
    assertThat(reply.header("Vary")).contains("Accept");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.header("Pragma")).contains("no-cache");
    JWSObject jws = TestSigner.verified(reply.text());
    assertThat(jws.getHeader().getType().getType()).isEqualTo("token-introspection+jwt");
    assertThat(jws.getHeader().getKeyID()).isEqualTo("rsa");
    assertThat(jws.getHeader().toJSONObject()).containsOnlyKeys("alg", "kid", "typ");
    assertThat(jws.getPayload().toJSONObject())
        .containsOnlyKeys("iss", "aud", "iat", "token_introspection")
        .containsEntry("iss", "https://op.example/lockspire")
        .containsEntry("aud", "C")
        .containsEntry("iat", FIXTURE.clients.now.getEpochSecond())
        .containsEntry("token_introspection", json(introspect("C", token)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/*", JWT + ";q=0", JWT + ";q=bogus", ""})
  @DisplayName("66. JWT negotiation: */*, absent, q=0, q=bogus → JSON")
  void negotiation(String accept) {
    String token = FIXTURE.token().insert();

    Reply reply = introspect("C", token, accept);
    assertJson(reply, 200);
    assertThat(json(reply)).containsEntry("active", true);
    assertThat(reply.header("Vary")).contains("Accept");
    assertJson(introspect("C", token), 200);
  }

  @Test
  @DisplayName("66. JWT negotiation: any of several Accept headers may ask for it")
  void severalHeaders() {
    Reply reply = introspect("C", FIXTURE.token().insert(), "application/json", JWT);
    assertThat(reply.header("Content-Type")).contains(JWT);
  }

  @Test
  @DisplayName(
      "67. Inactive JWT: expired token with JWT Accept → token_introspection {active:false}")
  void inactive() {
    String expired = FIXTURE.token().expires(FIXTURE.clients.now).insert();
    for (String token : List.of(expired, "garbage")) {
      Reply reply = introspect("C", token, JWT);
      assertThat(reply.header("Content-Type")).contains(JWT);
      assertThat(said(reply.text())).containsExactly(Map.entry("active", false));
    }
  }

  @Test
  @DisplayName(
      "68. Strict mode: message-signing caller with JSON → 400 invalid_request + Vary; client none"
          + " override → JSON OK (Message signing: /introspect JSON accept → 400)")
  void strictMode() {
    String token = FIXTURE.token().insert();
    FIXTURE.clients.policy =
        FIXTURE.clients.policy.withSecurityProfile(SecurityProfile.FAPI_2_0_MESSAGE_SIGNING);

    for (String accept : List.of("", "application/json", "*/*", JWT + ";q=0")) {
      Reply refused = introspect("C", token, accept);
      assertJson(refused, 400);
      assertThat(json(refused)).containsEntry("error", "invalid_request");
      assertThat(refused.header("Vary")).contains("Accept");
    }
    assertThat(FIXTURE.clients.told).contains("introspection.failed signed_introspection_required");
    Reply signed = introspect("C", token, JWT);
    assertThat(signed.status()).isEqualTo(200);
    assertThat(TestSigner.verified(signed.text()).getHeader().getAlgorithm().getName())
        .isEqualTo("ES256");
    assertJson(introspect("exempt", token, "application/json"), 200);
  }

  @Test
  @DisplayName("68. Strict mode is judged after authentication, and only under message signing")
  void strictModeOrder() {
    FIXTURE.clients.policy =
        FIXTURE.clients.policy.withSecurityProfile(SecurityProfile.FAPI_2_0_MESSAGE_SIGNING);
    assertJson(introspect("nobody", "x"), 401);
    FIXTURE.clients.policy =
        FIXTURE.clients.policy.withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY);
    assertJson(introspect("C", "x"), 200);
  }

  @Test
  @DisplayName(
      "71 RS introspection (B): an API gets what another client's token means for it, signed for it")
  void resourceServer() {
    String token = FIXTURE.token().with("audience", List.of(API)).insert();

    Reply reply = introspect("api", token, JWT);
    assertThat(TestSigner.claims(reply.text())).containsEntry("aud", "api");
    assertThat(said(reply.text()))
        .containsEntry("active", true)
        .containsEntry("client_id", "C")
        .containsEntry("aud", List.of(API));
  }

  @Test
  @DisplayName("introspection_signed_response_alg is honoured; without a key of it 500 JSON")
  void registeredAlgorithm() {
    String token = FIXTURE.token().insert();

    assertThat(
            TestSigner.verified(introspect("es256", token, JWT).text())
                .getHeader()
                .getAlgorithm()
                .getName())
        .isEqualTo("ES256");
    Reply failed = introspect("ps256", token, JWT);
    assertJson(failed, 500);
    assertThat(json(failed)).containsEntry("error", "server_error");
    assertThat(failed.header("Vary")).contains("Accept");
    assertThat(FIXTURE.clients.told).contains("introspection.failed signing_key_not_found");
  }

  @Test
  @DisplayName("is signed with any active key when that of RS256 is gone; with none 500 JSON")
  void anyActiveKey() {
    String token = FIXTURE.token().insert();
    signer.active().remove(SigningAlgorithm.RS256);
    assertThat(introspect("C", token, JWT).status()).isEqualTo(200);
    signer.active().clear();
    assertJson(introspect("C", token, JWT), 500);
  }

  @Test
  @DisplayName("errors stay JSON whatever is asked for")
  void errors() {
    assertJson(introspect(Map.of("client_id", "C"), JWT), 400);
    assertJson(introspect("nobody", "x", JWT), 401);
  }

  @ParameterizedTest
  @MethodSource("dev.lockspire.minting.TestProtection#combinations")
  @DisplayName("is encrypted as registered, by every algorithm and every encryption")
  void encrypted(KeyManagementAlgorithm algorithm, ContentEncryption content) {
    String caller = "sealed-" + algorithm + "-" + content;
    FIXTURE.client(
        caller,
        "jwks",
        TestProtection.jwks(),
        "introspection_encrypted_response_alg",
        algorithm.wireName(),
        "introspection_encrypted_response_enc",
        content.wireName());

    Reply reply = introspect(caller, "garbage", JWT);
    assertThat(reply.header("Content-Type")).contains(JWT);
    assertThat(said(TestProtection.opened(reply.text(), algorithm, content)))
        .containsExactly(Map.entry("active", false));
  }

  @Test
  @DisplayName("who registered encryption never gets it in clear: JSON is refused with 400")
  void neverInClear() {
    FIXTURE.client(
        "sealed", "jwks", TestProtection.jwks(), "introspection_encrypted_response_alg", "ECDH-ES");

    Reply refused = introspect("sealed", FIXTURE.token().insert(), "application/json");
    assertJson(refused, 400);
    assertThat(json(refused)).containsEntry("error", "invalid_request");
    assertThat(refused.header("Vary")).contains("Accept");
    assertThat(FIXTURE.clients.told)
        .contains("introspection.failed encrypted_introspection_required");
  }

  @Test
  @DisplayName(
      "without a key to encrypt to it fails closed: 500 JSON, told, the token not looked at")
  void noKey() {
    FIXTURE.client(
        "keyless",
        "jwks",
        Map.of("keys", List.of(TestProtection.EC.toPublicJWK().toJSONObject())),
        "introspection_encrypted_response_alg",
        "RSA-OAEP-256");
    String token = FIXTURE.token().insert();
    introspect("keyless", token, JWT);
    FIXTURE.counted.taken();

    Reply failed = introspect("keyless", token, JWT);
    assertJson(failed, 500);
    assertThat(failed.text()).contains("server_error").doesNotContain("active");
    assertThat(FIXTURE.counted.taken()).isEmpty();
    assertThat(FIXTURE.clients.told)
        .contains(
            "response_encryption.failed encryption_key_unavailable",
            "introspection.failed encryption_key_unavailable");
  }

  @Test
  @DisplayName("takes one statement, signed and encrypted as well")
  void oneStatement() {
    String token = FIXTURE.token().insert();
    introspect("C", token, JWT);
    FIXTURE.counted.taken();
    introspect("C", token, JWT);
    assertThat(FIXTURE.counted.taken()).hasSize(1);
  }
}
