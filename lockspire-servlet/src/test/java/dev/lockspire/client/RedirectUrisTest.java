package dev.lockspire.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A redirect URI")
@Label("A redirect URI")
final class RedirectUrisTest {
  private static final RedirectUris WEB = new RedirectUris(false, false, true);
  private static final RedirectUris NATIVE = new RedirectUris(true, false, true);

  @ParameterizedTest(name = "{0} is refused: {1}")
  @CsvSource({
    "'  ', blank",
    "/callback, missing_scheme",
    "//a.example/cb, missing_scheme",
    "ftp://a.example/cb, invalid_scheme",
    "javascript:alert(1), invalid_scheme",
    "'data:text/html,x', invalid_scheme",
    "http://a.example/cb, invalid_scheme",
    "http://127.0.0.1.example/cb, invalid_scheme",
    "http://localhost.example/cb, invalid_scheme",
    "https:///cb, missing_host",
    "https:cb, missing_host",
    "https://a.example/cb#, fragment_not_allowed",
    "https://a.example/cb#x, fragment_not_allowed",
    "https://*.example/cb, wildcard_not_allowed",
    "https://a.example/*, wildcard_not_allowed",
    "https://user@a.example/cb, userinfo_not_allowed",
    "https://a.example@evil.example/cb, userinfo_not_allowed",
    "https://a.example\\@evil.example/cb, malformed",
    "https://a.example/a b, malformed",
    "https://a.example:99999/cb, malformed",
    "https://ä.example/cb, malformed",
    "com.example.app:/cb, invalid_scheme"
  })
  void refused(String uri, String detail) {
    assertThat(WEB.problem(uri)).contains(detail);
  }

  @ParameterizedTest(name = "{0} is accepted")
  @CsvSource({
    "https://a.example",
    "https://a.example:8443/cb?x=1",
    "HTTPS://A.EXAMPLE/cb",
    "http://127.0.0.1:49152/cb",
    "http://[::1]/cb",
    "http://localhost/cb"
  })
  void accepted(String uri) {
    assertThat(WEB.problem(uri)).isEmpty();
  }

  @ParameterizedTest(name = "of a native app: {0} -> {1}")
  @CsvSource({
    "com.example.app:/cb, ",
    "com.example.app://host/cb, ",
    "myapp:/cb, invalid_scheme",
    "com.example.app:cb, invalid_scheme",
    "http://a.example/cb, invalid_scheme"
  })
  void nativeApp(String uri, String detail) {
    assertThat(NATIVE.problem(uri).orElse(null)).isEqualTo(detail);
  }

  @ParameterizedTest(name = "{0} is refused where only https is allowed")
  @CsvSource({"http://127.0.0.1/cb", "http://[::1]/cb", "http://localhost/cb"})
  void httpsOnly(String uri) {
    assertThat(new RedirectUris(false, false, false).problem(uri)).contains("invalid_scheme");
  }

  @ParameterizedTest(name = "{0} is accepted during development")
  @CsvSource({"http://a.example/cb", "http://client:8080/cb"})
  void development(String uri) {
    assertThat(new RedirectUris(false, true, true).problem(uri)).isEmpty();
  }

  @Property
  @Label("whatever it is, is judged and never throws; what is accepted has a host and no fragment")
  void anything(@ForAll("uriLike") String text) {
    if (WEB.problem(text).isEmpty()) {
      URI uri = URI.create(text);
      assertThat(uri.getHost()).isNotEmpty();
      assertThat(uri.getRawFragment()).isNull();
      assertThat(uri.getRawAuthority()).doesNotContain("@");
      assertThat(text).doesNotContain("*", " ", "\\");
      boolean https = uri.getScheme().equalsIgnoreCase("https");
      assertThat(https || RedirectUris.isLoopback(uri)).isTrue();
    }
  }

  @Provide
  Arbitrary<String> uriLike() {
    Arbitrary<String> part =
        Arbitraries.oneOf(
            Arbitraries.of(
                "https",
                "http",
                "://",
                ":",
                "//",
                "/",
                "@",
                "#",
                "?",
                "*",
                "\\",
                "%",
                "%0a",
                "[",
                "::1",
                "]",
                "localhost",
                "127.0.0.1",
                "a.example",
                ".",
                "com.app",
                "@evil"),
            Arbitraries.strings().ofMaxLength(3));
    return Arbitraries.of("", "https://", "http://", "http://127.0.0.1", "x.y:/")
        .flatMap(start -> part.list().ofMaxSize(6).map(rest -> start + String.join("", rest)));
  }
}
