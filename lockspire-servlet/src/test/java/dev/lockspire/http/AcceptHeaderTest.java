package dev.lockspire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An Accept header names a media type")
class AcceptHeaderTest {
  private static final String TYPE = "application/token-introspection+jwt";

  private static boolean names(String... lines) {
    return AcceptHeader.names(Headers.of(Map.of("Accept", List.of(lines))), TYPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TYPE,
        "Application/Token-Introspection+JWT",
        "application/json, " + TYPE,
        "application/json;q=1.0," + TYPE + ";q=0.1",
        TYPE + " ; Q=0.001",
        TYPE + ";q=1.000",
        TYPE + ";q=1.",
        TYPE + ";",
        TYPE + ";q=0, " + TYPE + ";q=0.5",
        "text/plain;x=\"a,\\\"b\", " + TYPE,
        "garbage;;;q==,,," + TYPE
      })
  @DisplayName("by an entry of exactly that type with a weight above 0, whatever else is there")
  void named(String accept) {
    assertThat(names(accept)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "*/*",
        "application/*",
        "application/json",
        TYPE + "x",
        "x" + TYPE,
        TYPE + ";q=0",
        TYPE + ";q=0.",
        TYPE + ";q=0.000",
        TYPE + ";q=bogus",
        TYPE + ";q=",
        TYPE + ";q",
        TYPE + ";q=-1",
        TYPE + ";q=1.001",
        TYPE + ";q=2",
        TYPE + ";q=0.0001",
        TYPE + ";q=.5",
        TYPE + ";q=0,5",
        TYPE + ";q= 1",
        TYPE + ";q=1;q=1",
        TYPE + ";q=\"1\"",
        TYPE + ";charset=utf-8",
        TYPE + ";charset=utf-8;q=1",
        TYPE + " application/json",
        "text/plain;x=\"," + TYPE + "\"",
        "text/plain;x=\"," + TYPE
      })
  @DisplayName("not by a wildcard, another type, q=0, a malformed weight or a parameter beside it")
  void notNamed(String accept) {
    assertThat(names(accept)).isFalse();
  }

  @Test
  @DisplayName("on any of several lines, and not at all when there is none")
  void lines() {
    assertThat(names("application/json", TYPE)).isTrue();
    assertThat(names("text/plain;x=\"open", TYPE)).as("a quotation ends with its line").isTrue();
    assertThat(names("application/json", "*/*")).isFalse();
    assertThat(AcceptHeader.names(Headers.none(), TYPE)).isFalse();
  }

  @Test
  @DisplayName("within 8192 characters, of all lines together")
  void bounded() {
    String filler = " ".repeat(8192 - TYPE.length() - 1) + ",";
    assertThat(names(filler + TYPE)).isTrue();
    assertThat(names(filler + " " + TYPE)).isFalse();
    assertThat(names(filler, TYPE + " ")).isFalse();
  }

  /**
   * @param names whether it has to count
   */
  record Entry(String text, boolean names) {}

  @Property
  @Label("exactly when one of its entries does, however they are spaced, cased and spread on lines")
  void anyEntry(@ForAll("entries") List<Entry> entries, @ForAll("breaks") List<Boolean> breaks) {
    List<String> lines = new ArrayList<>(List.of(""));
    for (int i = 0; i < entries.size(); i++) {
      int last = lines.size() - 1;
      if (i > 0 && breaks.get(i % breaks.size())) {
        lines.add(entries.get(i).text());
      } else {
        lines.set(last, lines.get(last) + (i == 0 ? "" : ",") + entries.get(i).text());
      }
    }
    assertThat(names(lines.toArray(String[]::new)))
        .isEqualTo(entries.stream().anyMatch(Entry::names));
  }

  @Property
  @Label("or not: any text is answered, and none without the type in it names it")
  void anyText(@ForAll List<String> lines) {
    boolean named = AcceptHeader.names(Headers.of(Map.of("Accept", lines)), TYPE);
    assertThat(named && lines.stream().noneMatch(l -> l.toLowerCase(Locale.ROOT).contains(TYPE)))
        .isFalse();
  }

  @Provide
  Arbitrary<List<Boolean>> breaks() {
    return Arbitraries.of(true, false).list().ofMinSize(1).ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<Entry>> entries() {
    Arbitrary<String> space = Arbitraries.of("", " ", "\t", "  ");
    Arbitrary<Entry> type =
        Arbitraries.of(
            new Entry(TYPE, true),
            new Entry(TYPE.toUpperCase(Locale.ROOT), true),
            new Entry("*/*", false),
            new Entry("application/*", false),
            new Entry("application/json", false),
            new Entry("text/plain;x=\"" + TYPE + ",\\\"\"", false),
            new Entry("", false));
    Arbitrary<Entry> weight =
        Arbitraries.of(
            new Entry("", true),
            new Entry("q=1", true),
            new Entry("Q=0.25", true),
            new Entry("q=0", false),
            new Entry("q=0.00", false),
            new Entry("q=high", false),
            new Entry("level=1", false));
    return Combinators.combine(type, weight, space, space)
        .as(
            (t, w, before, after) ->
                new Entry(
                    before + t.text() + after + (w.text().isEmpty() ? "" : ";" + before + w.text()),
                    t.names() && w.names()))
        .list()
        .ofMaxSize(8);
  }
}
