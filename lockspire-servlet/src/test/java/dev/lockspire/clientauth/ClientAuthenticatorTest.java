package dev.lockspire.clientauth;

import static dev.lockspire.client.ClientFixture.OPERATOR;
import static dev.lockspire.client.ClientFixture.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import dev.lockspire.client.Client;
import dev.lockspire.client.ClientFixture;
import dev.lockspire.client.Clients;
import dev.lockspire.host.HostRequest;
import dev.lockspire.http.Call;
import dev.lockspire.http.ErrorReply;
import dev.lockspire.http.Headers;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Client authentication")
final class ClientAuthenticatorTest {
  private static final ClientFixture FIXTURE = new ClientFixture();
  private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static String secret;
  private static String postSecret;

  private final ClientAuthenticator authenticator = authenticator(FIXTURE.clients);

  private static ClientAuthenticator authenticator(Clients clients) {
    return new TestAuthenticator(FIXTURE, FIXTURE.test.database(), RuleTrace.OFF)
        .with(clients)
        .build();
  }

  @BeforeAll
  static void register() {
    secret = FIXTURE.create("client_id", "C").secret().orElseThrow().reveal();
    postSecret =
        FIXTURE
            .create("client_id", "post", "token_endpoint_auth_method", "client_secret_post")
            .secret()
            .orElseThrow()
            .reveal();
    FIXTURE.create("client_id", "P", "token_endpoint_auth_method", "none");
    FIXTURE.upsert("client_id", "odd:id/%", "client_secret", "odd:secret % of + parts");
    FIXTURE.create(
        "client_id", "H",
        "token_endpoint_auth_method", "client_secret_jwt",
        "token_endpoint_auth_signing_alg", "HS256");
  }

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.told.clear();
    FIXTURE.policy = ServerPolicy.defaults();
  }

  private static Call call(List<String> authorization, Parameters form) {
    return new Call(
        "POST",
        "/token",
        Parameters.none(),
        form,
        authorization.isEmpty()
            ? Headers.none()
            : Headers.of(Map.of("authorization", authorization)),
        Map.of(),
        List.of(),
        "192.0.2.1",
        Issuer.of("https://op.example/lockspire"),
        HostRequest.absent());
  }

  private static Call basic(String id, String password) {
    return basic(id, password, Map.of());
  }

  private static Call basic(String id, String password, Map<String, String> form) {
    String pair = encoded(id) + ":" + encoded(password);
    return call(List.of("Basic " + base64(pair)), Parameters.of(form));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Call body(Map<String, String> form) {
    return call(List.of(), Parameters.of(form));
  }

  private static String assertion(String claims) {
    try {
      JWSObject jws = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(claims));
      jws.sign(new MACSigner(new byte[32]));
      return jws.serialize();
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private OAuthError refused(Call call) {
    return refused(call, ProtocolSurface.TOKEN);
  }

  private OAuthError refused(Call call, ProtocolSurface surface) {
    OAuthError error =
        catchThrowableOfType(OAuthError.class, () -> authenticator.authenticate(call, surface));
    assertThat(error).isNotNull();
    return error;
  }

  private void assertRefused(String reason, Call call) {
    OAuthError error = refused(call);
    assertThat(error.reason()).isEqualTo(reason);
    assertThat(error.status()).isEqualTo(401);
    assertThat(error.error()).isEqualTo("invalid_client");
    assertThat(FIXTURE.told).contains("client_auth.failed " + reason);
  }

  @Test
  @DisplayName("accepts each client by the method it is registered for, and tells of it")
  void registeredMethods() {
    assertThat(authenticator.authenticate(basic("C", secret), ProtocolSurface.TOKEN).clientId())
        .isEqualTo("C");
    assertThat(
            authenticator
                .authenticate(
                    body(Map.of("client_id", "post", "client_secret", postSecret)),
                    ProtocolSurface.REVOCATION)
                .clientId())
        .isEqualTo("post");
    Client p =
        authenticator.authenticate(body(Map.of("client_id", "P")), ProtocolSurface.INTROSPECTION);
    assertThat(p.isPublic()).isTrue();
    assertThat(FIXTURE.told).hasSize(3).containsOnly("client_auth.success ");
  }

  @Test
  @DisplayName("29 Basic auth encoding: id/secret with : and % form-encoded -> OK")
  void basicEncoding() {
    Call call = basic("odd:id/%", "odd:secret % of + parts");

    assertThat(authenticator.authenticate(call, ProtocolSurface.TOKEN).clientId())
        .isEqualTo("odd:id/%");
  }

  @Test
  @DisplayName(
      "30 Method pinned: Basic-registered client uses post -> 401 invalid_client; challenge Basic"
          + " realm \"Lockspire Token Endpoint\" when header used")
  void methodPinned() {
    String reason = "unsupported_token_endpoint_auth_method";
    assertRefused(reason, body(Map.of("client_id", "C", "client_secret", secret)));
    assertRefused(reason, basic("post", postSecret));
    assertRefused(reason, body(Map.of("client_id", "C")));
    assertRefused(reason, body(Map.of("client_id", "P", "client_secret", "x")));

    assertThat(ErrorReply.json(refused(basic("post", postSecret))).header("WWW-Authenticate"))
        .contains("Basic realm=\"Lockspire Token Endpoint\"");
    assertThat(
            ErrorReply.json(refused(body(Map.of("client_id", "C", "client_secret", secret))))
                .header("WWW-Authenticate"))
        .isEmpty();
  }

  @Test
  @DisplayName(
      "31 Mixed auth: Basic header + client_secret; header + assertion; secret + assertion -> each"
          + " 401")
  void mixedAuth() {
    String jwt = assertion("{\"sub\":\"H\"}");
    assertRefused("mixed_auth", basic("C", secret, Map.of("client_secret", secret)));
    assertRefused(
        "mixed_auth",
        basic("C", secret, Map.of("client_assertion", jwt, "client_assertion_type", JWT_BEARER)));
    assertRefused(
        "mixed_auth",
        body(Map.of("client_id", "C", "client_secret", secret, "client_assertion", jwt)));
    String header = "Basic " + base64("C:" + secret);
    assertRefused("mixed_auth", call(List.of(header, header), Parameters.none()));
  }

  @Test
  @DisplayName(
      "32 Secret rotation: rotate -> old secret 401, new OK; database holds only sha256: form")
  void rotation() {
    String old = FIXTURE.create("client_id", "rotating").secret().orElseThrow().reveal();
    authenticator.authenticate(basic("rotating", old), ProtocolSurface.TOKEN);

    String fresh =
        done(FIXTURE.registration().rotateSecret("rotating", Optional.empty(), OPERATOR))
            .secret()
            .orElseThrow()
            .reveal();

    assertRefused("invalid_client_secret", basic("rotating", old));
    assertThat(authenticator.authenticate(basic("rotating", fresh), ProtocolSurface.TOKEN))
        .isNotNull();
    assertThat(
            FIXTURE.test.text(
                "SELECT client_secret_hash FROM {clients} WHERE client_id = 'rotating'"))
        .startsWith("sha256:");
    assertThat(
            FIXTURE.test.texts(
                "SELECT c::text FROM {clients} c UNION ALL SELECT a::text FROM {audit_events} a"))
        .hasSizeGreaterThan(1)
        .noneMatch(row -> row.contains(old) || row.contains(fresh));
  }

  @ParameterizedTest
  @EnumSource(ProtocolSurface.class)
  @DisplayName("18 Disabled client (B): 401 invalid_client on every surface")
  void disabled(ProtocolSurface surface) {
    String id = "disabled-" + surface;
    String own = FIXTURE.create("client_id", id).secret().orElseThrow().reveal();
    authenticator.authenticate(basic(id, own), surface);
    done(FIXTURE.registration().disable(id, OPERATOR));

    OAuthError error = refused(basic(id, own), surface);

    assertThat(error.status()).isEqualTo(401);
    assertThat(error.reason()).isEqualTo("client_disabled");
  }

  @Test
  @DisplayName("refuses a secret whose time is over")
  void expiredSecret() {
    long end = FIXTURE.now.plusSeconds(60).getEpochSecond();
    String chosen = "0123456789-0123456789";
    FIXTURE.upsert(
        "client_id", "expiring", "client_secret", chosen, "client_secret_expires_at", end);
    authenticator.authenticate(basic("expiring", chosen), ProtocolSurface.TOKEN);

    FIXTURE.advance(Duration.ofSeconds(60));

    assertRefused("client_secret_expired", basic("expiring", chosen));
  }

  @Test
  @DisplayName("gives every failure the same answer")
  void indistinguishable() {
    Set<String> answers = new HashSet<>();
    for (Call call :
        List.of(
            basic("nobody", "x"),
            basic("C", "wrong"),
            basic("post", postSecret),
            basic("P", "x"),
            basic("C", secret, Map.of("client_id", "P")))) {
      var reply = ErrorReply.json(refused(call));
      answers.add(reply.status() + reply.text() + reply.headers());
    }
    assertThat(answers).hasSize(1);
  }

  @Test
  @DisplayName("names the reason inside, for each kind of failure")
  void reasons() {
    assertRefused("missing_client_auth", body(Map.of()));
    assertRefused("invalid_client", body(Map.of("client_id", "nobody")));
    assertRefused("invalid_client", basic("nobody", "x"));
    assertRefused("invalid_client_secret", basic("C", "wrong"));
    assertRefused("client_id_mismatch", basic("C", secret, Map.of("client_id", "P")));
    assertRefused(
        "invalid_client",
        body(
            Map.of(
                "client_assertion",
                assertion("{\"iss\":\"nobody\"}"),
                "client_assertion_type",
                JWT_BEARER)));
    assertRefused(
        "unsupported_token_endpoint_auth_method",
        body(
            Map.of(
                "client_assertion",
                assertion("{\"sub\":\"C\"}"),
                "client_assertion_type",
                JWT_BEARER)));
    assertRefused(
        "client_id_mismatch",
        body(
            Map.of(
                "client_id",
                "P",
                "client_assertion",
                assertion("{\"sub\":\"C\"}"),
                "client_assertion_type",
                JWT_BEARER)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "e30.e30.e30", "not a jwt"})
  @DisplayName("refuses an assertion that cannot be read")
  void unreadableAssertion(String assertion) {
    assertRefused(
        assertion.isEmpty() ? "missing_client_auth" : "invalid_client_assertion",
        body(Map.of("client_assertion", assertion, "client_assertion_type", JWT_BEARER)));
  }

  @Test
  @DisplayName("tells whom a request claims to come from, and nothing when it cannot succeed")
  void claimed() {
    assertThat(authenticator.claimed(basic("anybody", "wrong"))).contains("anybody");
    assertThat(authenticator.claimed(body(Map.of("client_id", "P")))).contains("P");
    assertThat(authenticator.claimed(body(Map.of()))).isEmpty();
    assertThat(authenticator.claimed(call(List.of("Bearer x"), Parameters.none()))).isEmpty();
  }

  @Test
  @DisplayName("refuses an assertion of another type")
  void otherAssertionType() {
    assertRefused(
        "invalid_client_assertion", body(Map.of("client_assertion", assertion("{\"sub\":\"C\"}"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic",
        "Basic !!!",
        "Basic Qw==",
        "Basic Qzo=",
        "Basic OnM=",
        "Basic /zo6",
        "Basic JTo6"
      })
  @DisplayName("refuses Basic credentials that are not an id and a secret")
  void malformedBasic(String header) {
    assertRefused(
        header.equals("Basic") ? "unsupported_auth" : "invalid_basic_auth",
        call(List.of(header), Parameters.none()));
  }

  @Test
  @DisplayName("takes the scheme's name in any case and refuses every other scheme")
  void schemes() {
    Call lower = call(List.of("bAsIc " + base64("C:" + secret)), Parameters.none());
    assertThat(authenticator.authenticate(lower, ProtocolSurface.TOKEN).clientId()).isEqualTo("C");
    assertRefused("unsupported_auth", call(List.of("Bearer abc"), Parameters.none()));
    assertRefused("unsupported_auth", call(List.of(""), Parameters.none()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"client_id", "client_secret", "client_assertion", "client_assertion_type"})
  @DisplayName("answers 400 invalid_request to a credential that was sent twice")
  void repeated(String name) {
    Parameters form =
        new Parameters.Builder()
            .add("client_id", "post")
            .add("client_secret", postSecret)
            .add(name, "x")
            .add(name, "x")
            .build();

    OAuthError error = refused(call(List.of(), form));

    assertThat(error.status()).isEqualTo(400);
    assertThat(error.error()).isEqualTo("invalid_request");
  }

  @Test
  @DisplayName("lets an endpoint refuse repeated parameters except those that may repeat")
  void sentOnce() {
    Parameters form =
        new Parameters.Builder().add("resource", "a").add("resource", "b").add("code", "x").build();
    SentOnce.check(form, Set.of("resource"));

    OAuthError error =
        catchThrowableOfType(OAuthError.class, () -> SentOnce.check(form, Set.of("audience")));
    assertThat(error.reason()).isEqualTo("repeated_parameter");
  }

  @Test
  @DisplayName("refuses a public client where only confidential ones may ask")
  void surfaceLeavesMethodOut() {
    Call call = body(Map.of("client_id", "P"));

    assertThat(refused(call, ProtocolSurface.BACKCHANNEL_AUTHENTICATION).error())
        .isEqualTo("invalid_client");
  }

  @Test
  @DisplayName("under FAPI refuses whoever does not prove possession of a key")
  void fapi() {
    FIXTURE.policy = ServerPolicy.defaults().withSecurityProfile(SecurityProfile.FAPI_2_0_SECURITY);

    assertRefused("incompatible_with_fapi_2_0", basic("C", secret));
    assertRefused("incompatible_with_fapi_2_0", body(Map.of("client_id", "P")));
  }

  @Test
  @DisplayName("offers discovery the methods that are there and allowed")
  void discovery() {
    assertThat(authenticator.methodNames(ProtocolSurface.TOKEN, SecurityProfile.NONE))
        .containsExactly("none", "client_secret_basic", "client_secret_post");
    assertThat(
            authenticator.methodNames(
                ProtocolSurface.BACKCHANNEL_AUTHENTICATION, SecurityProfile.NONE))
        .containsExactly("client_secret_basic", "client_secret_post");
    assertThat(authenticator.methodNames(ProtocolSurface.TOKEN, SecurityProfile.FAPI_2_0_SECURITY))
        .isEmpty();
  }

  @Test
  @DisplayName("asks the database nothing once a client is in memory, and answers 500 without it")
  void databaseGone() {
    try (ClientFixture gone = new ClientFixture()) {
      String own = gone.create("client_id", "known").secret().orElseThrow().reveal();
      gone.test.settle();
      ClientAuthenticator warm = authenticator(gone.clients);
      warm.authenticate(basic("known", own), ProtocolSurface.TOKEN);
      gone.test.execute("ALTER TABLE {clients} RENAME TO hidden");

      assertThat(warm.authenticate(basic("known", own), ProtocolSurface.TOKEN).clientId())
          .isEqualTo("known");
      OAuthError error =
          catchThrowableOfType(
              OAuthError.class,
              () -> warm.authenticate(basic("other", own), ProtocolSurface.TOKEN));
      assertThat(error.status()).isEqualTo(500);
      assertThat(error.error()).isEqualTo("server_error");
      assertThat(error.reason()).isEqualTo("client_lookup_failed");
    }
  }
}
