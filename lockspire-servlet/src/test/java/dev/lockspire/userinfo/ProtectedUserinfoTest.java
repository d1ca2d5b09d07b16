package dev.lockspire.userinfo;

import static dev.lockspire.minting.ScriptedHost.claims;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.host.Claims;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Reply;
import dev.lockspire.http.Route;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.keys.ForeignKeys;
import dev.lockspire.minting.AccountClaims;
import dev.lockspire.minting.ClaimsSelection;
import dev.lockspire.minting.LookupFixture;
import dev.lockspire.minting.ScriptedHost;
import dev.lockspire.minting.TestProtection;
import dev.lockspire.minting.TestSigner;
import dev.lockspire.minting.TokenFixture;
import dev.lockspire.policy.ContentEncryption;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.replay.SingleUses;
import dev.lockspire.senderconstraint.DpopNonces;
import dev.lockspire.senderconstraint.DpopProofs;
import dev.lockspire.senderconstraint.NoncePurpose;
import dev.lockspire.senderconstraint.ProofAcceptance;
import dev.lockspire.senderconstraint.ProofMaker;
import dev.lockspire.senderconstraint.ProofTargets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Signed and encrypted UserInfo (OpenID Connect Core §5.3.2)")
class ProtectedUserinfoTest {
  private static final LookupFixture FIXTURE = new LookupFixture();

  private final ScriptedHost host = new ScriptedHost();
  private final DpopProofs proofs =
      new DpopProofs(
          new ForeignKeys(Optional.empty()),
          new DpopNonces(FIXTURE.clients.keyRing, RandomSource.secure(), FIXTURE.clients.clock),
          Duration.ofSeconds(30),
          FIXTURE.clients.clock,
          RuleTrace.OFF);
  private final Route route =
      new Route(
          List.of("GET", "POST", "OPTIONS"),
          "/userinfo",
          new UserinfoEndpoint(
              FIXTURE.lookup(),
              FIXTURE.clients::find,
              () -> FIXTURE.clients.policy,
              new Possession(
                  new ProofAcceptance(
                      proofs,
                      new SingleUses(FIXTURE.counted.database(), FIXTURE.clients.clock),
                      RuleTrace.OFF),
                  new ProofTargets(Optional.empty()),
                  FIXTURE.clients::tell,
                  RuleTrace.OFF),
              new AccountClaims(host),
              new UserinfoResponse(
                  new ClaimsSelection(Map.of()),
                  FIXTURE.subjects(),
                  TestProtection.jwts(
                      new TestSigner(), () -> FIXTURE.clients.policy, FIXTURE.clients::tell)),
              FIXTURE.clients.clock,
              RuleTrace.OFF),
          Route.Rendering.JSON,
          Route.Body.ANY);

  @BeforeAll
  static void clients() {
    FIXTURE.client("signed", "userinfo_signed_response_alg", "ES256");
    FIXTURE.client("unsignable", "userinfo_signed_response_alg", "PS256");
    FIXTURE.client(
        "keyless",
        "userinfo_signed_response_alg",
        "ES256",
        "userinfo_encrypted_response_alg",
        "RSA-OAEP-256",
        "jwks",
        Map.of("keys", List.of(TestProtection.EC.toPublicJWK().toJSONObject())));
  }

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void person() {
    host.known.put(
        "person-1",
        Claims.of(
            claims(
                "name", "Ada Lovelace",
                "department", "R&D",
                "iss", "https://evil.example",
                "aud", "everybody",
                "exp", 1)));
  }

  private static TokenFixture token(String client) {
    return FIXTURE.token().with("client_id", client).scopes("openid", "profile");
  }

  private Reply get(String token) {
    return get(Map.of("Authorization", "Bearer " + token));
  }

  private Reply get(Map<String, String> headers) {
    return FIXTURE.dispatch(
        route,
        LookupFixture.call("GET", "/userinfo", headers, Parameters.none(), Parameters.none()));
  }

  private static void assertFailed(Reply reply) {
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.header("Content-Type")).contains("application/json");
    assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
    assertThat(reply.text()).contains("server_error").doesNotContain("Lovelace");
  }

  @Test
  @DisplayName("is application/jwt with iss and aud, signed as registered, readable from scripts")
  void signed() {
    Reply reply = get(token("signed").insert());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).contains("application/jwt");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
    assertThat(reply.header("Access-Control-Expose-Headers").orElseThrow()).contains("DPoP-Nonce");
    JWSObject jws = TestSigner.verified(reply.text());
    assertThat(jws.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
    assertThat(jws.getHeader().getType().getType()).isEqualTo("JWT");
    assertThat(jws.getHeader().getKeyID()).isEqualTo("ec");
    assertThat(jws.getPayload().toJSONObject())
        .isEqualTo(
            Map.of(
                "iss", "https://op.example/lockspire",
                "aud", "signed",
                "sub", "person-1",
                "name", "Ada Lovelace"));
  }

  @Test
  @DisplayName("keeps iss and aud whatever the host says and the claims parameter asks for")
  void protectedClaims() {
    String token =
        token("signed")
            .with("claims", "{\"userinfo\":{\"iss\":null,\"aud\":null,\"exp\":null}}")
            .insert();

    assertThat(TestSigner.claims(get(token).text()))
        .containsOnlyKeys("iss", "aud", "sub", "name")
        .containsEntry("iss", "https://op.example/lockspire")
        .containsEntry("aud", "signed");
  }

  @Test
  @DisplayName("stays JSON for a client that registered nothing")
  void plain() {
    Reply reply = get(token("C").insert());
    assertThat(reply.header("Content-Type")).contains("application/json");
    assertThat(reply.text()).isEqualTo("{\"sub\":\"person-1\",\"name\":\"Ada Lovelace\"}");
  }

  @Test
  @DisplayName("tells the nonce for the next proof, as JSON does")
  void nonce() {
    ProofMaker key = ProofMaker.es256();
    String token = token("signed").with("cnf", "{\"jkt\":\"" + key.thumbprint() + "\"}").insert();
    String aging = proofs.freshNonce(NoncePurpose.RESOURCE_SERVER);
    FIXTURE.clients.advance(Duration.ofSeconds(200));
    String proof =
        key.proof("GET", LookupFixture.ISSUER.url("/userinfo"), FIXTURE.clients.now)
            .nonce(aging)
            .token(token)
            .sign();

    Reply reply = get(Map.of("Authorization", "DPoP " + token, "DPoP", proof));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).contains("application/jwt");
    assertThat(reply.header("DPoP-Nonce")).isPresent();
  }

  @ParameterizedTest
  @MethodSource("dev.lockspire.minting.TestProtection#combinations")
  @DisplayName("is encrypted as registered, by every algorithm and every encryption")
  void encrypted(KeyManagementAlgorithm algorithm, ContentEncryption content) {
    String client = "sealed-" + algorithm + "-" + content;
    FIXTURE.client(
        client,
        "jwks",
        TestProtection.jwks(),
        "userinfo_signed_response_alg",
        "ES256",
        "userinfo_encrypted_response_alg",
        algorithm.wireName(),
        "userinfo_encrypted_response_enc",
        content.wireName());

    Reply reply = get(token(client).insert());
    assertThat(reply.header("Content-Type")).contains("application/jwt");
    assertThat(TestSigner.claims(TestProtection.opened(reply.text(), algorithm, content)))
        .containsEntry("aud", client)
        .containsEntry("name", "Ada Lovelace");
  }

  @Test
  @DisplayName("fails closed without a key to encrypt to, or to sign with: 500, never in clear")
  void failsClosed() {
    assertFailed(get(token("keyless").insert()));
    assertThat(FIXTURE.clients.told)
        .contains("response_encryption.failed encryption_key_unavailable");
    assertFailed(get(token("unsignable").insert()));
  }
}
