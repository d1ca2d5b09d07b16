package dev.lockspire.userinfo;

import static dev.lockspire.minting.ScriptedHost.claims;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.TestCertificate;
import dev.lockspire.host.Claims;
import dev.lockspire.host.ClaimsContext;
import dev.lockspire.http.Call;
import dev.lockspire.http.Headers;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.JsonReader;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Reply;
import dev.lockspire.http.Route;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.keys.ForeignKeys;
import dev.lockspire.metadata.ServerMetadata;
import dev.lockspire.minting.AccountClaims;
import dev.lockspire.minting.ClaimsSelection;
import dev.lockspire.minting.LookupFixture;
import dev.lockspire.minting.ScriptedHost;
import dev.lockspire.minting.StoredToken;
import dev.lockspire.minting.TestProtection;
import dev.lockspire.minting.TestSigner;
import dev.lockspire.minting.TokenFixture;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.replay.SingleUses;
import dev.lockspire.senderconstraint.CertificateThumbprint;
import dev.lockspire.senderconstraint.DpopNonces;
import dev.lockspire.senderconstraint.DpopProofs;
import dev.lockspire.senderconstraint.NoncePurpose;
import dev.lockspire.senderconstraint.ProofAcceptance;
import dev.lockspire.senderconstraint.ProofMaker;
import dev.lockspire.senderconstraint.ProofTargets;
import dev.lockspire.storage.StorageFailure;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("UserInfo")
class UserinfoTest {
  private static final LookupFixture FIXTURE = new LookupFixture();
  private static final String REALM = "Bearer realm=\"Lockspire Userinfo\"";
  private static final String INVALID_TOKEN = REALM + ", error=\"invalid_token\"";

  private final ScriptedHost host = new ScriptedHost();
  private final DpopProofs proofs =
      new DpopProofs(
          new ForeignKeys(Optional.empty()),
          new DpopNonces(FIXTURE.clients.keyRing, RandomSource.secure(), FIXTURE.clients.clock),
          Duration.ofSeconds(30),
          FIXTURE.clients.clock,
          RuleTrace.OFF);
  private boolean policyUnreadable;
  private final Route route =
      new Route(
          List.of("GET", "POST", "OPTIONS"),
          "/userinfo",
          new UserinfoEndpoint(
              FIXTURE.lookup(),
              FIXTURE.clients::find,
              this::policy,
              new Possession(
                  new ProofAcceptance(
                      proofs,
                      new SingleUses(FIXTURE.counted.database(), FIXTURE.clients.clock),
                      RuleTrace.OFF),
                  new ProofTargets(Optional.of(Issuer.of("https://mtls.op.example/lockspire"))),
                  FIXTURE.clients::tell,
                  RuleTrace.OFF),
              new AccountClaims(host),
              new UserinfoResponse(
                  new ClaimsSelection(Map.of()),
                  FIXTURE.subjects(),
                  TestProtection.jwts(new TestSigner(), this::policy, FIXTURE.clients::tell)),
              FIXTURE.clients.clock,
              RuleTrace.OFF),
          Route.Rendering.JSON,
          Route.Body.ANY);

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void person() {
    FIXTURE.clients.policy = ServerPolicy.defaults();
    host.known.put(
        "person-1",
        Claims.of(
            claims(
                "name", "Ada Lovelace",
                "nickname", null,
                "email", "ada@example.com",
                "email_verified", true,
                "phone_number", "+43 1",
                "department", "R&D",
                "sub", "somebody-else")));
  }

  private static TokenFixture token() {
    return FIXTURE.token().scopes("openid", "profile", "email");
  }

  private Reply get(String authorization) {
    return dispatch("GET", Map.of("Authorization", authorization), Parameters.none());
  }

  private Reply dispatch(String method, Map<String, String> headers, Parameters form) {
    return dispatch(LookupFixture.call(method, "/userinfo", headers, Parameters.none(), form));
  }

  private Reply dispatch(Call call) {
    return FIXTURE.dispatch(route, call);
  }

  private static Parameters form(String token) {
    return Parameters.of(Map.of("access_token", token));
  }

  private static Map<String, Object> json(Reply reply) {
    return JsonReader.object(reply.text(), 10_000).orElseThrow();
  }

  private static void assertRefused(Reply reply, int status, String error, String challenge) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(json(reply)).containsEntry("error", error);
    assertThat(reply.header("WWW-Authenticate")).contains(challenge);
    assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
  }

  private static void assertInvalidToken(Reply reply) {
    assertRefused(reply, 401, "invalid_token", INVALID_TOKEN);
  }

  @Test
  @DisplayName(
      "75 Userinfo claims: profile+email scopes → sub, name, email; nulls and unscoped claims"
          + " absent")
  void claimsByScope() {
    Reply reply = get("Bearer " + token().insert());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(json(reply))
        .isEqualTo(
            Map.of(
                "sub", "person-1",
                "name", "Ada Lovelace",
                "email", "ada@example.com",
                "email_verified", true));
    assertThat(reply.header("Content-Type")).contains("application/json");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.header("Pragma")).contains("no-cache");
    assertThat(host.lastContext)
        .isEqualTo(
            new ClaimsContext(
                ClaimsContext.Purpose.USERINFO, "C", Set.of("openid", "profile", "email")));
  }

  @Test
  @DisplayName("delivers what the claims parameter asked for, beyond the scopes")
  void requestedClaims() {
    String token =
        FIXTURE
            .token()
            .scopes("openid")
            .with("claims", "{\"userinfo\":{\"department\":null}}")
            .insert();
    assertThat(json(get("Bearer " + token)))
        .isEqualTo(Map.of("sub", "person-1", "department", "R&D"));
  }

  @Test
  @DisplayName("the scheme is case-insensitive")
  void scheme() {
    for (String scheme : List.of("Bearer", "bearer", "BEARER")) {
      assertThat(get(scheme + " " + token().insert()).status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName(
      "76 Userinfo errors: no token → 401 Bearer realm=\"Lockspire Userinfo\" without error")
  void noToken() {
    assertRefused(dispatch("GET", Map.of(), Parameters.none()), 401, "invalid_token", REALM);
    assertRefused(dispatch("POST", Map.of(), form(" ")), 401, "invalid_token", REALM);
    assertRefused(get("Basic QzpD"), 401, "invalid_token", REALM);
    assertRefused(get("Bearer"), 401, "invalid_token", REALM);
  }

  private static final ProofMaker KEY = ProofMaker.es256();
  private static final X509Certificate ONE = TestCertificate.selfSigned("CN=one").certificate();
  private static final X509Certificate TWO = TestCertificate.selfSigned("CN=two").certificate();
  private static final String PROFILE_ALGORITHMS = "RS256 ES256 PS256 EdDSA";

  private ServerPolicy policy() {
    if (policyUnreadable) {
      throw new StorageFailure("the policy is out of reach", null);
    }
    return FIXTURE.clients.policy;
  }

  private static String dpop(String error, String algorithms) {
    return "DPoP realm=\"Lockspire Userinfo\", error=\"%s\", algs=\"%s\""
        .formatted(error, algorithms);
  }

  private static void assertNeedsProof(Reply reply) {
    assertRefused(reply, 401, "invalid_token", dpop("invalid_token", PROFILE_ALGORITHMS));
  }

  private static TokenFixture bound(ProofMaker key) {
    return token().with("cnf", "{\"jkt\":\"" + key.thumbprint() + "\"}");
  }

  private ProofMaker.Draft proof(String token) {
    return KEY.proof("GET", LookupFixture.ISSUER.url("/userinfo"), FIXTURE.clients.now)
        .nonce(proofs.freshNonce(NoncePurpose.RESOURCE_SERVER))
        .token(token);
  }

  private Reply get(String token, ProofMaker.Draft proof) {
    return get(token, proof.sign());
  }

  private Reply get(String token, String proof) {
    return dispatch(
        "GET", Map.of("Authorization", "DPoP " + token, "DPoP", proof), Parameters.none());
  }

  private Reply get(String authorization, X509Certificate... chain) {
    Call call =
        LookupFixture.call(
            "GET",
            "/userinfo",
            Map.of("Authorization", authorization),
            Parameters.none(),
            Parameters.none());
    return dispatch(
        new Call(
            call.method(),
            call.path(),
            call.query(),
            call.form(),
            call.headers(),
            call.cookies(),
            List.of(chain),
            call.remoteAddress(),
            call.issuer(),
            call.host()));
  }

  @Test
  @DisplayName("76 Userinfo errors: DPoP token as Bearer → 401 DPoP challenge with algs")
  void boundTokenAsBearer() {
    String token = bound(KEY).insert();
    assertNeedsProof(get("Bearer " + token));
    assertNeedsProof(get("DPoP " + token));
    assertNeedsProof(dispatch("POST", Map.of("DPoP", proof(token).sign()), form(token)));
    assertThat(FIXTURE.clients.told)
        .contains(
            "dpop.failed invalid_dpop_authorization_scheme", "dpop.failed missing_dpop_proof");
  }

  @Test
  @DisplayName("77 Userinfo DPoP: proof with ath+nonce → 200; wrong ath, replay, other key → 401")
  void proven() {
    String token = bound(KEY).insert();
    String proof = proof(token).sign();

    Reply reply = get(token, proof);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("DPoP-Nonce")).isEmpty();
    assertNeedsProof(get(token, proof));
    assertNeedsProof(get(token, proof("another")));
    assertNeedsProof(get(token, proof(token).claim("ath", null)));
    assertNeedsProof(get(token, proof(token).claim("htm", "POST")));
    assertNeedsProof(get(token, "garbage"));
    String others = bound(ProofMaker.es256()).insert();
    assertNeedsProof(get(others, proof(others)));
    assertThat(FIXTURE.clients.told)
        .contains(
            "dpop.failed dpop_proof_replayed",
            "dpop.failed invalid_dpop_ath",
            "dpop.failed missing_dpop_ath",
            "dpop.failed dpop_binding_mismatch");
  }

  @Test
  @DisplayName("77 two DPoP headers → 401; the mTLS alias as htu → 200; the scheme in any case")
  void proofHeaders() {
    String token = bound(KEY).insert();
    Call call =
        LookupFixture.call("GET", "/userinfo", Map.of(), Parameters.none(), Parameters.none());
    Map<String, List<String>> twice =
        Map.of(
            "Authorization",
            List.of("DPoP " + token),
            "DPoP",
            List.of(proof(token).sign(), proof(token).sign()));
    assertNeedsProof(
        dispatch(
            new Call(
                call.method(),
                call.path(),
                call.query(),
                call.form(),
                Headers.of(twice),
                call.cookies(),
                call.certificates(),
                call.remoteAddress(),
                call.issuer(),
                call.host())));
    String alias = "https://mtls.op.example/lockspire/userinfo";
    assertThat(get(token, proof(token).claim("htu", alias)).status()).isEqualTo(200);
    assertThat(
            dispatch(
                    "GET",
                    Map.of("Authorization", "dpop " + token, "DPoP", proof(token).sign()),
                    Parameters.none())
                .status())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("53 Nonce challenge at userinfo: without nonce → 401 use_dpop_nonce; retry → 200")
  void nonceChallenge() {
    String token = bound(KEY).insert();
    String challenge = dpop("use_dpop_nonce", PROFILE_ALGORITHMS);

    Reply reply = get(token, proof(token).nonce(null));
    assertRefused(reply, 401, "use_dpop_nonce", challenge);
    assertThat(reply.header("Access-Control-Expose-Headers").orElseThrow())
        .contains("DPoP-Nonce")
        .contains("WWW-Authenticate");
    String nonce = reply.header("DPoP-Nonce").orElseThrow();
    assertThat(get(token, proof(token).nonce(nonce)).status()).isEqualTo(200);

    String foreign = proofs.freshNonce(NoncePurpose.AUTHORIZATION_SERVER);
    assertRefused(get(token, proof(token).nonce(foreign)), 401, "use_dpop_nonce", challenge);
  }

  @Test
  @DisplayName("55 Nonce age at userinfo: 301 s → use_dpop_nonce; past half-life a fresh one comes")
  void nonceAge() {
    Instant start = FIXTURE.clients.now;
    try {
      String token = bound(KEY).insert();
      String nonce = proofs.freshNonce(NoncePurpose.RESOURCE_SERVER);
      FIXTURE.clients.now = start.plusSeconds(151);
      Reply reply = get(token, proof(token).nonce(nonce));
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("DPoP-Nonce")).isPresent();
      FIXTURE.clients.now = start.plusSeconds(301);
      assertThat(json(get(token, proof(token).nonce(nonce))))
          .containsEntry("error", "use_dpop_nonce");
    } finally {
      FIXTURE.clients.now = start;
    }
  }

  @Test
  @DisplayName("a replay store that cannot be reached → 401, never 200 (7.2)")
  void replayStoreAway() {
    String token = bound(KEY).insert();
    Possession possession =
        new Possession(
            new ProofAcceptance(
                proofs,
                new SingleUses(FIXTURE.counted.database(), FIXTURE.clients.clock),
                RuleTrace.OFF),
            new ProofTargets(Optional.empty()),
            FIXTURE.clients::tell,
            RuleTrace.OFF);
    StoredToken stored = FIXTURE.lookup().find(token).orElseThrow();
    Call call =
        LookupFixture.call(
            "GET",
            "/userinfo",
            Map.of("DPoP", proof(token).sign()),
            Parameters.none(),
            Parameters.none());
    FIXTURE.counted.away(true);
    try {
      assertThatThrownBy(
              () ->
                  possession.require(
                      call,
                      new PresentedToken(token, PresentedToken.Scheme.DPOP),
                      stored,
                      SecurityProfile.NONE))
          .isInstanceOfSatisfying(
              OAuthError.class,
              error -> {
                assertThat(error.status()).isEqualTo(401);
                assertThat(error.reason()).isEqualTo("dpop_replay_store_failed");
              });
    } finally {
      FIXTURE.counted.away(false);
    }
  }

  @Test
  @DisplayName("78 Userinfo mTLS: bound token with cert → 200; none/other cert → 401")
  void certificateBound() {
    String thumbprint = CertificateThumbprint.of(ONE).value();
    String token = token().with("cnf", "{\"x5t#S256\":\"" + thumbprint + "\"}").insert();
    assertThat(get("Bearer " + token, ONE).status()).isEqualTo(200);
    assertInvalidToken(get("Bearer " + token, TWO));
    assertInvalidToken(get("Bearer " + token));
    assertInvalidToken(get("DPoP " + token, ONE));
  }

  @Test
  @DisplayName("a token that is bound to a certificate and a key needs both")
  void boundTwice() {
    String cnf =
        "{\"x5t#S256\":\"%s\",\"jkt\":\"%s\"}"
            .formatted(CertificateThumbprint.of(ONE).value(), KEY.thumbprint());
    String token = token().with("cnf", cnf).insert();
    assertInvalidToken(get(token, proof(token)));
    assertNeedsProof(get("Bearer " + token, ONE));
  }

  @Test
  @DisplayName("an unbound token sent as DPoP → 401")
  void unboundTokenAsDpop() {
    assertInvalidToken(get("DPoP " + token().insert()));
  }

  @Test
  @DisplayName("124 FAPI boundary: FAPI global: /userinfo Bearer → 401; bound to key or cert → 200")
  void fapi() {
    FIXTURE.clients.policy =
        ServerPolicy.defaults().withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY);
    String challenge = dpop("invalid_token", "ES256 PS256");
    String unbound = token().insert();
    assertRefused(get("Bearer " + unbound), 401, "invalid_token", challenge);
    assertRefused(get(unbound, proof(unbound)), 401, "invalid_token", challenge);
    assertThat(FIXTURE.clients.told).contains("fapi20.failed missing_dpop_proof_or_auth_scheme");

    String bound = bound(KEY).insert();
    assertThat(get(bound, proof(bound)).status()).isEqualTo(200);
    String thumbprint = CertificateThumbprint.of(ONE).value();
    String mtls = token().with("cnf", "{\"x5t#S256\":\"" + thumbprint + "\"}").insert();
    assertThat(get("Bearer " + mtls, ONE).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("61 under FAPI an RS256 proof is refused at userinfo too, and algs says so")
  void fapiAlgorithms() {
    FIXTURE.clients.policy =
        ServerPolicy.defaults().withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY);
    ProofMaker rsa = ProofMaker.rs256();
    String token = bound(rsa).insert();
    ProofMaker.Draft proof =
        rsa.proof("GET", LookupFixture.ISSUER.url("/userinfo"), FIXTURE.clients.now)
            .nonce(proofs.freshNonce(NoncePurpose.RESOURCE_SERVER))
            .token(token);
    assertRefused(get(token, proof), 401, "invalid_token", dpop("invalid_token", "ES256 PS256"));
    FIXTURE.clients.policy = ServerPolicy.defaults();
    assertThat(get(token, proof).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("124 FAPI boundary: policy store down → 503 server_error")
  void policyUnreadable() {
    String token = token().insert();
    policyUnreadable = true;
    Reply reply = get("Bearer " + token);
    assertThat(reply.status()).isEqualTo(503);
    assertThat(json(reply)).containsEntry("error", "server_error");
  }

  @Test
  @DisplayName("unknown, expired, revoked, refresh token or code → 401 invalid_token")
  void deadTokens() {
    var now = FIXTURE.clients.now;
    assertInvalidToken(get("Bearer unknown"));
    assertInvalidToken(get("Bearer " + "x".repeat(9000)));
    assertInvalidToken(get("Bearer " + token().expires(now).insert()));
    assertInvalidToken(get("Bearer " + token().with("revoked_at", now).insert()));
    assertInvalidToken(get("Bearer " + token().refresh("f").insert()));
    assertInvalidToken(get("Bearer " + token().code().insert()));
    assertInvalidToken(get("Bearer " + token().with("consent_grant_id", 404L).insert()));
  }

  @Test
  @DisplayName("18 Disabled client (B): disable C → /userinfo 401")
  void disabledClient() {
    FIXTURE.client("soon-disabled");
    String token = token().with("client_id", "soon-disabled").insert();
    assertThat(get("Bearer " + token).status()).isEqualTo(200);
    FIXTURE.disable("soon-disabled");
    assertInvalidToken(get("Bearer " + token().with("client_id", "soon-disabled").insert()));
    assertInvalidToken(get("Bearer " + token().with("client_id", "never-registered").insert()));
  }

  @Test
  @DisplayName("79 Userinfo POST (B): form access_token → 200; token without openid → 403")
  void post() {
    assertThat(json(dispatch("POST", Map.of(), form(token().insert()))))
        .containsEntry("sub", "person-1");
    assertThat(
            dispatch(
                    "POST",
                    Map.of(
                        "Authorization",
                        "Bearer " + token().insert(),
                        "Content-Type",
                        "application/json"),
                    Parameters.none())
                .status())
        .as("a POST with the header may have any body")
        .isEqualTo(200);
    assertRefused(
        get("Bearer " + FIXTURE.token().scopes("profile").insert()),
        403,
        "insufficient_scope",
        REALM + ", error=\"insufficient_scope\", scope=\"openid\"");
  }

  @Test
  @DisplayName("a token in two places, twice, or in the query → 400 invalid_request")
  void ambiguous() {
    String token = token().insert();
    String challenge = REALM + ", error=\"invalid_request\"";
    assertRefused(
        dispatch("POST", Map.of("Authorization", "Bearer " + token), form(token)),
        400,
        "invalid_request",
        challenge);
    assertRefused(
        dispatch("POST", Map.of(), form(token).and(form(token))),
        400,
        "invalid_request",
        challenge);
    Call query = LookupFixture.call("GET", "/userinfo", Map.of(), form(token), Parameters.none());
    assertRefused(dispatch(query), 400, "invalid_request", challenge);
  }

  @Test
  @DisplayName("vanished account → 401 invalid_token")
  void vanishedAccount() {
    host.known.clear();
    assertInvalidToken(get("Bearer " + token().insert()));
  }

  @Test
  @DisplayName("a client_credentials token speaks of nobody → 403, and 401 even with openid")
  void clientsOwnToken() {
    TokenFixture own = FIXTURE.token().without("account_id").scopes("read:billing");
    assertThat(get("Bearer " + own.insert()).status()).isEqualTo(403);
    assertInvalidToken(get("Bearer " + token().without("account_id").insert()));
  }

  @Test
  @DisplayName("a host that cannot tell → 500 server_error, readable across origins")
  void hostFailure() {
    host.resolve =
        subject -> {
          throw new IllegalStateException("directory down");
        };
    Reply reply = get("Bearer " + token().insert());
    assertThat(reply.status()).isEqualTo(500);
    assertThat(json(reply)).containsEntry("error", "server_error");
    assertThat(reply.text()).doesNotContain("directory");
    assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
  }

  @Test
  @DisplayName("scripts of any origin may ask beforehand, call and read, without cookies")
  void crossOrigin() {
    Reply preflight =
        dispatch("OPTIONS", Map.of("Origin", "https://spa.example"), Parameters.none());
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("Access-Control-Allow-Origin")).contains("*");
    assertThat(preflight.header("Access-Control-Allow-Methods")).contains("GET, POST");
    assertThat(preflight.header("Access-Control-Allow-Headers").orElseThrow())
        .contains("Authorization");
    Reply reply = get("Bearer " + token().insert());
    assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
    assertThat(reply.header("Access-Control-Expose-Headers").orElseThrow())
        .contains("WWW-Authenticate");
    assertThat(reply.header("Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  @DisplayName("takes one statement")
  void oneStatement() {
    String token = token().insert();
    get("Bearer " + token);
    FIXTURE.counted.taken();
    assertThat(get("Bearer " + token).status()).isEqualTo(200);
    assertThat(FIXTURE.counted.taken()).hasSize(1);

    String bound = bound(KEY).insert();
    assertThat(get(bound, proof(bound)).status()).isEqualTo(200);
    assertThat(FIXTURE.counted.taken()).as("and one more for the proof").hasSize(2);
  }

  @Test
  @DisplayName("a token never shows in the text form of what carries it")
  void masked() {
    assertThat(new PresentedToken("secret", PresentedToken.Scheme.BEARER).toString())
        .doesNotContain("secret");
  }

  @Test
  @DisplayName("contributes its endpoint")
  void metadata() {
    ServerMetadata metadata =
        new ServerMetadata(LookupFixture.ISSUER, ServerPolicy.defaults(), List.of());
    new UserinfoMetadata("/userinfo").contribute(metadata);
    assertThat(metadata.members())
        .containsEntry("userinfo_endpoint", "https://op.example/lockspire/userinfo")
        .containsEntry(
            "dpop_signing_alg_values_supported", Set.of("RS256", "ES256", "PS256", "EdDSA"));
  }
}
