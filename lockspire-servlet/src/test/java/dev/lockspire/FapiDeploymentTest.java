package dev.lockspire;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.lockspire.audit.Actor;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.config.LockspireConfig;
import dev.lockspire.crypto.TestCertificate;
import dev.lockspire.host.HostRequest;
import dev.lockspire.host.HostSeams;
import dev.lockspire.http.Call;
import dev.lockspire.http.Headers;
import dev.lockspire.http.JsonReader;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.QueryString;
import dev.lockspire.http.Reply;
import dev.lockspire.http.Throttle;
import dev.lockspire.minting.LookupFixture;
import dev.lockspire.minting.ScriptedHost;
import dev.lockspire.policy.MessageSigning;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.senderconstraint.ProofMaker;
import dev.lockspire.storage.CountingDataSource;
import dev.lockspire.storage.TestDatabase;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("FAPI 2.0 Security Profile where everything is wired as a deployment has it")
class FapiDeploymentTest {
  private static final String ISSUER = "https://op.example/lockspire";
  private static final String CALLBACK = "https://app.example/callback";
  private static final Actor OPERATOR = Actor.of("operator", "olga", "Olga");
  private static final ECKey KEY = Machine.key("1");
  private static final ProofMaker PROOF_KEY = ProofMaker.es256();
  private static final TestCertificate CERTIFICATE = TestCertificate.selfSigned("CN=m.example");
  private static final TestCertificate OTHER = TestCertificate.selfSigned("CN=other.example");
  private static TestDatabase database;
  private static CountingDataSource counted;
  private static Lockspire lockspire;
  private static String sharedSecret;
  private static String exemptSecret;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    counted = new CountingDataSource(database.database().dataSource());
    HostSeams host = HostSeams.of(new ScriptedHost());
    lockspire =
        Lockspire.start(
            LockspireConfig.of(
                Map.of(
                    "lockspire.issuer", ISSUER,
                    "lockspire.known-scopes", "read:billing",
                    "lockspire.jdbc.url", database.jdbcUrl(),
                    "lockspire.jobs.mode", "disabled",
                    "lockspire.mtls.extractor", "direct",
                    "lockspire.encryption.master-key",
                        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")),
            new HostSeams(
                host.accountResolver(),
                host.consentPolicy(),
                host.consentView(),
                host.authorizationDetailsValidators(),
                host.listener(),
                host.operatorIdentity(),
                host.rateLimiter(),
                host.clock(),
                Optional.of(counted.dataSource())));
    JWK certificateKey =
        new ECKey.Builder(Curve.P_256, (ECPublicKey) CERTIFICATE.keys().getPublic()).build();
    register("keys", "private_key_jwt", Map.of("jwks", keySet(KEY.toPublicJWK())));
    register("mtls", "tls_client_auth", Map.of("tls_client_auth_subject_dn", "CN=m.example"));
    register("own", "self_signed_tls_client_auth", Map.of("jwks", keySet(certificateKey)));
    register("public", "none", Map.of());
    sharedSecret =
        secret("hmac", "client_secret_jwt", Map.of("token_endpoint_auth_signing_alg", "HS256"));
    exemptSecret = secret("exempt", "client_secret_basic", Map.of("security_profile", "none"));
  }

  private static Map<String, Object> keySet(JWK key) {
    return new JWKSet(key).toJSONObject();
  }

  private static String secret(String id, String method, Map<String, Object> more) {
    return register(id, method, more).secret().orElseThrow().reveal();
  }

  private static ClientRegistration.Done register(
      String id, String method, Map<String, Object> more) {
    Map<String, Object> document = new HashMap<>(more);
    document.put("client_id", id);
    document.put("client_name", id);
    document.put("redirect_uris", List.of(CALLBACK));
    document.put("scope", "read:billing");
    document.put("token_endpoint_auth_method", method);
    return (ClientRegistration.Done) lockspire.clients().create(document, OPERATOR);
  }

  @AfterAll
  static void stop() {
    lockspire.close();
    database.close();
  }

  @BeforeEach
  void enter() {
    server(policy -> policy.withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY));
  }

  @AfterEach
  void leave() {
    server(policy -> ServerPolicy.defaults());
  }

  private static void server(java.util.function.UnaryOperator<ServerPolicy> change) {
    lockspire.policies().update(change, OPERATOR);
  }

  private static Reply send(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      Map<String, String> form,
      X509Certificate... certificates) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    if (method.equals("POST")) {
      all.put("Content-Type", List.of("application/x-www-form-urlencoded"));
    }
    return lockspire
        .router(Throttle.NONE)
        .dispatch(
            new Call(
                method,
                path,
                Parameters.of(query),
                Parameters.of(form),
                Headers.of(all),
                Map.of(),
                List.of(certificates),
                "192.0.2.1",
                lockspire.issuer(),
                HostRequest.absent()));
  }

  private static Map<String, String> request() {
    return new LinkedHashMap<>(
        Map.of(
            "response_type", "code",
            "redirect_uri", CALLBACK,
            "scope", "openid read:billing",
            "state", "xyz",
            "nonce", "n-1",
            "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            "code_challenge_method", "S256"));
  }

  private static Reply push(
      Map<String, String> credentials, Map<String, String> headers, X509Certificate... chain) {
    Map<String, String> form = request();
    form.putAll(credentials);
    return send("POST", "/par", Map.of(), headers, form, chain);
  }

  private static Map<String, String> asserted() {
    return asserted(ISSUER);
  }

  private static Map<String, String> asserted(String audience) {
    return presenting(Machine.assertion("keys", KEY, audience));
  }

  private static Map<String, String> presenting(String assertion) {
    return Map.of(
        "client_assertion_type",
        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion",
        assertion);
  }

  private static ProofMaker.Draft proof() {
    return PROOF_KEY.proof("POST", ISSUER + "/par", Instant.now());
  }

  private static Map<String, Object> json(Reply reply) {
    return JsonReader.object(reply.text(), 20_000).orElseThrow();
  }

  private static void assertRefused(Reply reply, int status, String error) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(json(reply)).containsEntry("error", error);
  }

  private static void assertUsable(String clientId, Reply pushed) {
    assertThat(pushed.status()).as(pushed.text()).isEqualTo(201);
    assertThat((Long) json(pushed).get("expires_in")).isLessThan(600);
    Reply login =
        send(
            "GET",
            "/authorize",
            Map.of("client_id", clientId, "request_uri", (String) json(pushed).get("request_uri")),
            Map.of(),
            Map.of());
    assertThat(login.header("Location").orElseThrow()).startsWith("/login?");
  }

  @Test
  @DisplayName(
      "PAR auth methods: private_key_jwt, tls_client_auth and self_signed_tls_client_auth push; the"
          + " reference leads on; expires_in < 600 [B-71]")
  void methods() {
    assertUsable("keys", push(asserted(), Map.of()));
    assertUsable("mtls", push(Map.of("client_id", "mtls"), Map.of(), CERTIFICATE.certificate()));
    assertUsable("own", push(Map.of("client_id", "own"), Map.of(), CERTIFICATE.certificate()));

    assertRefused(
        push(Map.of("client_id", "mtls"), Map.of(), OTHER.certificate()), 401, "invalid_client");
    assertRefused(push(Map.of("client_id", "own"), Map.of()), 401, "invalid_client");
  }

  @Test
  @DisplayName("FAPI: client auth [B-80]: public push refused; client_secret_jwt not even without")
  void weakMethods() {
    Map<String, String> nobody = Map.of("client_id", "public");
    assertRefused(push(nobody, Map.of()), 401, "invalid_client");
    assertRefused(push(byHmac(), Map.of()), 401, "invalid_client");

    server(policy -> ServerPolicy.defaults());
    assertThat(push(nobody, Map.of()).status()).isEqualTo(201);
    assertRefused(push(byHmac(), Map.of()), 401, "invalid_client");
  }

  private static Map<String, String> byHmac() {
    return presenting(Machine.hmacAssertion("hmac", sharedSecret, ISSUER));
  }

  @Test
  @DisplayName("a push with a DPoP proof: first its nonce, then 201, in 1 SQL round trip")
  void proofWithNonce() {
    Reply challenge = push(asserted(), Map.of("DPoP", proof().sign()));
    assertRefused(challenge, 400, "use_dpop_nonce");
    String nonce = challenge.header("DPoP-Nonce").orElseThrow();
    String proof = "";
    Reply pushed = challenge;
    int roundTrips = 0;
    // The policy of this test may only just have been told to every node, which reads it again.
    for (int attempt = 0; attempt < 3 && roundTrips != 1; attempt++) {
      Map<String, String> credentials = asserted();
      proof = proof().nonce(nonce).sign();
      counted.taken();
      pushed = push(credentials, Map.of("DPoP", proof));
      roundTrips = counted.taken();
    }

    assertThat(roundTrips).isEqualTo(1);
    assertUsable("keys", pushed);
    assertRefused(push(asserted(), Map.of("DPoP", proof)), 400, "invalid_dpop_proof");
  }

  @Test
  @DisplayName("FAPI: algorithms: an RS256 proof is refused at /par")
  void weakProof() {
    String weak = ProofMaker.rs256().proof("POST", ISSUER + "/par", Instant.now()).sign();
    assertRefused(push(asserted(), Map.of("DPoP", weak)), 400, "invalid_dpop_proof");
  }

  @Test
  @DisplayName(
      "[B-74] at /par an assertion for the issuer, the token or the push endpoint is taken, under"
          + " FAPI for the issuer only")
  void audience() {
    List<String> endpoints = List.of(ISSUER + "/token", ISSUER + "/par");
    for (String endpoint : endpoints) {
      assertRefused(push(asserted(endpoint), Map.of()), 401, "invalid_client");
    }
    assertThat(push(asserted(ISSUER), Map.of()).status()).isEqualTo(201);

    server(policy -> ServerPolicy.defaults());
    for (String endpoint : endpoints) {
      assertThat(push(asserted(endpoint), Map.of()).status()).as(endpoint).isEqualTo(201);
    }
    assertRefused(push(asserted(ISSUER + "/revoke"), Map.of()), 401, "invalid_client");
  }

  @Test
  @DisplayName("FAPI: PAR + PKCE: a direct request goes back to a registered URI with iss [B-79]")
  void direct() {
    Map<String, String> query = request();
    query.put("client_id", "keys");
    Reply refused = send("GET", "/authorize", query, Map.of(), Map.of());

    String location = refused.header("Location").orElseThrow();
    assertThat(location).startsWith(CALLBACK + "?");
    assertThat(location)
        .contains("error=invalid_request", "state=xyz", "iss=" + QueryString.encode(ISSUER));

    query.put("redirect_uri", "https://evil.example/");
    Reply page = send("GET", "/authorize", query, Map.of(), Map.of());
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.header("Location")).isEmpty();
  }

  @Test
  @DisplayName("FAPI per client: global FAPI + client none exempt, at /par and /authorize")
  void exempt() {
    assertUsable("exempt", push(Map.of(), LookupFixture.basic("exempt", exemptSecret)));
    Map<String, String> query = request();
    query.put("client_id", "exempt");
    assertThat(
            send("GET", "/authorize", query, Map.of(), Map.of()).header("Location").orElseThrow())
        .startsWith("/login?");
  }

  @Test
  @DisplayName(
      "Discovery truth [B-83], [B-84]: under global FAPI the FAPI set, although a none client with"
          + " a secret exists; otherwise everything")
  void discovery() {
    assertThat(document())
        .containsEntry(
            "token_endpoint_auth_methods_supported",
            List.of("private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth"))
        .containsEntry(
            "token_endpoint_auth_signing_alg_values_supported", List.of("ES256", "PS256"))
        .containsEntry("dpop_signing_alg_values_supported", List.of("ES256", "PS256"))
        .containsEntry("id_token_signing_alg_values_supported", List.of("ES256"))
        .containsEntry("access_token_signing_alg_values_supported", List.of("ES256"))
        .containsEntry("require_pushed_authorization_requests", true)
        .doesNotContainKey("require_signed_request_object");
    assertThat(send("GET", "/jwks", Map.of(), Map.of(), Map.of()).text())
        .contains("ES256")
        .doesNotContain("RS256");

    server(policy -> ServerPolicy.defaults());
    assertThat(document())
        .doesNotContainKeys(
            "require_pushed_authorization_requests", "require_signed_request_object");
    assertThat(document().get("token_endpoint_auth_methods_supported"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains("none", "client_secret_basic", "client_secret_jwt", "private_key_jwt");
  }

  @Test
  @DisplayName("[B-83] a client under a stricter profile than the server's changes no discovery")
  void stricterClient() {
    server(policy -> ServerPolicy.defaults());
    Map<String, Object> before = document();
    register(
        "strict",
        "private_key_jwt",
        Map.of(
            "jwks", keySet(Machine.key("2").toPublicJWK()),
            "security_profile", "fapi_2_0_message_signing",
            "authorization_signed_response_alg", "ES256"));

    assertThat(document()).isEqualTo(before);
  }

  @Test
  @DisplayName("[B-82] require_signed_request_object where it holds for all")
  void signedRequests() {
    server(policy -> policy.withMessageSigning(new MessageSigning(true, true, true)));
    assertThat(document()).doesNotContainKey("require_signed_request_object");

    server(policy -> policy.withSecurityProfile(SecurityProfile.FAPI_2_0_MESSAGE_SIGNING));
    assertThat(document()).containsEntry("require_signed_request_object", true);
  }

  private static Map<String, Object> document() {
    return json(send("GET", "/.well-known/openid-configuration", Map.of(), Map.of(), Map.of()));
  }
}
