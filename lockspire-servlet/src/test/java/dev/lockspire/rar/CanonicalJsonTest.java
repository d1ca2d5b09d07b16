package dev.lockspire.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONArrayUtils;
import java.math.BigDecimal;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Canonical JSON (RFC 8785)")
@Label("Canonical JSON (RFC 8785)")
class CanonicalJsonTest {

  @Test
  @DisplayName("writes the example of RFC 8785 §3.2.2 as the RFC does")
  void example() throws ParseException {
    String json =
        """
        [{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
          "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
          "literals": [null, true, false]}]
        """;

    assertThat(CanonicalJson.of(JSONArrayUtils.parse(json)))
        .isEqualTo(
            "[{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}]");
  }

  @Test
  @DisplayName("sorts members by UTF-16 code units, as RFC 8785 §3.2.3 shows")
  void order() {
    Map<String, Object> members = new LinkedHashMap<>();
    for (String name : List.of("\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6")) {
      members.put(name, 0);
    }

    assertThat(CanonicalJson.of(members))
        .isEqualTo(
            "{\"\\r\":0,\"1\":0,\"\u0080\":0,\"\u00f6\":0,\"\u20ac\":0,\"\ud83d\ude00\":0,"
                + "\"\ufb33\":0}");
  }

  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2",
  })
  @DisplayName("writes the numbers of RFC 8785 appendix B as ECMAScript does")
  void numbers(String bits, String text) {
    double number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

    assertThat(CanonicalJson.number(number)).isEqualTo(text);
  }

  @Test
  @DisplayName("refuses what has no canonical form")
  void refuses() {
    for (Object bad :
        Arrays.asList(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            new BigDecimal("1e400"),
            "\ud800",
            "a\udc00b",
            List.of("\ud83d"),
            new Object())) {
      assertThatThrownBy(() -> CanonicalJson.of(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Property
  @Label("the order of members makes no difference, at any depth")
  void memberOrder(@ForAll("values") Object value) {
    assertThat(CanonicalJson.of(reversed(value))).isEqualTo(CanonicalJson.of(value));
  }

  @Property
  @Label("what it writes reads back as the same value, and is written the same again")
  void idempotent(@ForAll("values") Object value) throws ParseException {
    String text = CanonicalJson.of(List.of(wrapped(value)));
    List<Object> read = JSONArrayUtils.parse(text);

    assertThat(CanonicalJson.of(read)).isEqualTo(text);
    assertThat(same(read.get(0), wrapped(value))).isTrue();
  }

  @Property
  @Label("two values have one text if and only if they are the same JSON value")
  void equalIfSame(@ForAll("values") Object one, @ForAll("values") Object other) {
    assertThat(CanonicalJson.of(one).equals(CanonicalJson.of(other))).isEqualTo(same(one, other));
  }

  @Property
  @Label("a number reads back as the same double, and no shorter text does")
  void shortestNumber(@ForAll double number) {
    String text = CanonicalJson.number(number);

    assertThat(Double.parseDouble(text)).isEqualTo(number == 0 ? 0.0 : number);
    assertThat(digits(text)).isLessThanOrEqualTo(digits(Double.toString(number)));
  }

  @Property
  @Label("texts with quotes, controls, surrogate pairs and anything else survive")
  void texts(@ForAll("texts") String text) throws ParseException {
    assertThat(JSONArrayUtils.parse(CanonicalJson.of(List.of(text)))).containsExactly(text);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> codePoints =
        Arbitraries.oneOf(
                Arbitraries.integers().between(0, 0x7f),
                Arbitraries.of((int) '"', (int) '\\', (int) '/', 0x2028, 0xd7ff, 0xe000, 0x1f600),
                Arbitraries.integers().between(0xe000, 0x10ffff))
            .map(Character::toString);
    return codePoints.list().ofMaxSize(8).map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<Object> values() {
    return value(3);
  }

  private Arbitrary<Object> value(int levels) {
    Arbitrary<Object> leaves =
        Arbitraries.oneOf(
            texts().asGeneric(),
            Arbitraries.of("a", "b").asGeneric(),
            Arbitraries.longs().between(-9007199254740991L, 9007199254740991L).asGeneric(),
            Arbitraries.of(0L, 1L, 0.0, -0.0, 1.0, 1.5).asGeneric(),
            Arbitraries.doubles().asGeneric(),
            Arbitraries.of(true, false).asGeneric(),
            Arbitraries.just(null));
    if (levels == 0) {
      return leaves;
    }
    Arbitrary<Object> inner = Arbitraries.lazy(() -> value(levels - 1));
    Arbitrary<String> names = Arbitraries.oneOf(Arbitraries.of("a", "b", "type"), texts());
    return Arbitraries.oneOf(
        leaves,
        inner.list().ofMaxSize(3).asGeneric(),
        Arbitraries.maps(names, inner).ofMaxSize(3).asGeneric());
  }

  private static Object wrapped(Object value) {
    return Collections.singletonMap("v", value);
  }

  private static Object reversed(Object value) {
    if (value instanceof Map<?, ?> object) {
      List<Map.Entry<?, ?>> members = new ArrayList<>(object.entrySet());
      Collections.reverse(members);
      Map<Object, Object> reversed = new LinkedHashMap<>();
      members.forEach(member -> reversed.put(member.getKey(), reversed(member.getValue())));
      return reversed;
    }
    return value instanceof List<?> array
        ? array.stream()
            .map(CanonicalJsonTest::reversed)
            .collect(ArrayList::new, ArrayList::add, ArrayList::addAll)
        : value;
  }

  /** The same JSON value, by the data model and without any text. */
  private static boolean same(Object one, Object other) {
    if (one instanceof Number a && other instanceof Number b) {
      return a.doubleValue() == b.doubleValue();
    }
    if (one instanceof List<?> a && other instanceof List<?> b) {
      if (a.size() != b.size()) {
        return false;
      }
      for (int i = 0; i < a.size(); i++) {
        if (!same(a.get(i), b.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
      return a.keySet().equals(b.keySet())
          && a.keySet().stream().allMatch(name -> same(a.get(name), b.get(name)));
    }
    return java.util.Objects.equals(one, other);
  }

  private static long digits(String number) {
    return new BigDecimal(number).stripTrailingZeros().precision();
  }
}
