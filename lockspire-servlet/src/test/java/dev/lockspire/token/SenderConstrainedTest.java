package dev.lockspire.token;

import static dev.lockspire.token.TokenServer.error;
import static dev.lockspire.token.TokenServer.json;
import static dev.lockspire.token.TokenServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.AuthMethod;
import dev.lockspire.client.Inheritable;
import dev.lockspire.config.RefreshConfig;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.crypto.TestCertificate;
import dev.lockspire.http.Reply;
import dev.lockspire.minting.TestClient;
import dev.lockspire.minting.TestSigner;
import dev.lockspire.minting.TokenLookup;
import dev.lockspire.policy.DpopPolicy;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.policy.TokenFormat;
import dev.lockspire.senderconstraint.CertificateThumbprint;
import dev.lockspire.senderconstraint.Confirmation;
import dev.lockspire.senderconstraint.NoncePurpose;
import dev.lockspire.senderconstraint.ProofMaker;
import dev.lockspire.storage.RecordedRoundTrips;
import dev.lockspire.storage.TestDatabase;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Tokens that are bound to a key")
final class SenderConstrainedTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProofMaker KEY = ProofMaker.es256();
  private static final ProofMaker OTHER = ProofMaker.es256();
  private static final X509Certificate ONE = TestCertificate.selfSigned("CN=one").certificate();
  private static final X509Certificate TWO = TestCertificate.selfSigned("CN=two").certificate();

  private final TokenServer server = new TokenServer(DATABASE.database(), Duration.ZERO);

  private static TestClient client(String id) {
    return TestClient.named(id)
        .grants("authorization_code", "refresh_token", "client_credentials")
        .scopes("read:billing");
  }

  @BeforeEach
  void clients() {
    DATABASE.clear();
    register(server);
  }

  private static void register(TokenServer server) {
    server.register(
        client("c").build(),
        client("D").with("dpopPolicy", Inheritable.Dpop.DPOP).build(),
        client("bearer").with("dpopPolicy", Inheritable.Dpop.BEARER).build(),
        client("M").with("tokenEndpointAuthMethod", AuthMethod.TLS_CLIENT_AUTH).build(),
        client("flagged").with("tlsClientCertificateBoundAccessTokens", true).build(),
        client("both")
            .with("tlsClientCertificateBoundAccessTokens", true)
            .with("dpopPolicy", Inheritable.Dpop.DPOP)
            .build(),
        client("fapi")
            .with("securityProfile", Inheritable.Profile.FAPI_2_0_SECURITY)
            .with("tokenEndpointAuthMethod", AuthMethod.PRIVATE_KEY_JWT)
            .build(),
        client("fapi-mtls")
            .with("securityProfile", Inheritable.Profile.FAPI_2_0_SECURITY)
            .with("tokenEndpointAuthMethod", AuthMethod.TLS_CLIENT_AUTH)
            .build());
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private TokenServer.Requests proving(ProofMaker key) {
    return server.with(server.proof(key).sign());
  }

  private static Confirmation stored(Reply reply, String member) {
    return new TokenLookup(DATABASE.database()).find(text(reply, member)).orElseThrow().cnf();
  }

  private static Map<String, Object> claims(Reply reply) {
    return TestSigner.claims(text(reply, "access_token"));
  }

  private static Confirmation key(ProofMaker key) {
    return new Confirmation(Optional.of(key.thumbprint()), Optional.empty());
  }

  private static Optional<String> print(X509Certificate certificate) {
    return Optional.of(CertificateThumbprint.of(certificate).value());
  }

  private void assertRefused(Reply reply, String error, String reason) {
    assertThat(error(reply)).isEqualTo(error);
    assertThat(server.reasons).contains(reason);
  }

  @Test
  @DisplayName("52 DPoP issuance: D with proof+nonce → token_type DPoP, cnf.jkt in JWT, rows")
  void issuance() {
    String code = server.code().client("D").store();

    Reply reply = proving(KEY).redeem("D", code);

    assertThat(json(reply)).containsEntry("token_type", "DPoP");
    assertThat(claims(reply)).containsEntry("cnf", Map.of("jkt", KEY.thumbprint()));
    assertThat(stored(reply, "access_token")).isEqualTo(key(KEY));
    assertThat(stored(reply, "refresh_token")).isEqualTo(key(KEY));
    assertThat(reply.header("DPoP-Nonce")).isEmpty();
    assertThat(DATABASE.text("SELECT jkt || ' ' || htm || ' ' || htu FROM {dpop_replay}"))
        .isEqualTo(KEY.thumbprint() + " POST " + TokenServer.ISSUER.url("/token"));
  }

  @Test
  @DisplayName("52 for client_credentials, for an opaque token, and by the server's policy too")
  void issuanceElsewhere() {
    server.register(
        client("opaque")
            .with("dpopPolicy", Inheritable.Dpop.DPOP)
            .with("accessTokenFormat", TokenFormat.OPAQUE)
            .build());
    for (String id : List.of("D", "opaque")) {
      Reply reply = proving(KEY).own(id);
      assertThat(json(reply)).containsEntry("token_type", "DPoP");
      assertThat(stored(reply, "access_token")).isEqualTo(key(KEY));
    }
    server.policy = server.policy.withDpopPolicy(DpopPolicy.DPOP);
    assertThat(json(proving(KEY).own("c"))).containsEntry("token_type", "DPoP");
  }

  @Test
  @DisplayName(
      "53 Nonce challenge: without nonce → 400 use_dpop_nonce + DPoP-Nonce + exposed header")
  void nonceChallenge() {
    Reply reply = server.with(server.proof(KEY).nonce(null).sign()).own("D");

    assertRefused(reply, "400 use_dpop_nonce", "missing_dpop_nonce");
    assertThat(reply.header("Access-Control-Expose-Headers")).contains("DPoP-Nonce");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    String nonce = reply.header("DPoP-Nonce").orElseThrow();
    Reply retry = server.with(server.proof(KEY).nonce(nonce).sign()).own("D");
    assertThat(retry.status()).isEqualTo(200);
  }

  @Test
  @DisplayName("54 Nonce purpose: resource nonce at /token → use_dpop_nonce")
  void noncePurpose() {
    String nonce = server.proofs.freshNonce(NoncePurpose.RESOURCE_SERVER);

    assertRefused(
        server.with(server.proof(KEY).nonce(nonce).sign()).own("D"),
        "400 use_dpop_nonce",
        "invalid_dpop_nonce");
  }

  @Test
  @DisplayName("55 Nonce age: 301 s old nonce → use_dpop_nonce; past half-life a fresh one comes")
  void nonceAge() {
    String nonce = server.proofs.freshNonce(NoncePurpose.AUTHORIZATION_SERVER);
    server.clock.advance(Duration.ofSeconds(151));
    Reply reply = server.with(server.proof(KEY).nonce(nonce).sign()).own("D");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("DPoP-Nonce")).isPresent();
    assertThat(reply.header("Access-Control-Expose-Headers")).contains("DPoP-Nonce");

    server.clock.advance(Duration.ofSeconds(150));
    assertRefused(
        server.with(server.proof(KEY).nonce(nonce).sign()).own("D"),
        "400 use_dpop_nonce",
        "invalid_dpop_nonce");
  }

  @Test
  @DisplayName("56 Proof defects: each → 400 invalid_dpop_proof")
  void defects() {
    long now = server.clock.instant().getEpochSecond();
    Map<String, Object> withPrivatePart = KEY.jwk();
    withPrivatePart.put("d", "c2VjcmV0");
    List<ProofMaker.Draft> defective =
        List.of(
            server.proof(KEY).header("typ", "JWT"),
            server.proof(KEY).header("jwk", null),
            server.proof(KEY).header("jwk", withPrivatePart),
            server.proof(KEY).header("jwk", Map.of("kty", "oct", "k", "c2VjcmV0")),
            server.proof(KEY).claim("htm", "GET"),
            server.proof(KEY).claim("htu", "https://host.example/lockspire/userinfo"),
            server.proof(KEY).claim("iat", Long.toString(now)),
            server.proof(KEY).claim("iat", now - 301),
            server.proof(KEY).claim("iat", now + 31),
            server.proof(KEY).claim("jti", null));
    for (ProofMaker.Draft draft : defective) {
      assertThat(error(server.with(draft.sign()).own("D"))).isEqualTo("400 invalid_dpop_proof");
    }
    assertThat(server.reasons)
        .containsExactly(
            "invalid_typ",
            "missing_jwk",
            "invalid_jwk",
            "invalid_jwk",
            "invalid_htm",
            "invalid_htu",
            "invalid_iat",
            "stale_iat",
            "future_iat",
            "missing_jti");
    assertThat(server.told).containsOnly(TelemetryEvent.DPOP_FAILED);
  }

  @Test
  @DisplayName("56 no proof, two DPoP headers → 400 invalid_dpop_proof")
  void headers() {
    assertRefused(server.own("D"), "400 invalid_dpop_proof", "missing_dpop_proof");
    String proof = server.proof(KEY).sign();
    String another = server.proof(KEY).sign();
    assertRefused(
        server.with(Map.of("DPoP", List.of(proof, another))).own("D"),
        "400 invalid_dpop_proof",
        "multiple_dpop_proofs");
  }

  @Test
  @DisplayName("57 htu normalisation: upper-case host, explicit :443, query string → accepted")
  void normalisedTarget() {
    for (String htu :
        List.of(
            "https://HOST.example:443/lockspire/token?a=b",
            "https://mtls.host.example/lockspire/token")) {
      assertThat(server.with(server.proof(KEY).claim("htu", htu).sign()).own("D").status())
          .as(htu)
          .isEqualTo(200);
    }
  }

  @Test
  @DisplayName(
      "58 Proof replay: same proof twice → second invalid_dpop_proof, also on another node")
  void replay() {
    String proof = server.proof(KEY).sign();
    assertThat(server.with(proof).own("D").status()).isEqualTo(200);
    assertRefused(server.with(proof).own("D"), "400 invalid_dpop_proof", "dpop_proof_replayed");
    TokenServer otherNode = new TokenServer(DATABASE.database(), Duration.ZERO);
    register(otherNode);
    assertThat(error(otherNode.with(proof).own("D"))).isEqualTo("400 invalid_dpop_proof");
    assertThat(otherNode.reasons).contains("dpop_proof_replayed");
  }

  @Test
  @DisplayName("58, 130 Proof replay on two nodes at once: exactly one 200")
  void replayRace() throws Exception {
    TokenServer otherNode = new TokenServer(DATABASE.database(), Duration.ZERO);
    register(otherNode);
    String proof = server.proof(KEY).sign();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Reply>> replies = new ArrayList<>();
      for (TokenServer node :
          Collections.nCopies(4, List.of(server, otherNode)).stream()
              .flatMap(List::stream)
              .toList()) {
        replies.add(threads.submit(() -> node.with(proof).own("D")));
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Reply> reply : replies) {
        statuses.add(reply.get().status());
      }
      assertThat(statuses).containsOnly(200, 400).containsOnlyOnce(200);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @DisplayName("a proof is used up even if later checks fail (4.1)")
  void consumedAnyway() {
    String proof = server.proof(KEY).sign();
    assertThat(error(server.with(proof).redeem("D", "unknown"))).isEqualTo("400 invalid_grant");
    assertRefused(server.with(proof).own("D"), "400 invalid_dpop_proof", "dpop_proof_replayed");
  }

  @Test
  @DisplayName("a sender constraint is judged before the code, which stays usable (4.1)")
  void judgedFirst() {
    String code = server.code().client("D").store();
    assertThat(error(server.redeem("D", code))).isEqualTo("400 invalid_dpop_proof");
    assertThat(error(server.redeem("D", "unknown"))).isEqualTo("400 invalid_dpop_proof");
    assertThat(proving(KEY).redeem("D", code).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("a replay store that cannot be reached → 500, reason dpop_replay_store_failed (7.2)")
  void replayStoreAway() {
    try (RecordedRoundTrips counted = new RecordedRoundTrips(DATABASE)) {
      TokenServer node = new TokenServer(counted.database(), Duration.ZERO);
      register(node);
      String proof = node.proof(KEY).sign();
      counted.away(true);
      assertThat(error(node.with(proof).own("D"))).isEqualTo("500 server_error");
    }
  }

  @Test
  @DisplayName("59 Bearer unchanged: bearer-policy client sends proof → Bearer token, no cnf")
  void bearerUnchanged() {
    for (String id : List.of("bearer", "c")) {
      String proof = server.proof(KEY).sign();
      Reply reply = server.with(proof).redeem(id, server.code().client(id).store());
      assertThat(json(reply)).containsEntry("token_type", "Bearer");
      assertThat(claims(reply)).doesNotContainKey("cnf");
      assertThat(stored(reply, "access_token").isBearer()).isTrue();
      assertThat(stored(reply, "refresh_token").isBearer()).isTrue();

      assertThat(error(server.with(proof).own(id))).isEqualTo("400 invalid_dpop_proof");
      assertThat(error(server.with("garbage").own(id))).isEqualTo("400 invalid_dpop_proof");
      Reply refreshed = proving(OTHER).refresh(id, text(reply, "refresh_token"));
      assertThat(json(refreshed)).containsEntry("token_type", "Bearer");
    }
  }

  @Test
  @DisplayName("dpop.bind_when_presented=true binds for clients left at inherit, not for bearer")
  void boundWhenPresented() {
    TokenServer binding =
        new TokenServer(DATABASE.database(), new RefreshConfig(Duration.ZERO, true), true);
    register(binding);
    assertThat(json(binding.with(binding.proof(KEY).sign()).own("c")))
        .containsEntry("token_type", "DPoP");
    assertThat(json(binding.own("c"))).containsEntry("token_type", "Bearer");
    assertThat(json(binding.with(binding.proof(KEY).sign()).own("bearer")))
        .containsEntry("token_type", "Bearer");
  }

  @Test
  @DisplayName("dpop_jkt [B-25]: code bound to key A, proof with key B or none → invalid_grant")
  void boundCode() {
    for (String id : List.of("D", "c")) {
      String code = server.code().client(id).dpopJkt(KEY.thumbprint()).store();
      assertThat(error(proving(OTHER).redeem(id, code))).isEqualTo("400 invalid_grant");
      assertThat(proving(KEY).redeem(id, code).status()).isEqualTo(200);
    }
    String unproven = server.code().dpopJkt(KEY.thumbprint()).store();
    assertThat(error(server.redeem("c", unproven))).isEqualTo("400 invalid_grant");
    assertThat(error(server.with("garbage").redeem("c", unproven)))
        .isEqualTo("400 invalid_dpop_proof");
  }

  @Test
  @DisplayName("48 mTLS at /token: cnf.x5t#S256 in token, of clients that authenticate with it")
  void certificate() {
    Reply reply = server.with(ONE).redeem("M", server.code().client("M").store());

    assertThat(json(reply)).containsEntry("token_type", "Bearer");
    assertThat(claims(reply)).containsEntry("cnf", Map.of("x5t#S256", print(ONE).orElseThrow()));
    assertThat(stored(reply, "access_token"))
        .isEqualTo(new Confirmation(Optional.empty(), print(ONE)));
    assertThat(stored(reply, "refresh_token")).isEqualTo(stored(reply, "access_token"));
  }

  @Test
  @DisplayName("8 or that registered certificate-bound tokens; a certificate binds nobody else's")
  void certificateOfOthers() {
    assertThat(stored(server.with(ONE).own("flagged"), "access_token"))
        .isEqualTo(new Confirmation(Optional.empty(), print(ONE)));
    assertThat(error(server.own("flagged"))).isEqualTo("400 invalid_request");
    assertThat(stored(server.with(ONE).own("c"), "access_token").isBearer()).isTrue();
  }

  @Test
  @DisplayName("7.5 key and certificate may coexist in cnf")
  void keyAndCertificate() {
    Reply reply = server.with(server.proof(KEY).sign(), ONE).own("both");
    assertThat(json(reply)).containsEntry("token_type", "DPoP");
    assertThat(stored(reply, "access_token"))
        .isEqualTo(new Confirmation(Optional.of(KEY.thumbprint()), print(ONE)));
    assertThat(stored(proving(KEY).own("both"), "access_token")).isEqualTo(key(KEY));
    assertThat(error(server.with(ONE).own("both"))).isEqualTo("400 invalid_dpop_proof");
  }

  @Test
  @DisplayName("61 FAPI /token alg: FAPI client, RS256 proof → invalid_dpop_proof")
  void fapiAlgorithm() {
    assertRefused(
        proving(ProofMaker.rs256()).own("fapi"),
        "400 invalid_dpop_proof",
        "unsupported_signing_algorithm");
    assertThat(json(proving(ProofMaker.ps256()).own("fapi"))).containsEntry("token_type", "DPoP");
    assertThat(proving(ProofMaker.rs256()).own("D").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("124 FAPI boundary: FAPI global: /token without DPoP → 400, before authentication")
  void fapiBoundary() {
    server.policy = server.policy.withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY);
    server.register(client("exempt").with("securityProfile", Inheritable.Profile.NONE).build());

    assertRefused(server.own("c"), "400 invalid_dpop_proof", "missing_dpop_proof");
    assertThat(server.told).containsOnly(TelemetryEvent.FAPI20_FAILED);
    assertThat(error(server.own("unknown"))).isEqualTo("400 invalid_dpop_proof");
    assertThat(server.own("exempt").status()).isEqualTo(200);
    assertThat(json(proving(KEY).own("c"))).containsEntry("token_type", "DPoP");
  }

  @Test
  @DisplayName("124 the client that says who it is elsewhere counts as well (§16)")
  void fapiBoundaryWithoutClientId() {
    server.policy = server.policy.withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY);
    server.register(client("exempt").with("securityProfile", Inheritable.Profile.NONE).build());
    assertThat(anonymous("exempt").status()).isEqualTo(200);
    assertThat(error(anonymous("c"))).isEqualTo("400 invalid_dpop_proof");
    assertThat(error(anonymous("unknown"))).isEqualTo("400 invalid_dpop_proof");

    server.policy = server.policy.withSecurityProfile(SecurityProfile.NONE);
    assertThat(error(anonymous("fapi"))).as("re-checked").isEqualTo("400 invalid_dpop_proof");
  }

  private Reply anonymous(String claimed) {
    return server
        .with(Map.of("Claimed-Client", List.of(claimed)))
        .post(
            new dev.lockspire.http.Parameters.Builder()
                .add("grant_type", "client_credentials")
                .build());
  }

  @Test
  @DisplayName("FAPI: client auth [B-80]: code older than 60 s refused, also one issued for longer")
  void oldCode() {
    String young = server.code().client("fapi").store();
    String old = server.code().client("fapi").store();
    String exempt = server.code().client("D").store();
    server.clock.advance(Duration.ofSeconds(59));
    assertThat(proving(KEY).redeem("fapi", young).status()).isEqualTo(200);

    server.clock.advance(Duration.ofSeconds(1));
    assertThat(error(proving(KEY).redeem("fapi", old))).isEqualTo("400 invalid_grant");
    assertThat(proving(KEY).redeem("D", exempt).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("FAPI: algorithms: only RS256 key active → /token 500, and the code is not burnt")
  void onlyRs256() {
    String code = server.code().client("fapi").store();
    server.signer.active().remove(SigningAlgorithm.ES256);
    try {
      assertThat(error(proving(KEY).own("fapi"))).isEqualTo("500 server_error");
      assertThat(error(proving(KEY).redeem("fapi", code))).isEqualTo("500 server_error");
      assertThat(proving(KEY).own("D").status()).isEqualTo(200);
    } finally {
      server.signer.active().add(SigningAlgorithm.ES256);
    }
    assertThat(proving(KEY).redeem("fapi", code).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("124 FAPI boundary: policy store down → 503 server_error")
  void policyUnreadable() {
    server.policyUnreadable = true;
    assertThat(error(server.own("c"))).isEqualTo("503 server_error");
    assertThat(error(proving(KEY).own("c"))).isEqualTo("503 server_error");
  }

  @Test
  @DisplayName("§16 mTLS-bound issuance satisfies FAPI without DPoP")
  void fapiWithCertificate() {
    server.policy = server.policy.withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY);
    Reply reply = server.with(ONE).own("fapi-mtls");
    assertThat(json(reply)).containsEntry("token_type", "Bearer");
    assertThat(stored(reply, "access_token").x5tS256()).isEqualTo(print(ONE));
    assertThat(error(server.own("fapi-mtls"))).isEqualTo("400 invalid_dpop_proof");
    assertThat(error(server.with(ONE).own("fapi")))
        .as("a certificate that binds nothing")
        .isEqualTo("400 invalid_dpop_proof");
    assertThat(stored(server.with(server.proof(KEY).sign(), ONE).own("fapi-mtls"), "access_token"))
        .isEqualTo(new Confirmation(Optional.of(KEY.thumbprint()), print(ONE)));
  }

  private Reply first(String id, TokenServer.Requests requests) {
    return requests.redeem(id, server.code().client(id).store());
  }

  private static long live(Reply reply) {
    return DATABASE
        .texts(
            "SELECT id::text FROM {tokens} WHERE revoked_at IS NULL AND family_id = (SELECT"
                + " family_id FROM {tokens} WHERE token_hash = '"
                + Sha256.hex(text(reply, "refresh_token"))
                + "')")
        .size();
  }

  @Test
  @DisplayName("60 DPoP refresh: same key OK; other key invalid_grant; no proof invalid_dpop_proof")
  void refresh() {
    Reply reply = first("D", proving(KEY));
    String token = text(reply, "refresh_token");
    assertThat(error(proving(OTHER).refresh("D", token))).isEqualTo("400 invalid_grant");
    assertRefused(server.refresh("D", token), "400 invalid_dpop_proof", "missing_dpop_proof");
    assertRefused(
        server.with(server.proof(KEY).nonce(null).sign()).refresh("D", token),
        "400 use_dpop_nonce",
        "missing_dpop_nonce");
    assertThat(live(reply)).as("the family is untouched").isEqualTo(2);

    Reply refreshed = proving(KEY).refresh("D", token);
    assertThat(json(refreshed)).containsEntry("token_type", "DPoP");
    assertThat(claims(refreshed)).containsEntry("cnf", Map.of("jkt", KEY.thumbprint()));
    assertThat(stored(refreshed, "access_token")).isEqualTo(key(KEY));
    assertThat(stored(refreshed, "refresh_token")).isEqualTo(key(KEY));
  }

  @Test
  @DisplayName("60 stays bound when the policy no longer asks for it, and unbound when it now does")
  void refreshAfterPolicyChange() {
    Reply bound = first("D", proving(KEY));
    Reply unbound = first("c", server.with());
    server.register(client("D").build());
    assertThat(error(server.refresh("D", text(bound, "refresh_token"))))
        .isEqualTo("400 invalid_dpop_proof");
    assertThat(json(proving(KEY).refresh("D", text(bound, "refresh_token"))))
        .containsEntry("token_type", "DPoP");

    server.policy = server.policy.withDpopPolicy(DpopPolicy.DPOP);
    assertThat(json(server.refresh("c", text(unbound, "refresh_token"))))
        .containsEntry("token_type", "Bearer");
  }

  @Test
  @DisplayName("7.6 certificate-bound refresh: other or no certificate → invalid_request")
  void refreshWithCertificate() {
    Reply reply = first("M", server.with(ONE));
    String token = text(reply, "refresh_token");
    assertThat(error(server.with(TWO).refresh("M", token))).isEqualTo("400 invalid_request");
    assertThat(error(server.refresh("M", token))).isEqualTo("400 invalid_request");
    assertThat(live(reply)).isEqualTo(2);
    Reply refreshed = server.with(ONE).refresh("M", token);
    assertThat(stored(refreshed, "access_token").x5tS256()).isEqualTo(print(ONE));
    assertThat(stored(refreshed, "refresh_token").x5tS256()).isEqualTo(print(ONE));
  }

  @Test
  @DisplayName("7.6 extra evidence never causes failure: only the members stored are compared")
  void extraEvidence() {
    String bearer = text(first("c", server.with()), "refresh_token");
    assertThat(server.with(server.proof(KEY).sign(), ONE).refresh("c", bearer).status())
        .isEqualTo(200);
    String keyBound = text(first("D", proving(KEY)), "refresh_token");
    assertThat(server.with(server.proof(KEY).sign(), TWO).refresh("D", keyBound).status())
        .isEqualTo(200);
    String certificateBound = text(first("M", server.with(ONE)), "refresh_token");
    Reply refreshed = server.with(server.proof(KEY).sign(), ONE).refresh("M", certificateBound);
    assertThat(stored(refreshed, "access_token"))
        .isEqualTo(new Confirmation(Optional.empty(), print(ONE)));
  }

  @Test
  @DisplayName("7.6 FAPI: proof required even for unbound tokens, which then cannot match")
  void refreshUnderFapi() {
    String unbound = text(first("c", server.with()), "refresh_token");
    String certificateBound = text(first("fapi-mtls", server.with(ONE)), "refresh_token");
    server.policy = server.policy.withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY);
    assertThat(error(server.refresh("c", unbound))).isEqualTo("400 invalid_dpop_proof");
    assertThat(error(proving(KEY).refresh("c", unbound))).isEqualTo("400 invalid_grant");
    assertThat(server.with(ONE).refresh("fapi-mtls", certificateBound).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("7.6 cnf with neither → 500 invalid_refresh_token_binding")
  void unreadableBinding() {
    String token = text(first("c", server.with()), "refresh_token");
    DATABASE.execute("UPDATE {tokens} SET cnf = '{\"kid\": \"a\"}'");
    assertThat(error(server.refresh("c", token))).isEqualTo("500 server_error");
  }

  @Test
  @DisplayName(
      "7.6 refresh.bind_confidential=false: a client with a key of its own may change keys")
  void changedKey() {
    TokenServer loose =
        new TokenServer(DATABASE.database(), new RefreshConfig(Duration.ZERO, false), false);
    register(loose);
    loose.register(
        client("J")
            .with("tokenEndpointAuthMethod", AuthMethod.PRIVATE_KEY_JWT)
            .with("dpopPolicy", Inheritable.Dpop.DPOP)
            .build());
    String code = loose.code().client("J").store();
    Reply reply = loose.with(loose.proof(KEY).sign()).redeem("J", code);
    Reply refreshed =
        loose.with(loose.proof(OTHER).sign()).refresh("J", text(reply, "refresh_token"));
    assertThat(stored(refreshed, "access_token")).isEqualTo(key(OTHER));
    assertThat(stored(refreshed, "refresh_token")).isEqualTo(key(OTHER));
    assertThat(error(loose.refresh("J", text(refreshed, "refresh_token"))))
        .isEqualTo("400 invalid_dpop_proof");

    Reply secret =
        loose.with(loose.proof(KEY).sign()).redeem("D", loose.code().client("D").store());
    assertThat(
            error(
                loose.with(loose.proof(OTHER).sign()).refresh("D", text(secret, "refresh_token"))))
        .as("a client with a secret may not")
        .isEqualTo("400 invalid_grant");
  }

  @Test
  @DisplayName("28 Grace window: the predecessor is answered again for the same key only")
  void graceNeedsTheSameKey() {
    TokenServer graceful = new TokenServer(DATABASE.database(), Duration.ofSeconds(10));
    register(graceful);
    String code = graceful.code().client("D").store();
    String token =
        text(graceful.with(graceful.proof(KEY).sign()).redeem("D", code), "refresh_token");
    Reply rotated = graceful.with(graceful.proof(KEY).sign()).refresh("D", token);

    assertThat(error(graceful.with(graceful.proof(OTHER).sign()).refresh("D", token)))
        .isEqualTo("400 invalid_grant");
    assertThat(error(graceful.refresh("D", token))).isEqualTo("400 invalid_dpop_proof");
    Reply retried = graceful.with(graceful.proof(KEY).sign()).refresh("D", token);
    assertThat(text(retried, "refresh_token")).isEqualTo(text(rotated, "refresh_token"));
    assertThat(json(retried)).containsEntry("token_type", "DPoP");
    assertThat(stored(retried, "access_token")).isEqualTo(key(KEY));
  }
}
