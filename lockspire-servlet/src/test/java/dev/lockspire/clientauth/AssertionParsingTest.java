package dev.lockspire.clientauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lockspire.crypto.Base64Url;
import dev.lockspire.http.Call;
import dev.lockspire.http.OAuthError;
import java.nio.charset.StandardCharsets;
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

@Label("Whatever is sent as a client assertion")
class AssertionParsingTest {
  private static AssertionFixture fixture;

  @BeforeContainer
  static void start() {
    fixture = new AssertionFixture();
  }

  @AfterContainer
  static void close() {
    fixture.close();
  }

  private static void isRefused(String assertion) {
    Call call = AssertionMaker.call(assertion);
    Throwable thrown =
        catchThrowable(() -> fixture.authenticator.authenticate(call, ProtocolSurface.TOKEN));

    assertThat(thrown).isInstanceOf(OAuthError.class);
    OAuthError error = (OAuthError) thrown;
    assertThat(error.status() + " " + error.error()).isEqualTo("401 invalid_client");
    assertThat(error.reason()).isNotEqualTo("client_assertion_replay_store_failed");
  }

  private static String encoded(String text) {
    return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 500)
  @Label("is refused: any text")
  void anyText(@ForAll @StringLength(max = 200) String text) {
    isRefused(text);
  }

  @Property(tries = 500)
  @Label("is refused: any header and any claims in the right wrapping")
  void anyParts(
      @ForAll @StringLength(max = 100) String header,
      @ForAll @StringLength(max = 100) String claims,
      @ForAll @StringLength(max = 40) String signature) {
    isRefused(encoded(header) + "." + encoded(claims) + "." + encoded(signature));
  }

  @Property(tries = 500)
  @Label("is refused: a genuine assertion with one character changed")
  void oneCharacter(
      @ForAll @IntRange(min = 0, max = 2_000) int at, @ForAll @From("characters") char other) {
    String jwt = fixture.byJ().jwt();
    int place = at % jwt.length();
    if (jwt.charAt(place) != other) {
      isRefused(jwt.substring(0, place) + other + jwt.substring(place + 1));
    }
  }

  @Property(tries = 300)
  @Label("is refused: a genuine assertion cut short or made longer")
  void otherLength(
      @ForAll @IntRange(min = 0, max = 2_000) int cut,
      @ForAll @StringLength(min = 1, max = 20) String more) {
    String jwt = fixture.byJ().jwt();
    isRefused(jwt.substring(0, cut % jwt.length()));
    isRefused(jwt + more);
    isRefused(more + jwt);
  }

  @Property(tries = 500)
  @Label("is refused: claims of any kind that the client really signed")
  void anyClaims(@ForAll @From("names") String name, @ForAll @From("values") Object value) {
    isRefused(fixture.byJ().claim(name, value).jwt());
  }

  @Property(tries = 300)
  @Label("is refused: header parameters of any kind that the client really signed")
  void anyHeader(@ForAll @From("values") Object value) {
    isRefused(fixture.byJ().header("typ", value).jwt());
    isRefused(fixture.byJ().header("kid", value).jwt());
    isRefused(fixture.byJ().header("crit", value).jwt());
  }

  @Provide
  Arbitrary<Character> characters() {
    return Arbitraries.chars().with("ABCxyz019-_.=+/ {\"").with('\u0000', '\u00e9', '\ud83d');
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of("iss", "sub", "aud", "exp", "iat");
  }

  /** None of which is right anywhere. */
  @Provide
  Arbitrary<Object> values() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMinLength(1).ofMaxLength(30).map(text -> "~" + text),
        Arbitraries.doubles().between(0.5, 1e300).filter(d -> d != Math.rint(d) || d > 1e17),
        Arbitraries.longs().lessOrEqual(-1),
        Arbitraries.of(true, false),
        Arbitraries.strings().ofMaxLength(10).list().ofMaxSize(4),
        Arbitraries.maps(Arbitraries.strings().ofMaxLength(5), Arbitraries.strings().ofMaxLength(5))
            .ofMaxSize(3));
  }
}
