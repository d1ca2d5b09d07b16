package dev.lockspire;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.lockspire.audit.Actor;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.config.LockspireConfig;
import dev.lockspire.crypto.Base64Url;
import dev.lockspire.host.Claims;
import dev.lockspire.host.HostRequest;
import dev.lockspire.host.HostSeams;
import dev.lockspire.http.Call;
import dev.lockspire.http.Headers;
import dev.lockspire.http.JsonReader;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Reply;
import dev.lockspire.http.Throttle;
import dev.lockspire.keys.CompactJws;
import dev.lockspire.keys.KeyTransition;
import dev.lockspire.keys.SigningKeyLifecycle;
import dev.lockspire.minting.LookupFixture;
import dev.lockspire.minting.ScriptedHost;
import dev.lockspire.minting.TestProtection;
import dev.lockspire.outbound.HttpsHost;
import dev.lockspire.policy.ContentEncryption;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.storage.TestDatabase;
import dev.lockspire.token.StoredCodes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Signed and encrypted responses, where everything is wired as a deployment has it")
class ProtectedResponsesDeploymentTest {
  private static final String ISSUER = "https://op.example/lockspire";
  private static final String JWT = "application/token-introspection+jwt";
  private static final Actor OPERATOR = Actor.of("operator", "olga", "Olga");

  @TempDir private static Path folder;
  private static final Map<String, String> SECRETS = new HashMap<>();
  private static HttpsHost host;
  private static TestDatabase database;
  private static Lockspire lockspire;

  @BeforeAll
  static void start() {
    host = HttpsHost.start();
    host.answers(
        exchange ->
            HttpsHost.send(
                exchange,
                200,
                new JWKSet(
                        List.of(TestProtection.RSA.toPublicJWK(), TestProtection.EC.toPublicJWK()))
                    .toString()));
    database = TestDatabase.create();
    ScriptedHost accounts = new ScriptedHost();
    accounts.known.put("alice", Claims.of(Map.of("name", "Alice")));
    lockspire =
        Lockspire.start(
            LockspireConfig.of(
                Map.ofEntries(
                    Map.entry("lockspire.issuer", ISSUER),
                    Map.entry("lockspire.known-scopes", "profile offline_access"),
                    Map.entry("lockspire.jdbc.url", database.jdbcUrl()),
                    Map.entry("lockspire.jdbc.user", "postgres"),
                    Map.entry("lockspire.jdbc.pool-size", "2"),
                    Map.entry("lockspire.jobs.mode", "disabled"),
                    Map.entry("lockspire.outbound.allowed-targets", "127.0.0.1"),
                    Map.entry("lockspire.outbound.allowed-ports", "443 " + host.port()),
                    Map.entry(
                        "lockspire.outbound.trusted-certificates",
                        HttpsHost.CERTIFICATE.pemFile(folder).toString()),
                    Map.entry(
                        "lockspire.encryption.master-key",
                        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="))),
            HostSeams.of(accounts));
    // The first TLS of a JVM is slow, and the limits of a fetch are short: its outcome is open.
    lockspire.admin().clients().checkKeys("https://127.0.0.1:" + host.port() + "/warm-up");
    // Those of the other algorithms are there from the first start.
    activate(SigningAlgorithm.PS256);
    activate(SigningAlgorithm.EDDSA);
  }

  private static void activate(SigningAlgorithm algorithm) {
    SigningKeyLifecycle keys = lockspire.keys();
    String kid = done(keys.generate(algorithm, OPERATOR));
    keys.publish(kid, OPERATOR);
    done(keys.activate(kid, true, OPERATOR));
  }

  private static String done(KeyTransition transition) {
    assertThat(transition).isInstanceOf(KeyTransition.Done.class);
    return ((KeyTransition.Done) transition).key().kid();
  }

  @AfterAll
  static void stop() {
    lockspire.close();
    database.close();
    host.close();
  }

  private static String client(String id, Object... members) {
    Map<String, Object> document = new HashMap<>();
    document.put("client_id", id);
    document.put("client_name", id);
    document.put("redirect_uris", List.of(StoredCodes.REDIRECT_URI));
    document.put("scope", "openid profile");
    document.put("grant_types", List.of("authorization_code"));
    for (int i = 0; i < members.length; i += 2) {
      document.put((String) members[i], members[i + 1]);
    }
    ClientRegistration.Result result = lockspire.clients().create(document, OPERATOR);
    assertThat(result).isInstanceOf(ClientRegistration.Done.class);
    ((ClientRegistration.Done) result)
        .secret()
        .ifPresent(secret -> SECRETS.put(id, secret.reveal()));
    return id;
  }

  private static Reply send(
      String method, String path, Map<String, String> headers, Map<String, String> form) {
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
                Parameters.none(),
                Parameters.of(form),
                Headers.of(all),
                Map.of(),
                List.of(),
                "192.0.2.1",
                lockspire.issuer(),
                HostRequest.absent()));
  }

  private static Map<String, Object> json(Reply reply) {
    return JsonReader.object(reply.text(), 100_000).orElseThrow();
  }

  /** What a code of this client is exchanged for. */
  private static Map<String, Object> tokens(String client) {
    String code =
        new StoredCodes.Builder(database.database(), Instant.now())
            .client(client)
            .scopes("openid", "profile")
            .store();
    Reply reply =
        send(
            "POST",
            "/token",
            LookupFixture.basic(client, SECRETS.get(client)),
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                StoredCodes.REDIRECT_URI,
                "code_verifier",
                StoredCodes.VERIFIER));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return json(reply);
  }

  private static Reply userinfo(Map<String, Object> tokens) {
    return send(
        "GET",
        "/userinfo",
        Map.of("Authorization", "Bearer " + tokens.get("access_token")),
        Map.of());
  }

  private static Reply introspect(String client, Map<String, Object> tokens, String accept) {
    Map<String, String> headers = new HashMap<>(LookupFixture.basic(client, SECRETS.get(client)));
    headers.put("Accept", accept);
    return send(
        "POST", "/introspect", headers, Map.of("token", (String) tokens.get("access_token")));
  }

  /** The claims of what only a key of {@code algorithm} can have signed. */
  private static Map<String, Object> verified(Object jwt, SigningAlgorithm algorithm) {
    Optional<Map<String, Object>> claims =
        lockspire.verifier().verify((String) jwt, Set.of(algorithm));
    assertThat(claims).as(algorithm.wireName()).isPresent();
    return claims.get();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "ID token, access token, UserInfo and introspection: client alg honoured [B-90]; at_hash"
          + " correct for each alg [B-91]; jti, acr, amr and no azp [B-92]")
  void registeredAlgorithm(SigningAlgorithm algorithm) throws Exception {
    String alg = algorithm.wireName();
    String client =
        client(
            "signs-" + alg,
            "id_token_signed_response_alg",
            alg,
            "access_token_signed_response_alg",
            alg,
            "userinfo_signed_response_alg",
            alg,
            "introspection_signed_response_alg",
            alg);

    Map<String, Object> tokens = tokens(client);
    Map<String, Object> idToken = verified(tokens.get("id_token"), algorithm);
    String accessToken = (String) tokens.get("access_token");
    byte[] digest =
        MessageDigest.getInstance(algorithm == SigningAlgorithm.EDDSA ? "SHA-512" : "SHA-256")
            .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
    assertThat(idToken)
        .containsEntry("aud", client)
        .containsEntry("sub", "alice")
        .containsEntry("acr", "urn:acr:two")
        .containsEntry("amr", List.of("pwd", "otp"))
        .containsEntry("at_hash", Base64Url.encode(Arrays.copyOf(digest, digest.length / 2)))
        .containsKey("jti")
        .doesNotContainKey("azp");
    assertThat(verified(accessToken, algorithm)).containsEntry("client_id", client);
    assertThat(verified(userinfo(tokens).text(), algorithm))
        .containsEntry("aud", client)
        .containsEntry("name", "Alice");
    assertThat(verified(introspect(client, tokens, JWT).text(), algorithm))
        .containsEntry("aud", client)
        .containsKey("token_introspection");
    for (Object jwt : List.of(tokens.get("id_token"), userinfo(tokens).text())) {
      assertThat(CompactJws.of((String) jwt).orElseThrow().header("typ")).contains("JWT");
    }
  }

  @Test
  @DisplayName("what is encrypted to keys at a jwks_uri is read by the client alone, with Nimbus")
  void remoteKeys() throws Exception {
    String client =
        client(
            "sealed",
            "jwks_uri",
            "https://127.0.0.1:" + host.port() + "/sealed",
            "id_token_encrypted_response_alg",
            "RSA-OAEP-256",
            "userinfo_signed_response_alg",
            "RS256",
            "userinfo_encrypted_response_alg",
            "ECDH-ES",
            "userinfo_encrypted_response_enc",
            "A256GCM",
            "introspection_encrypted_response_alg",
            "ECDH-ES+A256KW",
            "introspection_encrypted_response_enc",
            "A128GCM");

    Map<String, Object> tokens = tokens(client);
    assertThat(
            claims(
                opened(
                    tokens.get("id_token"),
                    KeyManagementAlgorithm.RSA_OAEP_256,
                    ContentEncryption.A128CBC_HS256)))
        .containsEntry("nonce", "n-1");
    assertThat(
            claims(
                opened(
                    userinfo(tokens).text(),
                    KeyManagementAlgorithm.ECDH_ES,
                    ContentEncryption.A256GCM)))
        .containsEntry("name", "Alice");
    assertThat(
            claims(
                opened(
                    introspect(client, tokens, JWT).text(),
                    KeyManagementAlgorithm.ECDH_ES_A256KW,
                    ContentEncryption.A128GCM)))
        .containsKey("token_introspection");
    assertThat(introspect(client, tokens, "application/json").status()).isEqualTo(400);
    assertThat(host.requests()).containsOnlyOnce("GET /sealed");
  }

  private static String opened(
      Object jwt, KeyManagementAlgorithm algorithm, ContentEncryption content) {
    return TestProtection.opened((String) jwt, algorithm, content);
  }

  /** Verified with the key that {@code /jwks} names, by a library that is not ours. */
  private static Map<String, Object> claims(String jwt) throws Exception {
    SignedJWT signed = SignedJWT.parse(jwt);
    JWKSet jwks = JWKSet.parse(send("GET", "/jwks", Map.of(), Map.of()).text());
    assertThat(
            signed.verify(
                new RSASSAVerifier(jwks.getKeyByKeyId(signed.getHeader().getKeyID()).toRSAKey())))
        .isTrue();
    return signed.getPayload().toJSONObject();
  }

  @Test
  @DisplayName(
      "Discovery truth: algs follow active keys [B-84], those of signed and encrypted responses too"
          + " [B-86], and the global profile")
  void discovery() {
    List<String> signing =
        List.of(
            "id_token_signing_alg_values_supported",
            "userinfo_signing_alg_values_supported",
            "introspection_signing_alg_values_supported");
    assertThat(metadata())
        .containsEntry("id_token_encryption_alg_values_supported", KeyManagementAlgorithm.names())
        .containsEntry("id_token_encryption_enc_values_supported", ContentEncryption.names())
        .containsEntry("userinfo_encryption_alg_values_supported", KeyManagementAlgorithm.names())
        .containsEntry("userinfo_encryption_enc_values_supported", ContentEncryption.names())
        .containsEntry(
            "introspection_encryption_alg_values_supported", KeyManagementAlgorithm.names())
        .containsEntry("introspection_encryption_enc_values_supported", ContentEncryption.names());
    for (String member : signing) {
      assertThat(metadata()).containsEntry(member, List.of("RS256", "ES256", "PS256", "EdDSA"));
    }
    lockspire
        .policies()
        .update(p -> p.withSecurityProfile(SecurityProfile.FAPI_2_0_MESSAGE_SIGNING), OPERATOR);
    try {
      for (String member : signing) {
        assertThat(metadata()).containsEntry(member, List.of("ES256", "PS256"));
      }
    } finally {
      lockspire.policies().update(p -> p.withSecurityProfile(SecurityProfile.NONE), OPERATOR);
    }
  }

  private static Map<String, Object> metadata() {
    return json(send("GET", "/.well-known/openid-configuration", Map.of(), Map.of()));
  }
}
