package dev.lockspire.clientauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.AuditTrail;
import dev.lockspire.client.Client;
import dev.lockspire.config.CertificateSource;
import dev.lockspire.config.MtlsConfig;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.crypto.TestCertificate;
import dev.lockspire.host.HostRequest;
import dev.lockspire.http.Call;
import dev.lockspire.http.Calls;
import dev.lockspire.http.ErrorReply;
import dev.lockspire.http.Headers;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Reply;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.interaction.PushedRequests;
import dev.lockspire.keys.KeyNode;
import dev.lockspire.keys.OwnDecryption;
import dev.lockspire.par.ParEndpoint;
import dev.lockspire.par.PushedProofs;
import dev.lockspire.par.PushingClient;
import dev.lockspire.par.RequestValidation;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.replay.SingleUse;
import dev.lockspire.replay.SingleUses;
import dev.lockspire.requestobject.RequestObjectMaker;
import dev.lockspire.requestobject.RequestObjects;
import dev.lockspire.senderconstraint.DpopNonces;
import dev.lockspire.senderconstraint.DpopProofs;
import dev.lockspire.senderconstraint.NoncePurpose;
import dev.lockspire.senderconstraint.ProofMaker;
import dev.lockspire.senderconstraint.ProofTargets;
import dev.lockspire.senderconstraint.SenderConstraints;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Client authentication at /par")
final class PushedRequestAuthTest {
  private static final AssertionFixture FIXTURE = new AssertionFixture();
  private static final String DN = "CN=m.example,O=Test Org,C=US";
  private static final TestCertificate CERTIFICATE = TestCertificate.selfSigned(DN);
  private static final SingleUses USES =
      new SingleUses(FIXTURE.counted.database(), FIXTURE.clients.clock);
  private static final DpopProofs PROOFS =
      new DpopProofs(
          FIXTURE.parts.foreignKeys,
          new DpopNonces(FIXTURE.clients.keyRing, RandomSource.secure(), FIXTURE.clients.clock),
          Duration.ofSeconds(30),
          FIXTURE.clients.clock,
          RuleTrace.OFF);
  private static final RequestObjects OBJECTS =
      new RequestObjects(
          new OwnDecryption(new KeyNode(FIXTURE.clients.test.database()).keys()),
          FIXTURE.parts.signatures(FIXTURE.keys),
          () -> FIXTURE.clients.policy,
          USES,
          Duration.ofMinutes(10),
          FIXTURE.clients.clock,
          RuleTrace.OFF);
  private static final RequestValidation RIGHT = (issuer, client, asked, signed) -> {};
  private static final RequestValidation WRONG =
      (issuer, client, asked, signed) -> {
        throw OAuthError.invalidScope("missing_scope", "The scope is missing.");
      };

  private static ClientAuthenticator authenticator;
  private static String basic;
  private static String post;

  @BeforeAll
  static void register() {
    basic = secret("basic", "client_secret_basic");
    post = secret("post", "client_secret_post");
    FIXTURE.clients.create("client_id", "P", "token_endpoint_auth_method", "none");
    FIXTURE.clients.create(
        "client_id", "M",
        "token_endpoint_auth_method", "tls_client_auth",
        "tls_client_auth_subject_dn", DN);
    FIXTURE.clients.test.settle();
    MtlsConfig mtls =
        new MtlsConfig(
            Optional.of(new CertificateSource.Connection()),
            false,
            Optional.empty(),
            Optional.empty());
    authenticator =
        FIXTURE.parts.with(new TlsClientAuth(mtls, FIXTURE.clients.clock, RuleTrace.OFF)).build();
  }

  private static String secret(String id, String method) {
    return FIXTURE
        .clients
        .create("client_id", id, "token_endpoint_auth_method", method)
        .secret()
        .orElseThrow()
        .reveal();
  }

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.clear();
    FIXTURE.clients.test.execute("DELETE FROM {pushed_authorization_requests}");
    FIXTURE.counted.taken();
  }

  /** As the composition root joins the two. */
  private record Pushing(Call call, ExaminedClient examined) implements PushingClient {
    @Override
    public Client client() {
      return examined.client();
    }

    @Override
    public SingleUses.Fresh claim(
        Function<Optional<SingleUse.AssertionId>, SingleUses.Fresh> step) {
      return authenticator.claim(call, examined, step);
    }
  }

  private static Reply push(Call call, RequestValidation validation) {
    ParEndpoint endpoint =
        new ParEndpoint(
            arrived ->
                new Pushing(
                    arrived, authenticator.examine(arrived, ProtocolSurface.PUSHED_AUTHORIZATION)),
            OBJECTS,
            new PushedProofs(
                PROOFS,
                new SenderConstraints(() -> FIXTURE.clients.policy, false),
                new ProofTargets(Optional.empty())),
            validation,
            new PushedRequests(
                FIXTURE.counted.database(),
                USES,
                new AuditTrail(FIXTURE.counted.database()),
                FIXTURE.clients.clock,
                RandomSource.secure(),
                new PushedRequests.Settings(Duration.ofSeconds(60), false, false)),
            USES,
            FIXTURE.clients::tell,
            RuleTrace.OFF);
    try {
      return endpoint.handle(call);
    } catch (OAuthError refused) {
      return ErrorReply.json(refused);
    }
  }

  private static Reply push(Call call) {
    return push(call, RIGHT);
  }

  private static Call call(
      Map<String, String> form, Map<String, String> headers, List<X509Certificate> certificates) {
    Map<String, String> all = new LinkedHashMap<>(Map.of("scope", "read:billing"));
    all.putAll(form);
    Map<String, List<String>> sent = new LinkedHashMap<>();
    headers.forEach((name, value) -> sent.put(name, List.of(value)));
    return new Call(
        "POST",
        "/par",
        Parameters.none(),
        Parameters.of(all),
        Headers.of(sent),
        Map.of(),
        certificates,
        "192.0.2.1",
        Calls.ISSUER,
        HostRequest.absent());
  }

  private static Call call(Map<String, String> form) {
    return call(form, Map.of(), List.of());
  }

  private static Call byBasic(String id, String secret, Map<String, String> form) {
    String pair = id + ":" + secret;
    String header =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    return call(form, Map.of("Authorization", header), List.of());
  }

  private static Call by(AssertionMaker assertion) {
    return by(assertion.jwt(), Map.of());
  }

  private static Call by(String assertion, Map<String, String> headers) {
    return call(
        Map.of("client_assertion", assertion, "client_assertion_type", AssertionMaker.TYPE),
        headers,
        List.of());
  }

  private static String proof() {
    return ProofMaker.es256()
        .proof("POST", Calls.ISSUER.url("/par"), FIXTURE.clients.now)
        .nonce(PROOFS.freshNonce(NoncePurpose.AUTHORIZATION_SERVER))
        .sign();
  }

  private static List<String> stored() {
    return FIXTURE.clients.test.texts(
        "SELECT client_id FROM {pushed_authorization_requests} ORDER BY id");
  }

  private static void assertRefused(Reply reply, int status, String error, String reason) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.text()).startsWith("{\"error\":\"" + error + "\"");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(FIXTURE.clients.told).contains("pushed_request.rejected " + reason);
    assertThat(stored()).isEmpty();
  }

  @Test
  @DisplayName(
      "PAR auth methods: Basic, post, private_key_jwt, mTLS [B-69], public OK; push ≤ 1 SQL round"
          + " trip")
  void methods() {
    Map<String, Supplier<Call>> calls = new LinkedHashMap<>();
    calls.put("basic", () -> byBasic("basic", basic, Map.of()));
    calls.put("post", () -> call(Map.of("client_id", "post", "client_secret", post)));
    calls.put("J", () -> by(FIXTURE.byJ()));
    calls.put(
        "M", () -> call(Map.of("client_id", "M"), Map.of(), List.of(CERTIFICATE.certificate())));
    calls.put("P", () -> call(Map.of("client_id", "P")));

    calls.forEach(
        (id, call) -> {
          Reply reply = push(call.get());
          assertThat(reply.status()).as(id + reply.text()).isEqualTo(201);
          assertThat(stored()).endsWith(id);
          // By now the client is in memory.
          FIXTURE.counted.taken();
          assertThat(push(call.get()).status()).isEqualTo(201);
          assertThat(FIXTURE.counted.taken()).as(id).hasSize(1);
        });
  }

  @Test
  @DisplayName("an assertion, a DPoP proof and the request take one round trip together")
  void oneRoundTrip() {
    push(by(FIXTURE.byJ()));
    FIXTURE.counted.taken();

    Reply reply = push(by(FIXTURE.byJ().jwt(), Map.of("DPoP", proof())));

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(FIXTURE.counted.taken()).hasSize(1);
    assertThat(
            FIXTURE.clients.test.texts(
                "SELECT jsonb_object_keys(parameters) FROM {pushed_authorization_requests}"
                    + " WHERE id = (SELECT max(id) FROM {pushed_authorization_requests})"))
        .containsExactlyInAnyOrder("scope", "dpop_jkt");
  }

  /** What {@code J} asks for; beside it stands the scope that every call of these tests names. */
  private static RequestObjectMaker object(ClientKey key) {
    return RequestObjectMaker.of("J", Calls.ISSUER.value(), key, FIXTURE.clients.now)
        .claim("scope", "read:billing");
  }

  private static Call by(AssertionMaker assertion, RequestObjectMaker object, String proof) {
    return call(
        Map.of(
            "client_id",
            "J",
            "client_assertion",
            assertion.jwt(),
            "client_assertion_type",
            AssertionMaker.TYPE,
            "request",
            object.jwt()),
        proof.isEmpty() ? Map.of() : Map.of("DPoP", proof),
        List.of());
  }

  @Test
  @DisplayName(
      "JAR at PAR with private_key_jwt [B-61]: push request + client assertion → 201; signature"
          + " error → invalid_request_object; client-auth error wins first")
  void requestObject() {
    assertThat(push(by(FIXTURE.byJ(), object(AssertionFixture.J), "")).status()).isEqualTo(201);
    assertThat(
            FIXTURE.clients.test.texts(
                "SELECT jsonb_object_keys(parameters) FROM {pushed_authorization_requests}"))
        .contains("scope", "redirect_uri", "signed_request_object")
        .doesNotContain("client_assertion", "client_assertion_type", "jti", "iss");
    FIXTURE.clients.test.execute("DELETE FROM {pushed_authorization_requests}");

    assertRefused(
        push(by(FIXTURE.byJ(), object(AssertionFixture.K), "")),
        400,
        "invalid_request_object",
        "invalid_request_object_signature");
    assertRefused(
        push(by(FIXTURE.byJ().signedBy(AssertionFixture.K), object(AssertionFixture.K), "")),
        401,
        "invalid_client",
        "client_assertion_signature_invalid");
  }

  @Test
  @DisplayName("an assertion, a DPoP proof, a request object and the request take one round trip")
  void oneRoundTripForAll() {
    push(by(FIXTURE.byJ()));
    FIXTURE.counted.taken();
    RequestObjectMaker object = object(AssertionFixture.J);

    Reply reply = push(by(FIXTURE.byJ(), object, proof()));
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(FIXTURE.counted.taken()).hasSize(1);

    FIXTURE.clients.test.execute("DELETE FROM {pushed_authorization_requests}");
    assertRefused(
        push(by(FIXTURE.byJ(), object, proof())),
        400,
        "invalid_request_object",
        "request_object_replayed");
    assertThat(FIXTURE.counted.taken()).hasSize(1);
  }

  @Test
  @DisplayName("a client assertion is no request object, and a request object no client assertion")
  void crossed() {
    AssertionMaker assertion = FIXTURE.byJ();
    RequestObjectMaker object = object(AssertionFixture.J);
    Call objectAsAssertion =
        call(
            Map.of("client_assertion", object.jwt(), "client_assertion_type", AssertionMaker.TYPE));
    assertRefused(push(objectAsAssertion), 401, "invalid_client", "client_assertion_typ_invalid");

    Call assertionAsObject =
        call(
            Map.of(
                "client_assertion",
                FIXTURE.byJ().jwt(),
                "client_assertion_type",
                AssertionMaker.TYPE,
                "request",
                assertion.jwt()));
    assertRefused(
        push(assertionAsObject), 400, "invalid_request_object", "invalid_request_object_sub");
  }

  @Test
  @DisplayName("47 client_secret_jwt: at /par → 401")
  void clientSecretJwt() {
    assertRefused(push(by(FIXTURE.byH())), 401, "invalid_client", "auth_method_not_allowed_here");
  }

  @Test
  @DisplayName("PAR misuse: bad secret → 401 + WWW-Authenticate; mixed auth → 401")
  void badCredentials() {
    Reply wrong = push(byBasic("basic", "wrong", Map.of()));
    assertRefused(wrong, 401, "invalid_client", "invalid_client_secret");
    assertThat(wrong.header("WWW-Authenticate").orElseThrow()).startsWith("Basic realm=");

    assertRefused(
        push(byBasic("basic", basic, Map.of("client_id", "basic", "client_secret", basic))),
        401,
        "invalid_client",
        "mixed_auth");
    assertRefused(
        push(call(Map.of("client_id", "M"))), 401, "invalid_client", "missing_certificate");
  }

  @Test
  @DisplayName("body client_id of another client → 400 invalid_client with WWW-Authenticate")
  void mismatch() {
    Reply reply = push(byBasic("basic", basic, Map.of("client_id", "post")));

    assertRefused(reply, 400, "invalid_client", "client_id_mismatch");
    assertThat(reply.header("WWW-Authenticate")).isPresent();
  }

  @Test
  @DisplayName("Disabled client [B-13]: /par → 401 invalid_client")
  void disabled() {
    FIXTURE.clients.create("client_id", "off", "token_endpoint_auth_method", "none");
    FIXTURE.clients.test.execute("UPDATE {clients} SET active = false WHERE client_id = 'off'");
    FIXTURE.clients.test.settle();

    assertRefused(push(call(Map.of("client_id", "off"))), 401, "invalid_client", "client_disabled");
  }

  @Test
  @DisplayName(
      "FAPI: client auth [B-80]: secret-based client → invalid_client; public push refused")
  void fapi() {
    FIXTURE.profile(SecurityProfile.FAPI_2_0_SECURITY);

    assertRefused(
        push(byBasic("basic", basic, Map.of())),
        401,
        "invalid_client",
        "incompatible_with_fapi_2_0");
    assertRefused(
        push(call(Map.of("client_id", "P"))), 401, "invalid_client", "incompatible_with_fapi_2_0");
    assertThat(push(by(FIXTURE.byJ())).status()).isEqualTo(201);
  }

  @Test
  @DisplayName("35 Assertion replay: the second push is 401, and stores nothing")
  void replay() {
    String once = FIXTURE.byJ().jwt();
    assertThat(push(by(once, Map.of())).status()).isEqualTo(201);

    Reply again = push(by(once, Map.of()));
    assertThat(again.status()).isEqualTo(401);
    assertThat(stored()).containsExactly("J");
  }

  @Test
  @DisplayName("35 Assertion replay: of ten pushes at once with one assertion one is stored")
  void replayRace() throws Exception {
    String once = FIXTURE.byJ().jwt();
    ExecutorService threads = Executors.newFixedThreadPool(10);
    try {
      List<Callable<Integer>> pushes = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        pushes.add(() -> push(by(once, Map.of())).status());
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> status : threads.invokeAll(pushes)) {
        statuses.add(status.get());
      }
      assertThat(statuses).containsOnlyOnce(201).contains(401);
    } finally {
      threads.shutdownNow();
    }
    assertThat(stored()).containsExactly("J");
  }

  @Test
  @DisplayName("a refused request uses its assertion up; the replay is the graver refusal")
  void refusedRequest() {
    String once = FIXTURE.byJ().jwt();

    assertRefused(push(by(once, Map.of()), WRONG), 400, "invalid_scope", "missing_scope");
    assertRefused(
        push(by(once, Map.of()), WRONG), 401, "invalid_client", "client_assertion_replayed");
  }

  @Test
  @DisplayName("client-auth error wins first, whatever else is wrong")
  void authenticationFirst() {
    assertRefused(
        push(byBasic("basic", "wrong", Map.of("request_uri", "urn:x")), WRONG),
        401,
        "invalid_client",
        "invalid_client_secret");
  }

  @Test
  @DisplayName("Store failure: 500 server_error (par_store_failed)")
  void storeFails() {
    Call call = call(Map.of("client_id", "P"));
    push(call);
    FIXTURE.clients.test.execute("DELETE FROM {pushed_authorization_requests}");
    FIXTURE.counted.away(true);
    try {
      assertRefused(push(call), 500, "server_error", "par_store_failed");
    } finally {
      FIXTURE.counted.away(false);
    }
  }
}
