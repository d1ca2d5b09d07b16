package dev.lockspire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
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

@DisplayName("The JSON writer")
@Label("The JSON writer")
class JsonWriterTest {

  @Test
  @DisplayName("writes members in order, leaves out null members, keeps null elements")
  void shape() {
    JsonWriter json = new JsonWriter(1);
    json.beginObject()
        .field("a", "x")
        .field("gone", (String) null)
        .field("n", 7)
        .field("yes", true)
        .field("at", (Object) Instant.ofEpochMilli(1_500))
        .field("list", Arrays.asList("p", null, List.of(), Map.of()))
        .name("inner")
        .beginObject()
        .endObject()
        .json("written", "{\"b\":[]}".getBytes(StandardCharsets.UTF_8))
        .field("last", 1.5)
        .endObject();
    assertThat(json)
        .hasToString(
            "{\"a\":\"x\",\"n\":7,\"yes\":true,\"at\":1,\"list\":[\"p\",null,[],{}],"
                + "\"inner\":{},\"written\":{\"b\":[]},\"last\":1.5}");
  }

  @Test
  @DisplayName("escapes what RFC 8259 wants escaped, and writes the rest as UTF-8")
  void escapes() {
    assertThat(new JsonWriter(4).value("\"\\\n\r\t\b\u0001\u007f/é😀"))
        .hasToString("\"\\\"\\\\\\n\\r\\t\\u0008\\u0001\\u007f/é😀\"");
  }

  @Test
  @DisplayName("replaces half a surrogate pair, which UTF-8 cannot carry")
  void loneSurrogates() {
    byte[] bytes = new JsonWriter(4).value("a\ud800b\udc00").toBytes();
    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("\"a\ufffdb\ufffd\"");
  }

  @Test
  @DisplayName("refuses numbers that JSON does not have and types it does not know")
  void refuses() {
    assertThatThrownBy(() -> new JsonWriter(4).any(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new JsonWriter(4).any(Float.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new JsonWriter(4).any(new Object()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  @Label("writes what another parser reads back")
  void roundTrip(@ForAll("documents") Map<String, Object> document) throws ParseException {
    String json = new String(JsonWriter.bytes(document), StandardCharsets.UTF_8);
    assertThat(JSONObjectUtils.parse(json)).isEqualTo(document);
  }

  @Provide
  Arbitrary<Map<String, Object>> documents() {
    Arbitrary<Object> scalars =
        Arbitraries.oneOf(
            text().map(t -> t),
            Arbitraries.longs().map(n -> n),
            Arbitraries.of(true, false).map(b -> b));
    Arbitrary<Object> lists = scalars.list().ofMaxSize(4).map(l -> l);
    Arbitrary<Object> maps =
        Arbitraries.maps(text(), scalars).ofMaxSize(4).map(m -> new LinkedHashMap<>(m));
    return Arbitraries.maps(text(), Arbitraries.oneOf(scalars, lists, maps)).ofMaxSize(6);
  }

  private static Arbitrary<String> text() {
    return Arbitraries.strings()
        .all()
        .ofMaxLength(12)
        .filter(t -> StandardCharsets.UTF_8.newEncoder().canEncode(t));
  }
}
