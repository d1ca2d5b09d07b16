package dev.lockspire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Merging parameters into a URL")
class QueryStringTest {
  private static final FormDecoder DECODER = new FormDecoder(100);

  @Property
  @Label("keeps foreign parameters as they are, in their order")
  void keepsForeign(
      @ForAll("pairs") List<String> existing, @ForAll("parameters") Map<String, String> added) {
    String merged = QueryString.merge("https://c.example/cb?" + String.join("&", existing), added);

    List<String> foreign =
        existing.stream().filter(pair -> !isReplaced(name(pair), added)).toList();
    assertThat(List.of(queryOf(merged).split("&", -1)).subList(0, foreign.size()))
        .isEqualTo(foreign);
  }

  @Property
  @Label("replaces its own parameters, however the old ones were spelled")
  void replacesOwn(
      @ForAll("pairs") List<String> existing, @ForAll("parameters") Map<String, String> added) {
    List<String> readable = existing.stream().filter(pair -> !pair.startsWith("%zz")).toList();
    String merged = QueryString.merge("https://c.example/cb?" + String.join("&", readable), added);

    Parameters read = DECODER.decode(queryOf(merged));
    added.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            assertThat(read.all(name)).containsExactly(value);
          }
        });
  }

  @Property
  @Label("leaves path and fragment alone, with or without a query")
  void leavesTheRest(
      @ForAll("pairs") List<String> existing,
      @ForAll("parameters") Map<String, String> added,
      @ForAll boolean fragment) {
    String query = String.join("&", existing);
    String tail = fragment ? "#frag?x=y&z" : "";

    String merged =
        QueryString.merge("/login" + (query.isEmpty() ? "" : "?" + query) + tail, added);

    assertThat(merged).startsWith("/login").endsWith(tail);
    assertThat(merged.chars().filter(c -> c == '#').count()).isEqualTo(fragment ? 1 : 0);
    assertThat(merged).doesNotContain("&&").doesNotContain("?&");
  }

  @Property
  @Label("is settled: merging the same again changes nothing but the order")
  void settled(
      @ForAll("pairs") List<String> existing, @ForAll("parameters") Map<String, String> added) {
    String once = QueryString.merge("https://c.example/cb?" + String.join("&", existing), added);

    assertThat(QueryString.merge(once, added)).isEqualTo(once);
  }

  @Property
  @Label("encodes every parameter so that it is read back as it was sent")
  void everyParameter(@ForAll("parameters") Map<String, String> sent) {
    Parameters parameters = Parameters.of(sent).and(Parameters.of(sent));

    Parameters read = DECODER.decode(QueryString.encode(parameters));

    assertThat(read.names()).isEqualTo(parameters.names());
    sent.forEach((name, value) -> assertThat(read.all(name)).containsExactly(value, value));
  }

  /** Encoded pairs of a registered URI; some spell a protocol parameter in a roundabout way. */
  @Provide
  Arbitrary<List<String>> pairs() {
    Arbitrary<String> name =
        Arbitraries.of("state", "foo", "%73tate", "iss", "st%61te", "a+b", "%zz", "code", "x%20y");
    Arbitrary<String> value = Arbitraries.of("", "1", "%20", "a=b", "old", "%C3%A9");
    return Combinators.combine(name, value)
        .as((n, v) -> v.isEmpty() ? n : n + "=" + v)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<Map<String, String>> parameters() {
    Arbitrary<String> value =
        Arbitraries.strings()
            .ofMaxLength(12)
            .filter(text -> text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c)));
    return Arbitraries.maps(Arbitraries.of("state", "code", "iss", "error"), value)
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(LinkedHashMap::new);
  }

  private static boolean isReplaced(String name, Map<String, String> added) {
    return !added.getOrDefault(name, "").isEmpty();
  }

  private static String name(String pair) {
    String raw = pair.contains("=") ? pair.substring(0, pair.indexOf('=')) : pair;
    try {
      return FormDecoder.component(raw);
    } catch (OAuthError malformed) {
      return raw;
    }
  }

  private static String queryOf(String url) {
    return url.contains("?") ? url.substring(url.indexOf('?') + 1) : "";
  }
}
