package dev.lockspire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The form decoder")
@Label("The form decoder")
class FormDecoderTest {
  private final FormDecoder decoder = new FormDecoder(200);

  @Test
  @DisplayName("keeps order, repetitions, empty values and names without a value")
  void shape() {
    Parameters sent = decoder.decode("a=1&b=&c&a=2&&=x");
    assertThat(sent.all("a")).containsExactly("1", "2");
    assertThat(sent.value("b")).contains("");
    assertThat(sent.value("c")).contains("");
    assertThat(sent.value("")).contains("x");
    assertThat(sent.names()).containsExactly("a", "b", "c", "");
    assertThat(sent.repeated()).containsExactly("a");
    assertThat(decoder.decode("").isEmpty()).isTrue();
  }

  @Test
  @DisplayName("splits at the first equals sign and decodes plus, percent and UTF-8")
  void decodes() {
    Parameters sent =
        decoder.decode("state=%20a%2Bb+&uri=https%3a%2F%2Fc.example%2F%3Fx%3D1&q=a=b");
    assertThat(sent.value("state")).contains(" a+b ");
    assertThat(sent.value("uri")).contains("https://c.example/?x=1");
    assertThat(sent.value("q")).contains("a=b");
    assertThat(decoder.decode("n%61me=%C3%A9%F0%9F%98%80").value("name")).contains("é😀");
  }

  @Test
  @DisplayName("decodes bytes that were sent unescaped as the UTF-8 they are")
  void rawBytes() {
    String oneCharPerByte =
        new String("é".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(decoder.decode("a=" + oneCharPerByte).value("a")).contains("é");
  }

  @ParameterizedTest(name = "{0} is refused as {1}")
  @CsvSource({
    "a=%, malformed_encoding",
    "a=%4, malformed_encoding",
    "a=%zz, malformed_encoding",
    "a=%+1, malformed_encoding",
    "a=%1%, malformed_encoding",
    "%=1, malformed_encoding",
    "a=%00, nul_byte",
    "%00=a, nul_byte",
    "a=%C3, invalid_utf8",
    "a=%C0%AF, invalid_utf8",
    "a=%ED%A0%80, invalid_utf8",
    "a=%F5%80%80%80, invalid_utf8",
    "a=%FF, invalid_utf8",
    "a=\u0661, malformed_encoding",
    "a=%\u0661\u0661, malformed_encoding"
  })
  void refuses(String encoded, String reason) {
    assertThatThrownBy(() -> decoder.decode(encoded))
        .isInstanceOfSatisfying(
            OAuthError.class,
            error -> {
              assertThat(error.status()).isEqualTo(400);
              assertThat(error.error()).isEqualTo("invalid_request");
              assertThat(error.reason()).isEqualTo(reason);
            });
  }

  @Test
  @DisplayName("refuses a raw NUL byte")
  void rawNul() {
    assertThatThrownBy(() -> decoder.decode("a=x\0y")).isInstanceOf(OAuthError.class);
  }

  @Test
  @DisplayName("takes as many parameters as allowed and not one more")
  void bounded() {
    String mostAllowed = String.join("&", java.util.Collections.nCopies(200, "a=1"));
    assertThat(decoder.decode(mostAllowed).all("a")).hasSize(200);
    assertThatThrownBy(() -> decoder.decode(mostAllowed + "&a"))
        .isInstanceOfSatisfying(
            OAuthError.class, e -> assertThat(e.reason()).isEqualTo("too_many_parameters"));
  }

  @Property
  @Label("reads back what any form encoder wrote")
  void roundTrip(@ForAll @Size(max = 20) List<@StringLength(max = 30) String> values) {
    List<String> usable = new ArrayList<>();
    StringBuilder encoded = new StringBuilder();
    for (String value : values) {
      Assume.that(isText(value));
      usable.add(value);
      encoded
          .append(encoded.length() == 0 ? "" : "&")
          .append("v=")
          .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
    assertThat(decoder.decode(encoded.toString()).all("v")).isEqualTo(usable);
  }

  @Property
  @Label("answers any text with parameters or a clear refusal, nothing else")
  void neverFails(@ForAll @StringLength(max = 200) String anything) {
    try {
      assertThat(decoder.decode(anything)).isNotNull();
    } catch (OAuthError refused) {
      assertThat(refused.status()).isEqualTo(400);
    }
  }

  /** Neither a NUL nor half a surrogate pair: what UTF-8 can carry and we accept. */
  private static boolean isText(String value) {
    return value.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(value);
  }
}
