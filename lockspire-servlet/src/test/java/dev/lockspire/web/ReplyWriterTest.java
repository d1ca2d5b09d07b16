package dev.lockspire.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.http.Cookie;
import dev.lockspire.http.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reply writer")
class ReplyWriterTest {
  private static final byte[] JSON = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

  @Test
  @DisplayName("writes status, headers, length and body")
  void writes() throws IOException {
    FakeResponse response = write(Reply.json(401, JSON), new FakeResponse());
    assertThat(response.status()).isEqualTo(401);
    assertThat(response.all("Content-Type")).containsExactly("application/json");
    assertThat(response.all("Cache-Control")).containsExactly("no-store");
    assertThat(response.contentLength()).isEqualTo(7);
    assertThat(response.text()).isEqualTo("{\"a\":1}");
  }

  @Test
  @DisplayName("replaces what a filter of the host has set, so that no two rules contradict")
  void overHostHeaders() throws IOException {
    FakeResponse response =
        write(
            Reply.json(200, JSON),
            new FakeResponse().header("Cache-Control", "public").header("X-Host", "kept"));
    assertThat(response.all("Cache-Control")).containsExactly("no-store");
    assertThat(response.all("X-Host")).containsExactly("kept");
  }

  @Test
  @DisplayName("adds cookies to those of the host, and challenges to one another")
  void adds() throws IOException {
    Reply reply =
        Reply.empty(401)
            .withCookie(new Cookie("a", "1", "/", false, false))
            .withCookie(new Cookie("b", "2", "/", false, false))
            .withHeader("WWW-Authenticate", "Bearer")
            .withHeader("WWW-Authenticate", "DPoP");
    FakeResponse response = write(reply, new FakeResponse().header("Set-Cookie", "JSESSIONID=x"));
    assertThat(response.all("Set-Cookie")).hasSize(3).contains("JSESSIONID=x");
    assertThat(response.all("WWW-Authenticate")).containsExactly("Bearer", "DPoP");
  }

  @Test
  @DisplayName("says nothing of a length with 304")
  void notModified() throws IOException {
    FakeResponse response =
        write(Reply.notModified(Duration.ofMinutes(5), "\"e\""), new FakeResponse());
    assertThat(response.status()).isEqualTo(304);
    assertThat(response.contentLength()).isEqualTo(-1);
    assertThat(response.text()).isEmpty();
  }

  private static FakeResponse write(Reply reply, FakeResponse response) throws IOException {
    ReplyWriter.write(reply, response.build());
    return response;
  }
}
