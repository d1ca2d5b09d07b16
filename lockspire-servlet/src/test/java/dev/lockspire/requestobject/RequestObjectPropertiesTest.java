package dev.lockspire.requestobject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jose.jwk.JWK;
import dev.lockspire.audit.Actor;
import dev.lockspire.client.Client;
import dev.lockspire.clientauth.ClientKey;
import dev.lockspire.crypto.Base64Url;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.keys.ForeignKeys;
import dev.lockspire.keys.KeyNode;
import dev.lockspire.keys.KeyTransition;
import dev.lockspire.keys.OwnDecryption;
import dev.lockspire.keys.SigningKey;
import dev.lockspire.minting.TestClient;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.remotejwks.ClientSignatures;
import dev.lockspire.remotejwks.KeyAttempt;
import dev.lockspire.replay.SingleUses;
import dev.lockspire.storage.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

@Label("Whatever is sent as a request object")
class RequestObjectPropertiesTest {
  private static final String ISSUER = "https://as.example/lockspire";
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Actor OPERATOR = Actor.of("operator", "olga", "Olga");
  private static final ClientKey KEY = ClientKey.es256("k");
  private static final Client CLIENT =
      TestClient.named("c1").with("jwksUri", "https://c.example/jwks").build();

  private static TestDatabase database;
  private static RequestObjects objects;
  private static JWK own;

  @BeforeContainer
  static void start() throws ParseException {
    database = TestDatabase.create();
    KeyNode node = new KeyNode(database.database());
    objects =
        new RequestObjects(
            new OwnDecryption(node.keys()),
            new ClientSignatures(client -> new Keys(), new ForeignKeys(Optional.empty())),
            ServerPolicy::defaults,
            new SingleUses(database.database(), () -> NOON),
            Duration.ofMinutes(10),
            () -> NOON,
            RuleTrace.OFF);
    String kid = done(node.lifecycle().generate(KeyManagementAlgorithm.ECDH_ES, 0, OPERATOR)).kid();
    node.lifecycle().publish(kid, OPERATOR);
    own = JWK.parse(done(node.lifecycle().activate(kid, false, OPERATOR)).publicJwk());
    database.settle();
  }

  @AfterContainer
  static void close() {
    database.close();
  }

  private static SigningKey done(KeyTransition transition) {
    return ((KeyTransition.Done) transition).key();
  }

  private record Keys() implements KeyAttempt {
    @Override
    public List<JWK> keys() {
      return List.of(KEY.jwk());
    }

    @Override
    public boolean refresh() {
      return false;
    }

    @Override
    public void succeeded() {}

    @Override
    public void failed(KeyProblem problem, boolean kidPresent) {}
  }

  private static RequestObjectMaker maker() {
    return RequestObjectMaker.of("c1", ISSUER, KEY, NOON);
  }

  private static RequestedParameters open(String object) {
    return objects.open(
        ISSUER, CLIENT, Parameters.of(Map.of("client_id", "c1", "request", object)));
  }

  private static void isRefused(String object) {
    Throwable thrown = catchThrowable(() -> open(object));

    assertThat(thrown).as(object).isInstanceOf(OAuthError.class);
    OAuthError error = (OAuthError) thrown;
    assertThat(error.status()).isEqualTo(400);
    assertThat(error.error()).isEqualTo("invalid_request_object");
  }

  private static void isRefusedOrOpened(String object) {
    Throwable thrown = catchThrowable(() -> open(object));

    assertThat(thrown == null || thrown instanceof OAuthError).as(object).isTrue();
  }

  private static String encoded(String text) {
    return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sealed() {
    return maker().jwe(own, "ECDH-ES", "A128GCM");
  }

  @Property(tries = 500)
  @Label("is refused by name: any text")
  void anyText(@ForAll @StringLength(min = 1, max = 200) String text) {
    isRefused(text);
  }

  @Property(tries = 500)
  @Label("is refused by name: any number of parts, with anything in them")
  void anyParts(
      @ForAll @IntRange(min = 1, max = 7) int parts,
      @ForAll @StringLength(max = 100) String first,
      @ForAll @StringLength(max = 40) String other) {
    List<String> all = new ArrayList<>(List.of(encoded(first)));
    while (all.size() < parts) {
      all.add(encoded(other));
    }
    isRefusedIfAny(String.join(".", all));
  }

  private static void isRefusedIfAny(String object) {
    if (!object.isEmpty()) {
      isRefused(object);
    }
  }

  @Property(tries = 500)
  @Label("is refused by name: a genuine object with one character changed, sealed or not")
  void oneCharacter(
      @ForAll @IntRange(min = 0, max = 3_000) int at, @ForAll @From("characters") char other) {
    for (String genuine : List.of(maker().jwt(), sealed())) {
      int place = at % genuine.length();
      if (genuine.charAt(place) != other) {
        isRefused(genuine.substring(0, place) + other + genuine.substring(place + 1));
      }
    }
  }

  @Property(tries = 200)
  @Label("is refused by name: a genuine object cut short or made longer, sealed or not")
  void otherLength(
      @ForAll @IntRange(min = 1, max = 3_000) int cut,
      @ForAll @StringLength(min = 1, max = 20) String more) {
    for (String genuine : List.of(maker().jwt(), sealed())) {
      isRefusedIfAny(genuine.substring(0, cut % genuine.length()));
      isRefused(genuine + more);
      isRefused(more + genuine);
    }
  }

  @Property(tries = 300)
  @Label("is refused by name or opened: claims and header parameters of any kind that were signed")
  void anyValue(@ForAll @From("names") String name, @ForAll @From("values") Object value) {
    isRefusedOrOpened(maker().claim(name, value).jwt());
    isRefusedOrOpened(maker().header(name, value).jwt());
  }

  @Property(tries = 200)
  @Label("is refused by name: anything at all inside a JWE for this server")
  void anythingInside(@ForAll @StringLength(min = 1, max = 200) String content) {
    isRefused(RequestObjectMaker.jwe(content, own, "ECDH-ES", "A256GCM", header -> header));
  }

  @Provide
  Arbitrary<Character> characters() {
    return Arbitraries.chars().with("ABCxyz019-_.=+/ {\"").with('\u0000', '\u00e9', '\ud83d');
  }

  @Provide
  Arbitrary<String> names() {
    List<String> names =
        new ArrayList<>(
            List.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti", "client_id", "typ", "kid"));
    names.addAll(List.of("crit", "request", "request_uri", "b64", "x"));
    for (AuthorizationParameter parameter : AuthorizationParameter.values()) {
      names.add(parameter.wireName());
    }
    return Arbitraries.of(names);
  }

  @Provide
  Arbitrary<Object> values() {
    return Arbitraries.of(
        "",
        "x",
        "\u0000",
        "\ud83d",
        0,
        -1,
        1.5,
        Long.MAX_VALUE,
        Double.MAX_VALUE,
        true,
        List.of(),
        List.of("x", 1),
        List.of(List.of(List.of())),
        Map.of(),
        Map.of("x", Map.of("y", List.of("\u0000"))));
  }
}
