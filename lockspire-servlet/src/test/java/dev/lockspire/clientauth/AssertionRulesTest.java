package dev.lockspire.clientauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.lockspire.http.Calls;
import dev.lockspire.http.OAuthError;
import dev.lockspire.policy.SecurityProfile;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Client assertions (RFC 7523 §3)")
final class AssertionRulesTest {
  private static final AssertionFixture FIXTURE = new AssertionFixture();
  private static final String ISSUER = Calls.ISSUER.value();
  private static final ClientKey STRANGER = ClientKey.es256("j");

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.clear();
  }

  private static Arguments row(String row, String reason, UnaryOperator<AssertionMaker> change) {
    return arguments(row, reason, change);
  }

  /** A line of the table for each way to break it, whatever the assertion is signed with. */
  static Stream<Arguments> broken() {
    return Stream.of(
        row(
            "structure: a critical extension",
            "invalid_client_assertion",
            a -> a.header("crit", List.of("b64")).header("b64", true)),
        row(
            "structure: a key named by a number",
            "invalid_client_assertion",
            a -> a.header("kid", 1)),
        row(
            "typ: of an access token",
            "client_assertion_typ_invalid",
            a -> a.header("typ", "at+jwt")),
        row(
            "typ: oauth-authz-req+jwt is refused here (B)",
            "client_assertion_typ_invalid",
            a -> a.header("typ", "oauth-authz-req+jwt")),
        row("typ: not a string", "client_assertion_typ_invalid", a -> a.header("typ", 1)),
        row("alg: none", "client_assertion_algorithm_not_allowed", a -> a.alg("none")),
        row("alg: absent", "client_assertion_algorithm_not_allowed", a -> a.header("alg", null)),
        row("alg: in lower case", "client_assertion_algorithm_not_allowed", a -> a.alg("es256")),
        row("sub: missing", "client_assertion_subject_missing", a -> a.without("sub")),
        row("sub: not a string", "client_assertion_subject_invalid", a -> a.claim("sub", 5)),
        row("sub: empty", "client_assertion_subject_invalid", a -> a.claim("sub", "")),
        row("iat or nbf: neither", "client_assertion_timing_missing", a -> a.without("iat")),
        row(
            "iat or nbf: no integer",
            "client_assertion_timing_missing",
            a -> a.claim("iat", "now").claim("nbf", 1.5)),
        row(
            "lifetime: exp - iat 631",
            "client_assertion_lifetime_too_long",
            a -> a.at("iat", -30).at("exp", 601)),
        row(
            "lifetime: exp - nbf 631 with a later iat",
            "client_assertion_lifetime_too_long",
            a -> a.at("nbf", -600).at("exp", 31)),
        row("iss: missing", "client_assertion_issuer_missing", a -> a.without("iss")),
        row("iss: another client", "client_assertion_issuer_invalid", a -> a.claim("iss", "K")),
        row(
            "iss: not a string",
            "client_assertion_issuer_invalid",
            a -> a.claim("iss", List.of("J"))),
        row("aud: missing", "client_assertion_audience_missing", a -> a.without("aud")),
        row(
            "aud: the token endpoint",
            "client_assertion_audience_invalid",
            a -> a.claim("aud", ISSUER + "/token")),
        row(
            "aud: the issuer with a slash",
            "client_assertion_audience_invalid",
            a -> a.claim("aud", ISSUER + "/")),
        row(
            "aud: another server",
            "client_assertion_audience_invalid",
            a -> a.claim("aud", "https://evil.example")),
        row(
            "aud: an array with the token endpoint",
            "client_assertion_audience_invalid",
            a -> a.claim("aud", List.of(ISSUER + "/token"))),
        row(
            "aud: the issuer among others",
            "client_assertion_audience_invalid",
            a -> a.claim("aud", List.of(ISSUER, "https://evil.example"))),
        row(
            "aud: the issuer twice",
            "client_assertion_audience_invalid",
            a -> a.claim("aud", List.of(ISSUER, ISSUER))),
        row(
            "aud: an empty array",
            "client_assertion_audience_invalid",
            a -> a.claim("aud", List.of())),
        row(
            "aud: an object",
            "client_assertion_audience_invalid",
            a -> a.claim("aud", Map.of("0", ISSUER))),
        row("exp: missing", "client_assertion_expiration_missing", a -> a.without("exp")),
        row("exp: a string", "client_assertion_expiration_invalid", a -> a.claim("exp", "soon")),
        row(
            "exp: not whole",
            "client_assertion_expiration_invalid",
            a -> a.claim("exp", FIXTURE.clients.now.getEpochSecond() + 60.5)),
        row(
            "exp: out of any calendar",
            "client_assertion_expiration_invalid",
            a -> a.claim("exp", Long.MAX_VALUE)),
        row("exp: negative", "client_assertion_expiration_invalid", a -> a.claim("exp", -1)),
        row("exp: 31 s ago", "client_assertion_expired", a -> a.at("iat", -91).at("exp", -31)),
        row("exp: 30 s ago", "client_assertion_expired", a -> a.at("iat", -90).at("exp", -30)),
        row(
            "exp: more than 630 s ahead",
            "client_assertion_lifetime_too_long",
            a -> a.at("iat", 25).at("exp", 631)),
        row("nbf: 31 s ahead", "client_assertion_not_before_invalid", a -> a.at("nbf", 31)),
        row(
            "nbf: not an integer",
            "client_assertion_not_before_invalid",
            a -> a.claim("nbf", "now")),
        row("iat: 31 s ahead", "client_assertion_issued_at_invalid", a -> a.at("iat", 31)),
        row(
            "iat: not an integer",
            "client_assertion_issued_at_invalid",
            a -> a.claim("iat", "now").at("nbf", 0)),
        row("jti: missing", "client_assertion_jti_missing", a -> a.without("jti")),
        row("jti: empty", "client_assertion_jti_missing", a -> a.claim("jti", "")),
        row("jti: a number", "client_assertion_jti_invalid", a -> a.claim("jti", 7)),
        row(
            "jti: of 513 characters",
            "client_assertion_jti_invalid",
            a -> a.claim("jti", "x".repeat(513))),
        row(
            "jti: with a character that no database keeps",
            "client_assertion_jti_invalid",
            a -> a.claim("jti", "a\u0000b")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("broken")
  @DisplayName("private_key_jwt is refused:")
  void privateKeyJwt(String row, String reason, UnaryOperator<AssertionMaker> change) {
    FIXTURE.refused(reason, change.apply(FIXTURE.byJ()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("broken")
  @DisplayName("client_secret_jwt is refused:")
  void clientSecretJwt(String row, String reason, UnaryOperator<AssertionMaker> change) {
    FIXTURE.refused(reason, change.apply(FIXTURE.byH()));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"x", "a.b", "a.b.c.d", "e30.e30.e30", "e30.W10.e30", "e30.e30."})
  @DisplayName("structure: no compact JWS of claims: invalid_client_assertion")
  void structure(String jwt) {
    FIXTURE.refused("invalid_client_assertion", AssertionMaker.call(jwt), ProtocolSurface.TOKEN);
  }

  @Test
  @DisplayName("structure: more than 16384 characters: invalid_client_assertion")
  void tooLong() {
    FIXTURE.refused("invalid_client_assertion", FIXTURE.byJ().claim("pad", "x".repeat(12_300)));
  }

  @Test
  @DisplayName("signature: by another key, of other claims, or none: signature_invalid")
  void signature() {
    String reason = "client_assertion_signature_invalid";
    FIXTURE.refused(reason, FIXTURE.byJ().signedBy(STRANGER));
    FIXTURE.refused(reason, FIXTURE.byH().signedBy(ClientKey.secret("x".repeat(43))));
    for (AssertionMaker maker : List.of(FIXTURE.byJ(), FIXTURE.byH())) {
      String good = maker.jwt();
      String other = maker.claim("jti", "other").jwt();
      String mixed =
          other.substring(0, other.lastIndexOf('.')) + good.substring(good.lastIndexOf('.'));
      FIXTURE.refused(reason, AssertionMaker.call(mixed), ProtocolSurface.TOKEN);
      String unsigned = good.substring(0, good.lastIndexOf('.') + 1);
      FIXTURE.refused(reason, AssertionMaker.call(unsigned), ProtocolSurface.TOKEN);
    }
  }

  @Test
  @DisplayName("sub: another client's, whose key did not sign: signature_invalid")
  void foreignSubject() {
    FIXTURE.refused("client_assertion_signature_invalid", FIXTURE.byJ().claim("sub", "K"));
  }

  static Stream<Arguments> good() {
    return Stream.of(
        row("iat alone", "", a -> a),
        row("nbf alone", "", a -> a.without("iat").at("nbf", 0)),
        row("a lifetime of 630 s", "", a -> a.at("iat", -30).at("exp", 600)),
        row("exp 29 s ago", "", a -> a.at("iat", -89).at("exp", -29)),
        row("iat and nbf 30 s ahead", "", a -> a.at("iat", 30).at("nbf", 30)),
        row("typ JWT", "", a -> a.header("typ", "JWT")),
        row(
            "typ client-authentication+jwt (B)",
            "",
            a -> a.header("typ", "Client-Authentication+JWT")),
        row("a jti of 512 characters", "", a -> a.claim("jti", "\ud83d\ude00".repeat(256))),
        row("claims that nobody asked for", "", a -> a.claim("azp", "x").claim("x", List.of(1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  @DisplayName("is accepted with")
  void accepted(String row, String none, UnaryOperator<AssertionMaker> change) {
    assertThat(FIXTURE.accepted(change.apply(FIXTURE.byJ())).clientId()).isEqualTo("J");
    assertThat(FIXTURE.accepted(change.apply(FIXTURE.byH())).clientId()).isEqualTo("H");
  }

  @Test
  @DisplayName(
      "34 Assertion aud: aud = token endpoint URL -> 401; aud = issuer -> OK; array containing the"
          + " issuer and nothing else -> OK, and 401 under FAPI (B: exactly one value)")
  void audience() {
    FIXTURE.refused(
        "client_assertion_audience_invalid", FIXTURE.byJ().claim("aud", ISSUER + "/token"));
    FIXTURE.accepted(FIXTURE.byJ().claim("aud", ISSUER));
    FIXTURE.accepted(FIXTURE.byJ().claim("aud", List.of(ISSUER)));

    FIXTURE.profile(SecurityProfile.FAPI_2_0_SECURITY);
    FIXTURE.accepted(FIXTURE.byJ().claim("aud", ISSUER));
    FIXTURE.refused(
        "client_assertion_audience_invalid", FIXTURE.byJ().claim("aud", List.of(ISSUER)));
  }

  @Test
  @DisplayName(
      "35 Assertion replay: same jti twice -> second 401; same jti from another client -> OK")
  void replay() {
    AssertionMaker first = FIXTURE.byJ().claim("jti", "once");
    FIXTURE.accepted(first);

    FIXTURE.refused("client_assertion_replayed", first);
    FIXTURE.refused("client_assertion_replayed", FIXTURE.byJ().claim("jti", "once"));
    FIXTURE.accepted(FIXTURE.by("K", AssertionFixture.K).claim("jti", "once"));
    FIXTURE.accepted(FIXTURE.byH().claim("jti", "once"));
  }

  @Test
  @DisplayName(
      "36 Forged assertion keeps jti free: attacker-signed with jti X -> 401, then genuine with X"
          + " -> OK; nothing is asked of the database before everything else passed")
  void forgedKeepsJtiFree() {
    FIXTURE.accepted(FIXTURE.byJ());
    FIXTURE.counted.taken();
    FIXTURE.refused(
        "client_assertion_signature_invalid", FIXTURE.byJ().claim("jti", "X").signedBy(STRANGER));
    FIXTURE.refused(
        "client_assertion_audience_invalid", FIXTURE.byJ().claim("jti", "X").claim("aud", "y"));
    assertThat(FIXTURE.counted.taken()).isEmpty();

    FIXTURE.accepted(FIXTURE.byJ().claim("jti", "X"));
    assertThat(FIXTURE.counted.taken()).as("one statement for each authentication").hasSize(1);
  }

  @Test
  @DisplayName(
      "37 Assertion bounds: exp-iat 631 -> 401; exp 31 s ago -> 401; iat +31 s -> 401; no iat and"
          + " no nbf -> 401; no jti -> 401")
  void bounds() {
    FIXTURE.refused(
        "client_assertion_lifetime_too_long", FIXTURE.byJ().at("iat", -1).at("exp", 630));
    FIXTURE.refused("client_assertion_expired", FIXTURE.byJ().at("iat", -60).at("exp", -31));
    FIXTURE.refused("client_assertion_issued_at_invalid", FIXTURE.byJ().at("iat", 31));
    FIXTURE.refused("client_assertion_timing_missing", FIXTURE.byJ().without("iat"));
    FIXTURE.refused("client_assertion_jti_missing", FIXTURE.byJ().without("jti"));
  }

  @Test
  @DisplayName("a jti is remembered until the assertion could not be accepted any more: exp + 30 s")
  void rememberedUntilExpiry() {
    AssertionMaker assertion = FIXTURE.byJ().at("exp", 60);
    FIXTURE.accepted(assertion);

    assertThat(
            FIXTURE.clients.test.text(
                "SELECT extract(epoch FROM expires_at)::bigint FROM {used_jtis}"))
        .isEqualTo(String.valueOf(FIXTURE.clients.now.getEpochSecond() + 90));
    FIXTURE.clients.advance(java.time.Duration.ofSeconds(89));
    FIXTURE.refused("client_assertion_replayed", assertion);
    FIXTURE.clients.advance(java.time.Duration.ofSeconds(1));
    FIXTURE.refused("client_assertion_expired", assertion);
  }

  @Test
  @DisplayName("replay: when the store cannot tell, nobody is let in (fail closed)")
  void storeFails() {
    FIXTURE.accepted(FIXTURE.byJ());
    FIXTURE.counted.away(true);
    try {
      FIXTURE.refused("client_assertion_replay_store_failed", FIXTURE.byJ());
    } finally {
      FIXTURE.counted.away(false);
    }
    FIXTURE.accepted(FIXTURE.byJ());
  }

  @Test
  @DisplayName("under FAPI the future ends after 60 s at the latest, whatever skew is configured")
  void fapiFuture() {
    try (AssertionFixture lenient = new AssertionFixture(java.time.Duration.ofMinutes(2))) {
      lenient.accepted(lenient.byJ().at("iat", 120));
      lenient.profile(SecurityProfile.FAPI_2_0_MESSAGE_SIGNING);
      lenient.accepted(lenient.byJ().at("iat", 10));
      lenient.accepted(lenient.byJ().at("iat", 60));
      lenient.refused("client_assertion_issued_at_invalid", lenient.byJ().at("iat", 61));
      lenient.refused("client_assertion_not_before_invalid", lenient.byJ().at("nbf", 61));
    }
  }

  @Test
  @DisplayName("B-67: under FAPI iat and nbf 10 s ahead are accepted, whatever skew is configured")
  void fapiNearFuture() {
    try (AssertionFixture strict = new AssertionFixture(java.time.Duration.ZERO)) {
      strict.refused("client_assertion_issued_at_invalid", strict.byJ().at("iat", 1));
      strict.profile(SecurityProfile.FAPI_2_0_SECURITY);
      strict.accepted(strict.byJ().at("iat", 10).at("nbf", 10));
      strict.refused("client_assertion_issued_at_invalid", strict.byJ().at("iat", 11));
      strict.refused("client_assertion_not_before_invalid", strict.byJ().at("nbf", 11));
    }
  }

  @Test
  @DisplayName("the rules are asked in the order of the list, and the first broken one ends it")
  void order() {
    List<String> all = Arrays.stream(AssertionRule.values()).map(Enum::name).toList();
    FIXTURE.accepted(FIXTURE.byJ());
    assertThat(FIXTURE.judged).isEqualTo(all);

    FIXTURE.judged.clear();
    AssertionMaker wrongInTwo = FIXTURE.byJ().claim("aud", "x").without("jti");
    OAuthError error = FIXTURE.refused("client_assertion_audience_invalid", wrongInTwo);
    int audience = all.indexOf(AssertionRule.AUDIENCE_IS_THIS_SERVER.name());
    assertThat(FIXTURE.judged)
        .hasSize(audience + 1)
        .startsWith(all.get(0))
        .endsWith("!AUDIENCE_IS_THIS_SERVER");
    assertThat(error.compared()).containsEntry("aud", "x").containsEntry("issuer", ISSUER);
  }

  @Test
  @DisplayName("every rule says where it comes from")
  void references() {
    assertThat(AssertionRule.values()).allMatch(rule -> rule.reference().startsWith("RFC "));
  }

  @Test
  @DisplayName("whatever is wrong, the caller reads the same and sees no jti")
  void sameAnswer() {
    Set<String> answers = new HashSet<>();
    for (AssertionMaker wrong :
        List.of(
            FIXTURE.by("nobody", AssertionFixture.J),
            FIXTURE.byJ().signedBy(STRANGER),
            FIXTURE.byJ().alg("RS384").signedBy(ClientKey.rsa("r")),
            FIXTURE.byJ().claim("aud", "x"),
            FIXTURE.byH().without("jti"))) {
      OAuthError error =
          org.assertj.core.api.Assertions.catchThrowableOfType(
              OAuthError.class, () -> FIXTURE.accepted(wrong));
      answers.add(error.status() + error.error() + error.description() + error.headers());
      assertThat(error.compared().toString()).doesNotContain("jti");
    }
    assertThat(answers).hasSize(1);
  }
}
