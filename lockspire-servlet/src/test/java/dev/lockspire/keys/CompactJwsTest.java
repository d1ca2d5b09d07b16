package dev.lockspire.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.lockspire.crypto.Base64Url;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

@Label("A compact JWS")
class CompactJwsTest {
  private static String encoded(String text) {
    return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String jws(String header, String claims) {
    return encoded(header) + '.' + encoded(claims) + ".c2ln";
  }

  @Example
  @Label("is taken apart")
  void parts() {
    String text = jws("{\"alg\":\"ES256\",\"n\":1}", "{\"sub\":\"J\"}");

    CompactJws jws = CompactJws.of(text).orElseThrow();

    assertThat(jws.header("alg")).contains("ES256");
    assertThat(jws.header("n")).isEmpty();
    assertThat(jws.claims().orElseThrow()).containsEntry("sub", "J");
    assertThat(jws.signingInput()).asString().isEqualTo(text.substring(0, text.lastIndexOf('.')));
    assertThat(jws.signature()).asString().isEqualTo("sig");
    assertThat(jws).hasToString("CompactJws[***]");
  }

  @Example
  @Label("is not: two parts, four, no header, a header or a signature in another spelling")
  void notOne() {
    String header = encoded("{}");
    assertThat(CompactJws.of(header + "." + header)).isEmpty();
    assertThat(CompactJws.of(header + "." + header + ".." + header)).isEmpty();
    assertThat(CompactJws.of("." + header + "." + header)).isEmpty();
    assertThat(CompactJws.of(header + "=." + header + ".c2ln")).isEmpty();
    // The last character carries two bits that say nothing.
    assertThat(CompactJws.of(header + "." + header + ".c2lnMQ")).isPresent();
    assertThat(CompactJws.of(header + "." + header + ".c2lnMR")).isEmpty();
    assertThat(CompactJws.of(jws("[1]", "{}"))).isEmpty();
    assertThat(CompactJws.of(jws("{}", "[1]")).orElseThrow().claims()).isEmpty();
  }

  @Example
  @Label("has at most 16384 characters and 16 levels")
  void bounds() {
    String rest = encoded("{}") + "." + encoded("{}") + ".";
    assertThat(CompactJws.of(rest + "A".repeat(16_384 - rest.length()))).isPresent();
    assertThat(CompactJws.of(rest + "A".repeat(16_388 - rest.length()))).isEmpty();
    String deep = "{\"a\":".repeat(17) + "1" + "}".repeat(17);
    assertThat(CompactJws.of(jws(deep, "{}"))).isEmpty();
    assertThat(CompactJws.of(jws("{}", deep)).orElseThrow().claims()).isEmpty();
  }

  @Property(tries = 500)
  @Label("is looked for in any text without an exception")
  void anything(
      @ForAll @StringLength(max = 80) String header,
      @ForAll @StringLength(max = 80) String claims,
      @ForAll @StringLength(max = 80) String signature) {
    assertThatCode(
            () -> {
              CompactJws.of(header + "." + claims + "." + signature);
              CompactJws.of(jws(header, claims)).flatMap(CompactJws::claims);
              CompactJws.of(jws("{}", claims)).flatMap(CompactJws::claims);
            })
        .doesNotThrowAnyException();
  }
}
