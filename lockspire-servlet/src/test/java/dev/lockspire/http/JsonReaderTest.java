package dev.lockspire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("JSON from outside")
@Label("JSON from outside")
class JsonReaderTest {

  @Test
  @DisplayName("is an array only as it is spelt, within its bounds of size and depth")
  void arrays() {
    assertThat(JsonReader.array(" [\"a\", 1, null] ", 20))
        .hasValueSatisfying(array -> assertThat(array).hasSize(3).startsWith("a"));
    assertThat(JsonReader.array("[]", 2)).contains(List.of());
    assertThat(JsonReader.array("[1]", 2)).isEmpty();
    assertThat(JsonReader.array("{\"a\":[]}", 20)).isEmpty();
    assertThat(JsonReader.array("[1", 20)).isEmpty();
    assertThat(JsonReader.array("[".repeat(16) + "]".repeat(16), 100)).isPresent();
    assertThat(JsonReader.array("[".repeat(17) + "]".repeat(17), 100)).isEmpty();
  }

  @Property
  @Label("is an array or none, whatever it is")
  void anything(
      @ForAll @Chars({'[', ']', '{', '}', '"', ',', ':', '1', '\\', 'u', 'x'}) String text) {
    JsonReader.array(text, 1_000).ifPresent(array -> assertThat(text.strip()).startsWith("["));
    JsonReader.object(text, 1_000).ifPresent(object -> assertThat(text.strip()).startsWith("{"));
  }
}
