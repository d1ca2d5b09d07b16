package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.clientauth.ClientKey;
import dev.lockspire.crypto.Base64Url;
import dev.lockspire.http.QueryString;
import dev.lockspire.http.Refusal;
import dev.lockspire.http.Reply;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.requestobject.RequestObjectMaker;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Request objects that are refused, at /authorize and at /par")
final class RequestObjectRefusalsTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  private static final String ISSUER = AuthorizationFixture.ISSUER.value();
  private static final ClientKey KEY = ClientKey.es256("k");
  private static final ClientKey RSA = ClientKey.rsa("rsa");
  private static final ClientKey STRANGER = ClientKey.es256("k");
  private static final String ENCRYPTION = "invalid_request_object_decryption";

  private static RequestObjects objects;

  @BeforeEach
  void register() {
    objects = new RequestObjects(SERVER);
    objects.register("c1", KEY, RSA);
    SERVER.host.signIn("alice", SERVER.now());
  }

  private static Arguments row(
      String what,
      String rule,
      String reason,
      Function<RequestObjectMaker, RequestObjectMaker> spoil) {
    return rowOf(what, rule, reason, maker -> spoil.apply(maker).jwt());
  }

  private static Arguments rowOf(
      String what, String rule, String reason, Function<RequestObjectMaker, String> made) {
    return Arguments.of(Named.of(what, rule), reason, made);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        rowOf("no JWT", "OBJECT_IS_A_SIGNED_JWT", "invalid_request_object_jwt", o -> "abc"),
        rowOf("two parts", "OBJECT_IS_A_SIGNED_JWT", "invalid_request_object_jwt", o -> "e30.e30"),
        rowOf(
            "a header that is no object",
            "OBJECT_IS_A_SIGNED_JWT",
            "invalid_request_object_jwt",
            o -> "W10." + o.jwt().split("\\.", -1)[1] + ".AA"),
        rowOf(
            "claims that are no object",
            "OBJECT_IS_A_SIGNED_JWT",
            "invalid_request_object_jwt",
            o -> o.jwt().replaceFirst("\\.[^.]*\\.", ".W10.")),
        rowOf(
            "more than 64 KiB",
            "OBJECT_IS_A_SIGNED_JWT",
            "invalid_request_object_jwt",
            o -> o.claim("pad", "x".repeat(49_500)).jwt()),
        row(
            "a critical extension",
            "OBJECT_IS_A_SIGNED_JWT",
            "invalid_request_object_jwt",
            o -> o.header("crit", List.of("exp"))),
        row(
            "a kid that is no text",
            "OBJECT_IS_A_SIGNED_JWT",
            "invalid_request_object_jwt",
            o -> o.header("kid", 1)),
        row(
            "alg none",
            "OBJECT_ALGORITHM_IS_ALLOWED",
            "invalid_request_object_signature",
            o -> o.header("alg", "none")),
        row(
            "alg HS256",
            "OBJECT_ALGORITHM_IS_ALLOWED",
            "invalid_request_object_signature",
            o -> o.header("alg", "HS256").signedBy(ClientKey.secret(KEY.jwk().toJSONString()))),
        row(
            "an algorithm that nobody knows",
            "OBJECT_ALGORITHM_IS_ALLOWED",
            "invalid_request_object_signature",
            o -> o.header("alg", "XX256")),
        row(
            "signed by somebody else",
            "OBJECT_IS_SIGNED_BY_THE_CLIENT",
            "invalid_request_object_signature",
            o -> o.signedBy(STRANGER)),
        row(
            "signed by a key that the client does not have",
            "OBJECT_IS_SIGNED_BY_THE_CLIENT",
            "invalid_request_object_signature",
            o -> o.header("kid", "other")),
        rowOf(
            "tampered",
            "OBJECT_IS_SIGNED_BY_THE_CLIENT",
            "invalid_request_object_signature",
            RequestObjectRefusalsTest::tampered),
        row(
            "typ=JWT-bearer",
            "OBJECT_TYPE_IS_RIGHT",
            "invalid_request_object_typ",
            o -> o.header("typ", "JWT-bearer")),
        row(
            "typ of a client assertion",
            "OBJECT_TYPE_IS_RIGHT",
            "invalid_request_object_typ",
            o -> o.header("typ", "client-authentication+jwt")),
        row(
            "typ that is no text",
            "OBJECT_TYPE_IS_RIGHT",
            "invalid_request_object_typ",
            o -> o.header("typ", List.of("jwt"))),
        row(
            "wrong iss",
            "OBJECT_ISSUER_IS_THE_CLIENT",
            "invalid_request_object_iss",
            o -> o.claim("iss", "c2")),
        row(
            "no iss",
            "OBJECT_ISSUER_IS_THE_CLIENT",
            "invalid_request_object_iss",
            o -> o.without("iss")),
        row(
            "another client_id inside [B-63]",
            "OBJECT_NAMES_THE_CLIENT",
            "invalid_request_object_client_id",
            o -> o.claim("client_id", "c2")),
        row(
            "a request inside [B-63]",
            "OBJECT_HOLDS_NO_OTHER",
            "invalid_request_object_nested",
            o -> o.claim("request", "e30.e30.")),
        row(
            "a request_uri inside [B-63]",
            "OBJECT_HOLDS_NO_OTHER",
            "invalid_request_object_nested",
            o -> o.claim("request_uri", "urn:x")),
        row(
            "sub = client_id [B-63]",
            "OBJECT_IS_NO_ASSERTION",
            "invalid_request_object_sub",
            o -> o.claim("sub", "c1")),
        row(
            "wrong aud",
            "OBJECT_AUDIENCE_IS_THIS_SERVER",
            "invalid_request_object_aud",
            o -> o.claim("aud", ISSUER + "/authorize")),
        row(
            "no aud",
            "OBJECT_AUDIENCE_IS_THIS_SERVER",
            "invalid_request_object_aud",
            o -> o.without("aud")),
        row(
            "an empty list as aud",
            "OBJECT_AUDIENCE_IS_THIS_SERVER",
            "invalid_request_object_aud",
            o -> o.claim("aud", List.of())),
        row(
            "aud with something else than text in it",
            "OBJECT_AUDIENCE_IS_THIS_SERVER",
            "invalid_request_object_aud",
            o -> o.claim("aud", List.of(ISSUER, 1))),
        row(
            "expired",
            "OBJECT_HAS_NOT_EXPIRED",
            "invalid_request_object_expired",
            o -> o.at("exp", -5)),
        row(
            "no exp",
            "OBJECT_HAS_NOT_EXPIRED",
            "invalid_request_object_expired",
            o -> o.without("exp")),
        row(
            "exp as text",
            "OBJECT_HAS_NOT_EXPIRED",
            "invalid_request_object_expired",
            o -> o.claim("exp", Long.toString(SERVER.now().getEpochSecond() + 60))),
        row(
            "exp with a fraction",
            "OBJECT_HAS_NOT_EXPIRED",
            "invalid_request_object_expired",
            o -> o.claim("exp", SERVER.now().getEpochSecond() + 60.5)),
        row(
            "exp beyond any date",
            "OBJECT_HAS_NOT_EXPIRED",
            "invalid_request_object_expired",
            o -> o.claim("exp", Long.MAX_VALUE)),
        row(
            "exp 1 h ahead",
            "OBJECT_EXPIRES_SOON",
            "invalid_request_object_max_age",
            o -> o.at("exp", 3600)),
        row(
            "exp a second too far ahead",
            "OBJECT_EXPIRES_SOON",
            "invalid_request_object_max_age",
            o -> o.at("exp", 606)),
        row(
            "future nbf",
            "OBJECT_HOLDS_ALREADY",
            "invalid_request_object_claims",
            o -> o.at("nbf", 6)),
        row(
            "future iat",
            "OBJECT_HOLDS_ALREADY",
            "invalid_request_object_claims",
            o -> o.at("iat", 6)),
        row(
            "nbf as text",
            "OBJECT_HOLDS_ALREADY",
            "invalid_request_object_claims",
            o -> o.claim("nbf", "now")),
        row(
            "iat with a fraction",
            "OBJECT_HOLDS_ALREADY",
            "invalid_request_object_claims",
            o -> o.claim("iat", 1.5)),
        row(
            "an empty jti",
            "OBJECT_IDENTIFIER_IS_PRESENT",
            "invalid_request_object_jti",
            o -> o.claim("jti", "")),
        row(
            "a jti that is no text",
            "OBJECT_IDENTIFIER_IS_PRESENT",
            "invalid_request_object_jti",
            o -> o.claim("jti", 7)),
        row(
            "a jti of 513 characters",
            "OBJECT_IDENTIFIER_IS_PRESENT",
            "invalid_request_object_jti",
            o -> o.claim("jti", "x".repeat(513))),
        row(
            "a jti with a control character",
            "OBJECT_IDENTIFIER_IS_PRESENT",
            "invalid_request_object_jti",
            o -> o.claim("jti", "a\u001fb")));
  }

  static Stream<Arguments> wrongTypes() {
    String rule = "OBJECT_PARAMETERS_HAVE_THEIR_TYPES";
    String reason = "invalid_request_object_parameter";
    return Stream.of(
        row("scope as a list", rule, reason, o -> o.claim("scope", List.of("openid"))),
        row("state as a number", rule, reason, o -> o.claim("state", 1)),
        row("nonce that no form can carry", rule, reason, o -> o.claim("nonce", "a\u0000b")),
        row("max_age with a fraction", rule, reason, o -> o.claim("max_age", 1.5)),
        row("max_age as true", rule, reason, o -> o.claim("max_age", true)),
        row("claims as a list", rule, reason, o -> o.claim("claims", List.of())),
        row("claims as a number", rule, reason, o -> o.claim("claims", 1)),
        row(
            "authorization_details as an object",
            rule,
            reason,
            o -> o.claim("authorization_details", Map.of("type", "x"))),
        row("resource as an object", rule, reason, o -> o.claim("resource", Map.of())),
        row(
            "a resource that is no text",
            rule,
            reason,
            o -> o.claim("resource", List.of("https://a", 1))),
        row("response_mode as false", rule, reason, o -> o.claim("response_mode", false)));
  }

  static Stream<Arguments> wrongEncryption() {
    return Stream.of(
        sealed("RSA1_5 refused", o -> objects.sealed(o.jwt(), "RSA1_5", "A256GCM")),
        sealed(
            "content encryption that is not offered",
            o -> objects.sealed(o.jwt(), "RSA-OAEP-256", "A192GCM")),
        sealed(
            "compressed",
            o ->
                RequestObjectMaker.jwe(
                    o.jwt(),
                    objects.ownKey(KeyManagementAlgorithm.RSA_OAEP_256),
                    "RSA-OAEP-256",
                    "A256GCM",
                    header -> header.compressionAlgorithm(CompressionAlgorithm.DEF))),
        sealed(
            "a critical extension",
            o ->
                RequestObjectMaker.jwe(
                    o.jwt(),
                    objects.ownKey(KeyManagementAlgorithm.RSA_OAEP_256),
                    "RSA-OAEP-256",
                    "A256GCM",
                    header -> header.criticalParams(Set.of("exp")).customParam("exp", 1))),
        sealed("dir", o -> withHeader("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}")),
        sealed(
            "PBES2",
            o ->
                withHeader(
                    "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A256GCM\",\"p2c\":2000000000,"
                        + "\"p2s\":\"AA\"}")),
        sealed("no alg", o -> withHeader("{\"enc\":\"A256GCM\"}")),
        sealed("a header that is no JSON", o -> withHeader("x")));
  }

  static Stream<Arguments> undecryptable() {
    return Stream.of(
        unopened(
            "for somebody else's key", o -> o.jwe(objects.foreignKey(), "RSA-OAEP-256", "A256GCM")),
        unopened(
            "naming a key that there is not",
            o ->
                RequestObjectMaker.jwe(
                    o.jwt(),
                    objects.ownKey(KeyManagementAlgorithm.RSA_OAEP_256),
                    "RSA-OAEP-256",
                    "A256GCM",
                    header -> header.keyID("0123456789ABCDEF"))),
        unopened(
            "for a key that is meant for another algorithm",
            o ->
                o.jwe(objects.ownKey(KeyManagementAlgorithm.ECDH_ES), "ECDH-ES+A256KW", "A128GCM")),
        unopened(
            "with another tag",
            o -> {
              String jwe = objects.sealed(o.jwt(), "RSA-OAEP-256", "A256GCM");
              return jwe.substring(0, jwe.lastIndexOf('.') + 1) + "A".repeat(22);
            }),
        unopened(
            "with nothing in it",
            o -> withHeader("{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\"}")));
  }

  private static Arguments sealed(String what, Function<RequestObjectMaker, String> made) {
    return rowOf(what, "OBJECT_ENCRYPTION_IS_ALLOWED", ENCRYPTION, made);
  }

  private static Arguments unopened(String what, Function<RequestObjectMaker, String> made) {
    return rowOf(what, "OBJECT_IS_DECRYPTED", ENCRYPTION, made);
  }

  private static String withHeader(String json) {
    return Base64Url.encode(json.getBytes(StandardCharsets.UTF_8)) + ".AA.AA.AA.AA";
  }

  private static String tampered(RequestObjectMaker maker) {
    String[] parts = maker.jwt().split("\\.", -1);
    String other = maker.claim("scope", "openid").jwt().split("\\.", -1)[1];
    return String.join(".", parts[0], other, parts[2]);
  }

  @ParameterizedTest
  @MethodSource({"wrong", "wrongTypes"})
  @DisplayName(
      "JAR claim checks: wrong iss, aud, expired, exp 1 h ahead, future nbf, typ=JWT-bearer, tampered"
          + " → 400 page with the listed reason, and invalid_request_object at /par")
  void refused(String rule, String reason, Function<RequestObjectMaker, String> made) {
    assertRefused(rule, "invalid_request_object", reason, made);
  }

  @ParameterizedTest
  @MethodSource({"wrongEncryption", "undecryptable"})
  @DisplayName(
      "JAR nested: undecryptable → invalid_request_object; RSA1_5 refused; no dir, no PBES2, no zip,"
          + " no crit: one answer to all")
  void sealedWrongly(String rule, String reason, Function<RequestObjectMaker, String> made) {
    objects.own(KeyManagementAlgorithm.RSA_OAEP_256);
    objects.own(KeyManagementAlgorithm.ECDH_ES);

    Reply page = assertRefused(rule, "invalid_request_object", reason, made);

    assertThat(page.text()).contains("The request object could not be decrypted.");
  }

  private static Reply assertRefused(
      String rule, String error, String reason, Function<RequestObjectMaker, String> made) {
    String form = "client_id=c1&request=" + QueryString.encode(made.apply(objects.by("c1", KEY)));
    Reply page = SERVER.browser().post("/authorize", form);
    assertThat(page.status()).as(page.text()).isEqualTo(400);
    assertThat(page.header("Location")).isEmpty();
    assertThat(Answer.reason(page)).isEqualTo(reason);
    assertBroken(rule);

    Reply json = SERVER.browser().post("/par", form);
    assertThat(json.status()).as(json.text()).isEqualTo(400);
    assertThat(json.text()).startsWith("{\"error\":\"" + error + "\"");
    assertThat(SERVER.told.get(SERVER.told.size() - 1))
        .isEqualTo(
            new AuthorizationFixture.Told(
                TelemetryEvent.PUSHED_REQUEST_REJECTED,
                Map.of("client_id", "c1", "reason_code", reason)));
    assertThat(SERVER.count("pushed_authorization_requests", "true")).isZero();
    assertBroken(rule);
    return page;
  }

  /** The refusal names the rule, and no rule was asked after it. */
  private static void assertBroken(String rule) {
    List<Refusal.Judgement> judged = SERVER.refusals.get(SERVER.refusals.size() - 1).judgements();
    Refusal.Judgement last = judged.get(judged.size() - 1);
    assertThat(last.rule()).isEqualTo(rule);
    assertThat(last.passed()).isFalse();
  }

  @Test
  @DisplayName("JAR claim checks: no client keys → 400 page client_jwks_missing")
  void noKeys() {
    SERVER.alterClient("c1", "jwks = NULL");

    assertRefused(
        "CLIENT_HAS_KEYS",
        "invalid_request_object",
        "client_jwks_missing",
        RequestObjectMaker::jwt);
  }

  @Test
  @DisplayName("JAR conflicts: request + request_uri → 400, at both endpoints")
  void twoWays() {
    String form =
        "client_id=c1&request_uri=urn%3Ax&request="
            + QueryString.encode(objects.by("c1", KEY).jwt());

    assertThat(Answer.reason(SERVER.browser().post("/authorize", form)))
        .isEqualTo("request_object_and_request_uri_conflict");
    assertThat(SERVER.browser().post("/par", form).text())
        .startsWith("{\"error\":\"invalid_request\"");
    assertBroken("REFERENCE_IS_NOT_SENT_ALONG");
  }

  @ParameterizedTest
  @MethodSource("conflicts")
  @DisplayName("JAR conflicts: extra differing outer param → 400 [B-68]")
  void conflicts(String beside) {
    String form =
        "client_id=c1&request=" + QueryString.encode(objects.by("c1", KEY).jwt()) + "&" + beside;

    Reply page = SERVER.browser().post("/authorize", form);
    assertThat(Answer.reason(page)).isEqualTo("request_object_conflict");
    assertThat(page.header("Location")).isEmpty();
    assertBroken("OUTER_PARAMETERS_AGREE");

    Reply json = SERVER.browser().post("/par", form);
    assertThat(json.status()).isEqualTo(400);
    assertThat(json.text()).startsWith("{\"error\":\"invalid_request\"");
    assertThat(SERVER.count("pushed_authorization_requests", "true")).isZero();
  }

  static List<String> conflicts() {
    return Arrays.asList(
        "scope=openid",
        "state=other",
        "redirect_uri=https%3A%2F%2Fevil.example%2F",
        "login_hint=mallory",
        "resource=https%3A%2F%2Fa.example%2F",
        "color=red");
  }

  @Test
  @DisplayName(
      "under either FAPI profile RS256 and EdDSA objects are refused, at /par as well [B-62]")
  void algorithmsOfTheProfile() {
    ClientKey edDsa = ClientKey.edDsa("ed");
    objects.register("c1", KEY, RSA, edDsa);
    for (SecurityProfile profile :
        List.of(SecurityProfile.FAPI_2_0_SECURITY, SecurityProfile.FAPI_2_0_MESSAGE_SIGNING)) {
      objects.profile("c1", profile);
      for (RequestObjectMaker maker :
          List.of(objects.by("c1", RSA).header("alg", "RS256"), objects.by("c1", edDsa))) {
        Reply json = objects.push("c1", maker.jwt());

        assertThat(json.text()).startsWith("{\"error\":\"invalid_request_object\"");
        assertBroken("OBJECT_ALGORITHM_IS_ALLOWED");
      }
      for (ClientKey key : List.of(KEY, RSA)) {
        Reply json = objects.push("c1", objects.by("c1", key).claim("response_mode", "jwt").jwt());

        assertThat(json.status()).as(json.text()).isEqualTo(201);
      }
    }
  }

  static Stream<Arguments> wrongUnderMessageSigning() {
    String times = "invalid_request_object_claims";
    String life = "invalid_request_object_max_age";
    return Stream.of(
        row("no nbf", "OBJECT_IS_RECENT", times, o -> o.without("nbf")),
        row("nbf 61 minutes ago", "OBJECT_IS_RECENT", times, o -> o.at("nbf", -3661)),
        row("exp − nbf over 60 minutes", "OBJECT_IS_RECENT", life, o -> o.at("nbf", -3500)),
        row("nbf 61 s ahead", "OBJECT_HOLDS_ALREADY", times, o -> o.at("nbf", 61)),
        row("iat 61 s ahead", "OBJECT_HOLDS_ALREADY", times, o -> o.at("iat", 61)),
        row(
            "no jti",
            "OBJECT_IDENTIFIER_IS_PRESENT",
            "invalid_request_object_jti",
            o -> o.without("jti")));
  }

  @ParameterizedTest
  @MethodSource("wrongUnderMessageSigning")
  @DisplayName(
      "Message signing [B-67]: nbf required, at most 60 min old; exp − nbf at most 60 min; more than"
          + " 60 s ahead refused; jti mandatory [B-66]")
  void messageSigning(String rule, String reason, Function<RequestObjectMaker, String> made) {
    objects.profile("c1", SecurityProfile.FAPI_2_0_MESSAGE_SIGNING);

    Reply json = objects.push("c1", made.apply(objects.by("c1", KEY)));

    assertThat(json.text()).startsWith("{\"error\":\"invalid_request_object\"");
    assertThat(SERVER.told.get(SERVER.told.size() - 1).attributes())
        .containsEntry("reason_code", reason);
    assertBroken(rule);
  }

  @ParameterizedTest
  @MethodSource("boundaries")
  @DisplayName("Message signing [B-67]: iat and nbf up to 10 s in the future are accepted")
  void boundaries(Function<RequestObjectMaker, String> made) {
    objects.profile("c1", SecurityProfile.FAPI_2_0_MESSAGE_SIGNING);

    Reply json =
        objects.push("c1", made.apply(objects.by("c1", KEY).claim("response_mode", "jwt")));

    assertThat(json.status()).as(json.text()).isEqualTo(201);
  }

  static Stream<Arguments> boundaries() {
    return Stream.<Map.Entry<String, Function<RequestObjectMaker, String>>>of(
            Map.entry("10 s ahead", o -> o.at("nbf", 10).at("iat", 10).jwt()),
            Map.entry("59 minutes ago", o -> o.at("nbf", -3540).at("exp", 60).jwt()))
        .map(row -> Arguments.of(Named.of(row.getKey(), row.getValue())));
  }

  @Test
  @DisplayName("the registered request_object_signing_alg and encryption alg and enc bind [B-66]")
  void registered() {
    JWK rsa = objects.own(KeyManagementAlgorithm.RSA_OAEP_256);
    JWK ec = objects.own(KeyManagementAlgorithm.ECDH_ES_A256KW);
    SERVER.alterClient(
        "c1",
        "metadata = '{\"request_object_signing_alg\":\"PS256\","
            + "\"request_object_encryption_alg\":\"ECDH-ES+A256KW\","
            + "\"request_object_encryption_enc\":\"A256GCM\"}'");

    assertThat(objects.push("c1", objects.by("c1", KEY).jwt()).status()).isEqualTo(400);
    assertBroken("OBJECT_ALGORITHM_IS_ALLOWED");
    RequestObjectMaker right = objects.by("c1", RSA);
    assertThat(objects.push("c1", right.jwe(rsa, "RSA-OAEP-256", "A256GCM")).status())
        .isEqualTo(400);
    assertBroken("OBJECT_ENCRYPTION_IS_ALLOWED");
    assertThat(objects.push("c1", right.jwe(rsa, "RSA-OAEP", "A256GCM")).status()).isEqualTo(400);
    assertBroken("OBJECT_ENCRYPTION_IS_ALLOWED");
    assertThat(objects.push("c1", right.jwe(ec, "ECDH-ES+A256KW", "A128GCM")).status())
        .isEqualTo(400);
    assertBroken("OBJECT_ENCRYPTION_IS_ALLOWED");
    assertThat(objects.push("c1", right.jwe(ec, "ECDH-ES+A256KW", "A256GCM")).status())
        .isEqualTo(201);
  }
}
