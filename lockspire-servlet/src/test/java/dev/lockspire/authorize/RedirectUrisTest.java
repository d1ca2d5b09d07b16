package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.client.ClientMetadata.ApplicationType;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

@Label("Redirect matching, for any input")
class RedirectUrisTest {
  private static final List<String> REGISTERED =
      List.of(
          "https://c.example/cb",
          "https://c.example/cb?a=b",
          "http://127.0.0.1/cb",
          "http://[::1]:8080/cb?x=1",
          "com.example.app:/cb");

  @Property(tries = 5000)
  @Label("a web client gets nothing but what is registered, byte for byte")
  void webClientsMatchExactly(@ForAll("mutated") String presented) {
    assertThat(RedirectUris.matches(REGISTERED, ApplicationType.WEB, presented))
        .isEqualTo(REGISTERED.contains(presented));
  }

  @Property(tries = 5000)
  @Label("a native client gets nothing else but another port of a registered loopback URI")
  void nativeClientsMayVaryThePort(@ForAll("mutated") String presented) {
    boolean expected =
        REGISTERED.contains(presented)
            || presented.matches("http://127\\.0\\.0\\.1(:[0-9]{1,5})?/cb")
            || presented.matches("http://\\[::1\\](:[0-9]{1,5})?/cb\\?x=1");

    assertThat(RedirectUris.matches(REGISTERED, ApplicationType.NATIVE, presented))
        .isEqualTo(expected);
  }

  @Property
  @Label("a native client may listen on any port of the loopback address it registered")
  void anyPort(@ForAll @IntRange(min = 1, max = 65_535) int port) {
    assertThat(
            RedirectUris.matches(
                REGISTERED, ApplicationType.NATIVE, "http://127.0.0.1:" + port + "/cb"))
        .isTrue();
    assertThat(
            RedirectUris.matches(
                REGISTERED, ApplicationType.NATIVE, "https://c.example:" + port + "/cb"))
        .isFalse();
  }

  /** Registered URIs with something put in, taken out or replaced, and the parts put together. */
  @Provide
  Arbitrary<String> mutated() {
    Arbitrary<String> base = Arbitraries.of(REGISTERED);
    Arbitrary<String> piece =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(
                3,
                Arbitraries.of(
                    ":",
                    ":80",
                    ":51004",
                    "/",
                    "//",
                    "@",
                    "@evil.example",
                    "?",
                    "#",
                    "..",
                    "%2F",
                    ".evil.example",
                    "\\",
                    "[",
                    "]",
                    " ",
                    "\n",
                    "127.0.0.1",
                    "localhost")),
            net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(4)));
    Arbitrary<String> spoiled =
        Combinators.combine(
                base,
                piece,
                Arbitraries.integers().between(0, 40),
                Arbitraries.integers().between(0, 3))
            .as(
                (uri, put, at, cut) -> {
                  int from = Math.min(at, uri.length());
                  int to = Math.min(from + cut, uri.length());
                  return uri.substring(0, from) + put + uri.substring(to);
                });
    return Arbitraries.oneOf(base, spoiled, Arbitraries.strings());
  }
}
