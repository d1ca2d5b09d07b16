package dev.lockspire.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Redaction")
class RedactionTest {

  @Test
  @DisplayName("drops forbidden keys at any depth, whatever their case")
  void deep() {
    Map<String, Object> told =
        Map.of(
            "client_id",
            "c1",
            "Code",
            "SECRET",
            "details",
            Map.of("state", "SECRET", "ip", "203.0.113.1", "more", Map.of("Token", "SECRET")),
            "list",
            List.of(Map.of("refresh_token", "SECRET", "n", 1), "kept"));

    assertThat(Redaction.clean(told))
        .isEqualTo(
            Map.of(
                "client_id",
                "c1",
                "details",
                Map.of("ip", "203.0.113.1"),
                "list",
                List.of(Map.of("n", 1), "kept")));
  }

  @Test
  @DisplayName("leaves out nulls and what is empty after cleaning")
  void empty() {
    Map<String, Object> told = new HashMap<>();
    told.put("nothing", null);
    told.put("blank", "");
    told.put("all_secret", Map.of("code", "SECRET"));
    told.put("list", Arrays.asList(null, "", Map.of()));
    told.put("zero", 0);

    assertThat(Redaction.clean(told)).isEqualTo(Map.of("zero", 0));
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  @Label("no forbidden key comes through, however deep it lies")
  void never(@ForAll("nested") Map<String, Object> told) {
    assertClean(Redaction.clean(told));
  }

  @Provide
  Arbitrary<Map<String, Object>> nested() {
    Arbitrary<String> keys =
        Arbitraries.of(Redaction.DROPPED)
            .map(key -> key.hashCode() % 2 == 0 ? key : key.toUpperCase(Locale.ROOT));
    Arbitrary<String> names =
        Arbitraries.oneOf(keys, Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(6));
    Arbitrary<Object> leaf = Arbitraries.of("text", 1, true);
    return Arbitraries.maps(names, nestedValue(names, leaf, 3)).ofMaxSize(4);
  }

  private static Arbitrary<Object> nestedValue(
      Arbitrary<String> names, Arbitrary<Object> leaf, int depth) {
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Object> inner = nestedValue(names, leaf, depth - 1);
    return Arbitraries.oneOf(
        leaf,
        Arbitraries.maps(names, inner).ofMaxSize(3).map(map -> (Object) map),
        inner.list().ofMaxSize(3).map(list -> (Object) list));
  }

  private static void assertClean(Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, member) -> {
            assertThat(Redaction.DROPPED).doesNotContain(key.toString().toLowerCase(Locale.ROOT));
            assertClean(member);
          });
    } else if (value instanceof List<?> items) {
      items.forEach(RedactionTest::assertClean);
    }
  }
}
