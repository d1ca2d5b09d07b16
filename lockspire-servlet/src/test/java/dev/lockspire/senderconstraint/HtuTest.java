package dev.lockspire.senderconstraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("57 htu normalisation")
class HtuTest {
  private static final String TOKEN = "https://op.example/lockspire/token";

  private static Optional<String> normal(String text) {
    return Htu.of(text).map(Htu::value);
  }

  @Example
  @Label("57 upper-case host, explicit :443, query string → the same target")
  void examples() {
    for (String same :
        List.of(
            "HTTPS://OP.Example/lockspire/token",
            "https://op.example:443/lockspire/token",
            "https://op.example:0443/lockspire/token",
            "https://op.example:/lockspire/token",
            TOKEN + "?a=b",
            TOKEN + "#part",
            TOKEN + "?a=https://other.example/#b",
            "https://op.example/lockspire/x/../token",
            "https://op.example/./lockspire/%74oken",
            "https://op.example/x/%2e%2E/lockspire/token",
            "https://%6Fp.example/lockspire/token")) {
      assertThat(normal(same)).as(same).contains(TOKEN);
    }
    assertThat(normal("https://op.example")).contains("https://op.example/");
    assertThat(normal("https://op.example?x")).contains("https://op.example/");
    assertThat(normal("https://op.example/..")).contains("https://op.example/");
    assertThat(normal("https://op.example/a/b/.")).contains("https://op.example/a/b/");
    assertThat(normal("http://op.example:80/a")).contains("http://op.example/a");
    assertThat(normal("https://[2001:DB8::1]:443/")).contains("https://[2001:db8::1]/");
    assertThat(normal("https://op.example/%c3%a4")).contains("https://op.example/%C3%A4");
  }

  @Example
  @Label("another resource stays another: port, scheme, case of the path, encoded delimiters")
  void different() {
    for (String other :
        List.of(
            "http://op.example/lockspire/token",
            "https://op.example:8443/lockspire/token",
            "https://op.example:80/lockspire/token",
            "https://op.example/Lockspire/token",
            "https://op.example/lockspire/token/",
            "https://op.example/lockspire//token",
            "https://op.example/lockspire%2Ftoken",
            "https://op.example/lockspire/token%3Fx",
            "https://op.example.evil.example/lockspire/token")) {
      assertThat(normal(other)).as(other).isPresent().isNotEqualTo(Optional.of(TOKEN));
    }
  }

  @Example
  @Label("what is no absolute http URI has no normal form")
  void malformed() {
    for (String bad :
        List.of(
            "",
            "token",
            "/token",
            "//op.example/token",
            "https:/op.example/token",
            "https:op.example",
            "https://",
            "https:///token",
            "https://:443/token",
            "ftp://op.example/token",
            "httpſ://op.example/token",
            "https://user@op.example/token",
            "https://op.example:65536/",
            "https://op.example:port/",
            "https://op.example:-1/",
            "https://op.example:443:443/",
            "https://[::1/",
            "https://[]/",
            "https://[::1]x/",
            "https://[op.example]/",
            "https://op.example/%zz",
            "https://op.example/%4",
            "https://op.example/%",
            "https://op.example/a b",
            "https://op.example/\u0000",
            "https://op.example/ä",
            "https://op.example\\@evil.example/",
            "https://op.example/<script>",
            " " + TOKEN,
            TOKEN + "\n",
            "https://" + "a".repeat(256) + "/",
            "https://op.example/" + "a".repeat(2048))) {
      assertThat(normal(bad)).as(bad).isEmpty();
    }
  }

  @Property
  @Label("never throws, and whatever has a normal form is ASCII and within bounds")
  void anything(@ForAll("texts") String text) {
    assertThatCode(() -> Htu.of(text)).doesNotThrowAnyException();
    normal(text)
        .ifPresent(
            value ->
                assertThat(value).hasSizeLessThanOrEqualTo(Htu.LONGEST).matches("[\\x21-\\x7e]+"));
  }

  @Property
  @Label("is idempotent")
  void idempotent(@ForAll("texts") String text) {
    Optional<String> once = normal(text);
    assertThat(once.flatMap(HtuTest::normal)).isEqualTo(once);
  }

  @Property
  @Label("equivalent spellings collapse")
  void equivalent(@ForAll("resources") Resource resource, @ForAll long seed) {
    assertThat(normal(resource.respelt(new Random(seed)))).contains(resource.plain());
  }

  @Property
  @Label("different resources never collapse")
  void distinct(
      @ForAll("resources") Resource one, @ForAll("resources") Resource two, @ForAll long seed) {
    Random random = new Random(seed);
    assertThat(normal(one.respelt(random)).equals(normal(two.respelt(random))))
        .isEqualTo(one.equals(two));
  }

  /**
   * @param port -1 for the default
   */
  record Resource(String scheme, String host, int port, List<String> segments) {

    String plain() {
      return scheme
          + "://"
          + host
          + (port < 0 ? "" : ":" + port)
          + "/"
          + String.join("/", segments);
    }

    String respelt(Random random) {
      StringBuilder text = new StringBuilder();
      text.append(random.nextBoolean() ? scheme.toUpperCase(Locale.ROOT) : scheme).append("://");
      text.append(random.nextBoolean() ? encoded(host, random).toUpperCase(Locale.ROOT) : host);
      if (port >= 0) {
        text.append(':').append(port);
      } else if (random.nextBoolean()) {
        text.append(scheme.equals("https") ? ":443" : ":80");
      }
      for (String segment : segments) {
        text.append(
            switch (random.nextInt(4)) {
              case 0 -> "/.";
              case 1 -> "/gone/%2E.";
              default -> "";
            });
        text.append('/').append(encoded(segment, random));
      }
      if (segments.isEmpty() && random.nextBoolean()) {
        text.append('/');
      }
      return text.append(random.nextBoolean() ? "?q=%zz" : "").toString();
    }

    private static String encoded(String text, Random random) {
      StringBuilder encoded = new StringBuilder();
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '%') {
          String triplet = text.substring(i, i + 3);
          encoded.append(random.nextBoolean() ? triplet.toLowerCase(Locale.ROOT) : triplet);
          i += 2;
        } else if ((Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)
            && random.nextInt(5) == 0) {
          encoded.append("%%%02x".formatted((int) c));
        } else {
          encoded.append(c);
        }
      }
      return encoded.toString();
    }
  }

  @Provide
  Arbitrary<Resource> resources() {
    Arbitrary<String> segment =
        Arbitraries.of("a", "A", "token", "a:b", "x@y", "%2F", "%25", "a%2Fb", "~", "v1.0", "a=1");
    return Combinators.combine(
            Arbitraries.of("https", "http"),
            Arbitraries.of("op.example", "a-b.example", "127.0.0.1", "xn--p-eka.example"),
            Arbitraries.of(-1, 8080, 8443),
            segment.list().ofMaxSize(4))
        .as(Resource::new);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> part =
        Arbitraries.of(
            "https",
            "http",
            "://",
            ":",
            "/",
            "//",
            ".",
            "..",
            "/.",
            "%2e",
            "%2F",
            "%",
            "%4",
            "[",
            "]",
            "::1",
            "@",
            "?",
            "#",
            "op.example",
            "A",
            "~",
            "443",
            "65536",
            " ",
            "\u0000",
            "ä",
            "\ud800",
            "\\");
    Arbitrary<String> assembled =
        part.list().ofMaxSize(12).map(parts -> "https://h" + String.join("", parts));
    return Arbitraries.oneOf(
        Arbitraries.strings(), assembled, part.list().ofMaxSize(12).map(p -> String.join("", p)));
  }
}
