package dev.lockspire.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Reading an HTTP answer")
class AnswerReaderTest {
  private static final String PLAIN =
      "HTTP/1.1 302 Found\r\nLocation: /next\r\nSET-COOKIE: a=1; Path=/\r\nset-cookie: b=2\r\n"
          + "Content-Length: 5\r\n\r\nhello";
  private static final String CHUNKED =
      """
      HTTP/1.1 200 OK
      Transfer-Encoding: chunked

      5
      hello
      6;x=y
       world
      0

      """
          .replace("\n", "\r\n");

  private final AnswerReader reader = new AnswerReader();

  static List<String> answers() {
    return List.of(PLAIN, CHUNKED);
  }

  @DisplayName("it is complete only with its last byte, wherever the network cuts it")
  @ParameterizedTest
  @MethodSource("answers")
  void cutAnywhere(String answer) {
    for (int i = 0; i < answer.length() - 1; i++) {
      assertThat(feed(answer.substring(i, i + 1))).isEmpty();
    }
    assertThat(feed(answer.substring(answer.length() - 1))).isPresent();
  }

  @DisplayName("status, headers of any case and the body are there")
  @Test
  void parts() {
    Answer answer = feed(PLAIN).orElseThrow();
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("location")).contains("/next");
    assertThat(answer.headers("Set-Cookie")).containsExactly("a=1; Path=/", "b=2");
    assertThat(answer.header("Content")).isEmpty();
    assertThat(answer.body()).isEqualTo("hello");
  }

  @DisplayName("chunks are put together")
  @Test
  void chunks() {
    assertThat(feed(CHUNKED).orElseThrow().body()).isEqualTo("hello world");
  }

  @DisplayName("the next answer on the connection is read by itself")
  @Test
  void keptAlive() {
    feed(PLAIN);
    assertThat(feed(CHUNKED).orElseThrow().status()).isEqualTo(200);
  }

  @DisplayName("an answer without a body needs no length")
  @Test
  void noContent() {
    assertThat(feed("HTTP/1.1 204 No Content\r\n\r\n").orElseThrow().body()).isEmpty();
  }

  @DisplayName("a connection that ends is refused: keep-alive is what is measured")
  @Test
  void closing() {
    String closing = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    assertThatThrownBy(() -> feed(closing)).isInstanceOf(UnexpectedAnswer.class);
  }

  @DisplayName("text members of JSON are found")
  @Test
  void members() {
    String json = "{\"expires_in\": 60, \"access_token\": \"abc\",\"scope\":\"x y\"}";
    Answer answer =
        feed("HTTP/1.1 200 OK\r\nContent-Length: " + json.length() + "\r\n\r\n" + json)
            .orElseThrow();
    assertThat(answer.member("access_token")).contains("abc");
    assertThat(answer.member("scope")).contains("x y");
    assertThat(answer.member("refresh_token")).isEmpty();
  }

  private Optional<Answer> feed(String bytes) {
    reader.accept(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    return reader.poll();
  }
}
