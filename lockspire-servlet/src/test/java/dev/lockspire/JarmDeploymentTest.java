package dev.lockspire;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.lockspire.audit.Actor;
import dev.lockspire.client.ClientRegistration;
import dev.lockspire.config.LockspireConfig;
import dev.lockspire.host.HostRequest;
import dev.lockspire.host.HostSeams;
import dev.lockspire.http.Call;
import dev.lockspire.http.FormDecoder;
import dev.lockspire.http.Headers;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Reply;
import dev.lockspire.http.Throttle;
import dev.lockspire.minting.ScriptedHost;
import dev.lockspire.outbound.HttpsHost;
import dev.lockspire.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Signed responses (JARM), where everything is wired as a deployment has it")
class JarmDeploymentTest {
  private static final String ISSUER = "https://op.example/lockspire";
  private static final Actor OPERATOR = Actor.of("operator", "olga", "Olga");
  private static final ECKey KEY = Machine.key("enc");

  @TempDir private static Path folder;
  private static HttpsHost host;
  private static TestDatabase database;
  private static Lockspire lockspire;

  @BeforeAll
  static void start() {
    host = HttpsHost.start();
    host.answers(200, new JWKSet(KEY.toPublicJWK()).toString());
    database = TestDatabase.create();
    lockspire =
        Lockspire.start(
            LockspireConfig.of(
                Map.ofEntries(
                    Map.entry("lockspire.issuer", ISSUER),
                    Map.entry("lockspire.jdbc.url", database.jdbcUrl()),
                    Map.entry("lockspire.jdbc.user", "postgres"),
                    Map.entry("lockspire.jdbc.pool-size", "4"),
                    Map.entry("lockspire.jobs.mode", "disabled"),
                    Map.entry("lockspire.lifetimes.authorization-response", "PT2M"),
                    Map.entry("lockspire.outbound.allowed-targets", "127.0.0.1"),
                    Map.entry("lockspire.outbound.allowed-ports", "443 " + host.port()),
                    Map.entry(
                        "lockspire.outbound.trusted-certificates",
                        HttpsHost.CERTIFICATE.pemFile(folder).toString()),
                    Map.entry(
                        "lockspire.encryption.master-key",
                        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="))),
            HostSeams.of(new ScriptedHost()));
    // The first TLS of a JVM is slow, and the limits of a fetch are short: its outcome is open.
    silent(client("warm-up", encrypted("warm-up")));
  }

  @AfterAll
  static void stop() {
    lockspire.close();
    database.close();
    host.close();
  }

  @Test
  @DisplayName("JARM error [B-37]: query.jwt + prompt=none without session → signed login_required")
  void signed() throws Exception {
    JWTClaimsSet claims = verified(silent(client("signed", Map.of())), "signed");

    assertThat(claims.getStringClaim("error")).isEqualTo("login_required");
    assertThat(claims.getStringClaim("state")).isEqualTo("xyz");
    assertThat(claims.getExpirationTime().toInstant())
        .isEqualTo(claims.getIssueTime().toInstant().plus(Duration.ofMinutes(2)));
  }

  @Test
  @DisplayName("encrypted to a key at the client's jwks_uri, which is fetched once")
  void encrypted() throws Exception {
    String id = client("sealed", encrypted("sealed"));
    silent(id);
    JWEObject jwe = JWEObject.parse(silent(id));
    jwe.decrypt(new ECDHDecrypter(KEY));

    assertThat(verified(jwe.getPayload().toString(), "sealed").getStringClaim("error"))
        .isEqualTo("login_required");
    assertThat(host.requests().stream().filter("GET /sealed"::equals)).hasSize(1);
  }

  @Test
  @DisplayName("[B-78] an algorithm without an active key cannot be registered")
  void unsignable() {
    assertThat(create("unsignable", Map.of("authorization_signed_response_alg", "PS256")))
        .isInstanceOf(ClientRegistration.Invalid.class);
  }

  private static Map<String, Object> encrypted(String path) {
    return Map.of(
        "authorization_signed_response_alg",
        "ES256",
        "authorization_encrypted_response_alg",
        "ECDH-ES+A256KW",
        "jwks_uri",
        "https://127.0.0.1:" + host.port() + "/" + path);
  }

  private static String client(String id, Map<String, Object> more) {
    assertThat(create(id, more)).isInstanceOf(ClientRegistration.Done.class);
    return id;
  }

  private static ClientRegistration.Result create(String id, Map<String, Object> more) {
    Map<String, Object> document =
        new HashMap<>(
            Map.of(
                "client_id",
                id,
                "client_name",
                id,
                "redirect_uris",
                List.of("https://c.example/cb"),
                "scope",
                "openid"));
    document.putAll(more);
    return lockspire.clients().create(document, OPERATOR);
  }

  /** The JWT that a request gets which nobody may be asked about. */
  private static String silent(String id) {
    Reply reply =
        get(
            "/authorize",
            "client_id="
                + id
                + "&redirect_uri=https%3A%2F%2Fc.example%2Fcb&response_type=code&scope=openid"
                + "&state=xyz&nonce=n&prompt=none&response_mode=jwt&code_challenge_method=S256"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    String location = reply.header("Location").orElse("");
    return location.substring(location.indexOf("response=") + "response=".length());
  }

  private static JWTClaimsSet verified(String jwt, String audience) throws Exception {
    JWKSet keys = JWKSet.parse(JSONObjectUtils.parse(get("/jwks", "").text()));
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), new ImmutableJWKSet<>(keys)));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            audience, new JWTClaimsSet.Builder().issuer(ISSUER).build(), Set.of("exp", "iat")));
    return processor.process(jwt, null);
  }

  private static Reply get(String path, String query) {
    return lockspire
        .router(Throttle.NONE)
        .dispatch(
            new Call(
                "GET",
                path,
                new FormDecoder(50).decode(query),
                Parameters.none(),
                Headers.none(),
                Map.of(),
                List.of(),
                "127.0.0.1",
                lockspire.issuer(),
                HostRequest.absent()));
  }
}
