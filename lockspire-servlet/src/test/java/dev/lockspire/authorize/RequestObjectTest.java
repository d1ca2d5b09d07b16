package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lockspire.clientauth.ClientKey;
import dev.lockspire.http.Reply;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.ParPolicy;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.requestobject.RequestObjectMaker;
import dev.lockspire.senderconstraint.NoncePurpose;
import dev.lockspire.senderconstraint.ProofMaker;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Request objects (RFC 9101)")
final class RequestObjectTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  private static final ClientKey ES256 = ClientKey.es256("es256");
  private static final ClientKey RSA = ClientKey.rsa("rsa");
  private static final ClientKey EDDSA = ClientKey.edDsa("eddsa");

  private RequestObjects objects;

  @BeforeEach
  void register() {
    objects = new RequestObjects(SERVER);
    objects.register("c1", ES256, RSA, EDDSA);
    SERVER.host.signIn("alice", SERVER.now());
  }

  private RequestObjectMaker object() {
    return objects.by("c1", ES256);
  }

  private Reply ask(String object) {
    return objects.ask(SERVER.browser(), "c1", object);
  }

  private void assertAsks(String what, String object) {
    Reply reply = ask(object);
    assertThat(reply.status()).as(what + Answer.reason(reply)).isEqualTo(302);
    assertThat(Answer.location(reply)).as(what).startsWith("/lockspire/consent/");
  }

  private static Reply use(String reference) {
    return SERVER.browser().get(AuthorizationFixture.referring("c1", reference));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "PS256", "RS256", "EdDSA"})
  @DisplayName("JAR signed: ES256/PS256/RS256/EdDSA accepted under none")
  void signed(String algorithm) {
    ClientKey key =
        switch (algorithm) {
          case "ES256" -> ES256;
          case "EdDSA" -> EDDSA;
          default -> RSA;
        };
    RequestObjectMaker maker = objects.by("c1", key).header("alg", algorithm);

    assertAsks(algorithm, maker.jwt());
    assertAsks("kid", maker.header("kid", key.jwk().getKeyID()).claim("jti", "2").jwt());
  }

  @Test
  @DisplayName("JAR claim checks: what is allowed and what clocks may be off is accepted")
  void accepted() {
    Map<String, UnaryOperator<RequestObjectMaker>> rows = new LinkedHashMap<>();
    rows.put("typ absent", o -> o.header("typ", null));
    rows.put("typ jwt", o -> o.header("typ", "jwt"));
    rows.put("typ JWT", o -> o.header("typ", "JWT"));
    rows.put("typ in capitals", o -> o.header("typ", "OAUTH-AUTHZ-REQ+JWT"));
    rows.put(
        "aud as a list",
        o -> o.claim("aud", List.of("https://x", AuthorizationFixture.ISSUER.value())));
    rows.put("no client_id inside", o -> o.without("client_id"));
    rows.put("neither nbf nor jti", o -> o.without("nbf", "jti"));
    rows.put("expired 4 s ago", o -> o.at("exp", -4));
    rows.put("expires in 605 s", o -> o.at("exp", 605));
    rows.put("nbf and iat 5 s ahead", o -> o.at("nbf", 5).at("iat", 5));
    rows.put("a sub that is somebody", o -> o.claim("sub", "alice"));
    rows.put("claims nobody knows", o -> o.claim("color", "red").claim("x", Map.of("y", 1)));

    rows.forEach((what, change) -> assertAsks(what, change.apply(object()).jwt()));
  }

  @Test
  @DisplayName("A form POST of a request object behaves as GET; an empty request is none")
  void posted() {
    Reply posted = SERVER.browser().post("/authorize", RequestObjects.form("c1", object().jwt()));
    assertThat(Answer.location(posted)).startsWith("/lockspire/consent/");

    Reply without = SERVER.browser().get(SERVER.request().with("request", "").toString());
    assertThat(Answer.location(without)).startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName(
      "JAR full projection [B-60]: response_mode, max_age, claims, hints, resource inside the JWT"
          + " take effect, at /authorize and at /par")
  void projection() {
    Map<String, Object> claims =
        Map.of("id_token", Map.of("email", Map.of("essential", true)), "userinfo", Map.of());
    RequestObjectMaker maker =
        object()
            .claim("response_mode", "fragment")
            .claim("max_age", 3600)
            .claim("claims", claims)
            .claim("resource", List.of("https://a.example/", "https://b.example/"))
            .claim("login_hint", "alice@example.com")
            .claim("ui_locales", "de en")
            .claim("claims_locales", "fr")
            .claim("display", "popup")
            .claim("acr_values", "urn:acr:one")
            .claim("prompt", "consent")
            .claim("dpop_jkt", ProofMaker.es256().thumbprint());
    AuthorizeUrl plain = SERVER.request();
    for (String name :
        List.of(
            "response_mode",
            "max_age",
            "login_hint",
            "ui_locales",
            "claims_locales",
            "display",
            "acr_values",
            "prompt",
            "dpop_jkt")) {
      plain.with(name, String.valueOf(maker.claimed(name)));
    }
    plain
        .with("claims", JSONObjectUtils.toJSONString(claims))
        .and("resource=https%3A%2F%2Fa.example%2F&resource=https%3A%2F%2Fb.example%2F");
    String expected = kept(SERVER.pendingConsent(SERVER.browser(), plain));

    Reply direct = ask(maker.jwt());
    Reply pushed = objects.push("c1", maker.claim("jti", "pushed").jwt());

    assertThat(kept(SERVER.interactionId(direct)))
        .isEqualTo(expected)
        .contains("3600", "b.example", "alice@example.com", "fragment");
    assertThat(kept(SERVER.interactionId(use(AuthorizationFixture.reference(pushed)))))
        .isEqualTo(expected);
  }

  @Test
  @DisplayName(
      "JAR full projection [B-60]: authorization_details inside the JWT are judged as parameters"
          + " are; max_age as text and one resource as text count as well")
  void projectedTexts() {
    Reply details =
        ask(object().claim("authorization_details", List.of(Map.of("type", "x"))).jwt());
    assertThat(Answer.query(details).value("error")).contains("invalid_authorization_details");

    String id =
        SERVER.interactionId(
            ask(object().claim("max_age", "60").claim("resource", "https://a.example/").jwt()));
    assertThat(kept(id)).contains("a.example", "\"max_age\": 60");
  }

  private static String kept(String interactionId) {
    return SERVER
        .database()
        .text(
            "SELECT (to_jsonb(i) - 'id' - 'interaction_id' - 'browser_hash' - 'return_to' - 'sid'"
                + " - 'inserted_at' - 'updated_at')::text FROM {interactions} i"
                + " WHERE interaction_id = '"
                + interactionId
                + "'");
  }

  @Test
  @DisplayName("What the signed request itself gets wrong goes to the redirect URI inside it")
  void judgedByTheRules() {
    Reply scope = ask(object().claim("scope", "openid phone").jwt());
    assertThat(Answer.location(scope)).startsWith("https://c.example/cb?");
    assertThat(Answer.query(scope).value("error")).contains("invalid_scope");
    assertThat(Answer.query(scope).value("state")).contains("xyz");

    Reply redirect = ask(object().claim("redirect_uri", "https://evil.example/").jwt());
    assertThat(Answer.reason(redirect)).isEqualTo("invalid_redirect_uri");
  }

  @Test
  @DisplayName(
      "JAR conflicts: outer duplicates equal to the signed value are tolerated [B-68], empty ones"
          + " too, and what is not signed is not added")
  void duplicates() {
    RequestObjectMaker maker = object().claim("resource", List.of("https://a.example/"));
    String outside =
        "&response_type=code&scope=openid+email&state=xyz&prompt="
            + "&resource=https%3A%2F%2Fa.example%2F";

    Reply asked =
        SERVER.browser().get("/authorize?" + RequestObjects.form("c1", maker.jwt()) + outside);
    assertThat(Answer.location(asked)).startsWith("/lockspire/consent/");

    Reply pushed =
        SERVER
            .browser()
            .post(
                "/par",
                RequestObjects.form("c1", maker.claim("jti", "other").jwt()) + outside,
                Map.of());
    assertThat(pushed.status()).as(pushed.text()).isEqualTo(201);
  }

  @Test
  @DisplayName(
      "JAR nested: JWE to published enc key succeeds, with every algorithm that is offered")
  void nested() {
    for (KeyManagementAlgorithm algorithm : KeyManagementAlgorithm.values()) {
      objects.own(algorithm);
    }
    for (KeyManagementAlgorithm algorithm : KeyManagementAlgorithm.values()) {
      JWK own = objects.ownKey(algorithm);
      for (String enc : List.of("A128CBC-HS256", "A128GCM", "A256GCM")) {
        String what = algorithm.wireName() + " " + enc;
        assertAsks(what, object().jwe(own, algorithm.wireName(), enc));
        assertAsks(
            what + " kid",
            RequestObjectMaker.jwe(
                object().jwt(),
                own,
                algorithm.wireName(),
                enc,
                header -> header.keyID(own.getKeyID())));
      }
    }
  }

  @Test
  @DisplayName(
      "JAR nested: what is encrypted to a retiring key opens still, to a retired one no more [B-88]")
  void rotated() {
    JWK before = objects.own(KeyManagementAlgorithm.RSA_OAEP_256);
    JWK after = objects.own(KeyManagementAlgorithm.RSA_OAEP_256);

    assertAsks("active", object().jwe(after, "RSA-OAEP-256", "A256GCM"));
    assertAsks("retiring", object().jwe(before, "RSA-OAEP-256", "A256GCM"));

    objects.retire(before);
    assertThat(Answer.reason(ask(object().jwe(before, "RSA-OAEP-256", "A256GCM"))))
        .isEqualTo("invalid_request_object_decryption");
    assertAsks("active", object().jwe(after, "RSA-OAEP-256", "A256GCM"));
  }

  @Test
  @DisplayName("JAR nested: RSA-OAEP is taken for interoperability [B-64], and not under FAPI")
  void oldOaep() {
    JWK own = objects.own(KeyManagementAlgorithm.RSA_OAEP_256);
    assertAsks("RSA-OAEP", object().jwe(own, "RSA-OAEP", "A256GCM"));

    objects.profile("c1", SecurityProfile.FAPI_2_0_SECURITY);
    assertThat(objects.push("c1", object().jwe(own, "RSA-OAEP", "A256GCM")).text())
        .startsWith("{\"error\":\"invalid_request_object\"");
    assertThat(objects.push("c1", object().jwe(own, "RSA-OAEP-256", "A256GCM")).status())
        .isEqualTo(201);
  }

  @Test
  @DisplayName("JAR nested: what is inside must be signed")
  void unsignedInside() {
    JWK own = objects.own(KeyManagementAlgorithm.ECDH_ES);
    String claims = "{\"iss\":\"c1\"}";

    Reply reply = ask(RequestObjectMaker.jwe(claims, own, "ECDH-ES", "A256GCM", header -> header));

    assertThat(Answer.reason(reply)).isEqualTo("invalid_request_object_jwt");
  }

  @Test
  @DisplayName(
      "A jti is accepted once until exp [B-66], whether at /authorize or at /par; another client's"
          + " is another")
  void replayed() {
    String first = object().jwt();
    assertAsks("first", first);
    assertThat(Answer.reason(ask(first))).isEqualTo("request_object_replayed");
    assertThat(objects.push("c1", first).text())
        .startsWith("{\"error\":\"invalid_request_object\"");
    assertThat(SERVER.count("pushed_authorization_requests", "true")).isZero();

    String second = object().jwt();
    assertThat(objects.push("c1", second).status()).isEqualTo(201);
    assertThat(objects.push("c1", second).status()).isEqualTo(400);
    assertThat(Answer.reason(ask(second))).isEqualTo("request_object_replayed");
    assertThat(SERVER.count("pushed_authorization_requests", "true")).isOne();

    SERVER.add(new TestClient("c2"));
    objects.register("c2", ES256);
    assertThat(objects.push("c1", object().claim("jti", "same").jwt()).status()).isEqualTo(201);
    assertThat(objects.push("c2", objects.by("c2", ES256).claim("jti", "same").jwt()).status())
        .isEqualTo(201);
  }

  @Test
  @DisplayName("An object that expired within the clock's tolerance cannot be used twice either")
  void replayedAtTheEnd() {
    String once = object().at("exp", 1).jwt();
    assertAsks("first", once);

    SERVER.advance(Duration.ofSeconds(5));

    assertThat(Answer.reason(ask(once))).isEqualTo("request_object_replayed");
  }

  @Test
  @DisplayName("Without a jti an object may come again, as its client wants it")
  void withoutIdentifier() {
    String again = object().without("jti").jwt();

    assertAsks("first", again);
    assertAsks("second", again);
  }

  @Test
  @DisplayName("A push that is refused does not use the object up")
  void refusedPush() {
    RequestObjectMaker maker = object().claim("scope", "openid phone");
    assertThat(objects.push("c1", maker.jwt()).text()).startsWith("{\"error\":\"invalid_scope\"");

    assertThat(objects.push("c1", maker.claim("scope", "openid").jwt()).status()).isEqualTo(201);
  }

  @Test
  @DisplayName("What is stored of a pushed object is its parameters: no jti, no JWT, no iss")
  void stored() {
    assertThat(objects.push("c1", object().claim("color", "red").jwt()).status()).isEqualTo(201);

    assertThat(
            SERVER
                .database()
                .texts("SELECT jsonb_object_keys(parameters) FROM {pushed_authorization_requests}"))
        .containsExactlyInAnyOrder(
            "signed_request_object",
            "redirect_uri",
            "response_type",
            "scope",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method");
  }

  @Test
  @DisplayName(
      "require_signed_request_object [B-66]: plain requests are refused at /authorize and /par; a"
          + " pushed object counts when its reference is used")
  void required() {
    String plainReference = SERVER.push(SERVER.request());
    SERVER.alterClient("c1", "metadata = '{\"require_signed_request_object\":true}'");

    Reply plain = SERVER.browser().get(SERVER.request().toString());
    assertThat(Answer.query(plain).value("error")).contains("invalid_request");
    assertThat(SERVER.refusals.get(SERVER.refusals.size() - 1).reason())
        .isEqualTo("signed_request_object_required");
    assertThat(
            SERVER.pushed(SERVER.request().with("signed_request_object", "true"), Map.of()).text())
        .startsWith("{\"error\":\"invalid_request\"");
    assertThat(Answer.query(use(plainReference)).value("error"))
        .as("pushed before it was demanded")
        .contains("invalid_request");

    assertAsks("signed", object().jwt());
    Reply pushed = objects.push("c1", object().jwt());
    assertThat(Answer.location(use(AuthorizationFixture.reference(pushed))))
        .startsWith("/lockspire/consent/");
  }

  @Test
  @DisplayName(
      "PAR policy: an object that had to be pushed is refused unopened: at the redirect URI beside"
          + " it if that is right, else on a page")
  void hadToBePushed() {
    SERVER.policy(() -> ServerPolicy.defaults().withParPolicy(ParPolicy.REQUIRED));
    String object = object().jwt();
    String asked = "/authorize?" + RequestObjects.form("c1", object);

    assertThat(Answer.reason(SERVER.browser().get(asked))).isEqualTo("par_required_request_uri");
    Reply told = SERVER.browser().get(asked + "&redirect_uri=https%3A%2F%2Fc.example%2Fcb&state=s");
    assertThat(Answer.query(told).value("error")).contains("invalid_request");
    assertThat(Answer.query(told).value("state")).contains("s");
    assertThat(
            Answer.reason(
                SERVER.browser().get(asked + "&redirect_uri=https%3A%2F%2Fevil.example%2F")))
        .isEqualTo("invalid_redirect_uri");

    assertThat(objects.push("c1", object).status()).as("it was not used up").isEqualTo(201);
  }

  @Test
  @DisplayName("dpop_jkt inside the object and a DPoP proof beside it must agree [B-25]")
  void boundKey() {
    ProofMaker a = ProofMaker.es256();
    ProofMaker b = ProofMaker.es256();
    String target = AuthorizationFixture.ISSUER.url("/par");

    List<Integer> statuses =
        Arrays.asList(a, b).stream()
            .map(
                key ->
                    SERVER
                        .browser()
                        .post(
                            "/par",
                            RequestObjects.form(
                                "c1", object().claim("dpop_jkt", a.thumbprint()).jwt()),
                            Map.of(
                                "DPoP",
                                key.proof("POST", target, SERVER.now())
                                    .nonce(
                                        SERVER.proofs.freshNonce(NoncePurpose.AUTHORIZATION_SERVER))
                                    .sign()))
                        .status())
            .toList();

    assertThat(statuses).containsExactly(201, 400);
    assertThat(
            SERVER
                .database()
                .text("SELECT parameters->'dpop_jkt'->>0 FROM {pushed_authorization_requests}"))
        .isEqualTo(a.thumbprint());
  }

  @Test
  @DisplayName("The person's way to the code is that of any other request")
  void fullFlow() {
    TestBrowser browser = SERVER.browser();
    String id =
        SERVER.interactionId(
            objects.ask(browser, "c1", object().claim("response_mode", "fragment").jwt()));

    Reply granted = SERVER.approve(browser, id, false);

    assertThat(Answer.fragment(granted).value("code")).isPresent();
    assertThat(Answer.fragment(granted).value("state")).contains("xyz");
  }
}
