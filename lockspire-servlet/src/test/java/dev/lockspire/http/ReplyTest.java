package dev.lockspire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Replies")
class ReplyTest {
  private static final byte[] JSON = "{}".getBytes(StandardCharsets.UTF_8);

  @Test
  @DisplayName("Security headers [B-40]: every page and every redirect carries them")
  void browserHeaders() {
    Reply page =
        Reply.page(
            200, "<p>", ContentSecurityPolicy.page("n", List.of("'self'", "https://c.example")));
    Reply redirect = Reply.redirect(Calls.get("/authorize"), "https://c.example/cb");
    for (Reply reply : List.of(page, redirect)) {
      assertThat(reply.header("Cache-Control")).contains("no-store");
      assertThat(reply.header("Pragma")).contains("no-cache");
      assertThat(reply.header("Referrer-Policy")).contains("no-referrer");
      assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
      assertThat(reply.header("X-Frame-Options")).contains("DENY");
      assertThat(reply.header("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
      assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
    }
    assertThat(page.header("Content-Security-Policy").orElseThrow())
        .contains("style-src 'nonce-n'", "script-src 'nonce-n'")
        .endsWith("form-action 'self' https://c.example")
        .doesNotContain("unsafe");
    assertThat(redirect.header("Content-Security-Policy").orElseThrow())
        .endsWith("form-action 'none'");
  }

  @Test
  @DisplayName("with protocol values are never cached")
  void uncached() {
    for (Reply reply :
        List.of(
            Reply.json(200, JSON),
            Reply.uncached(200, "application/jwt", JSON),
            Reply.empty(200))) {
      assertThat(reply.header("Cache-Control")).contains("no-store");
      assertThat(reply.header("Pragma")).contains("no-cache");
      assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
    }
  }

  @Test
  @DisplayName("of public metadata may be cached and read from any origin")
  void metadata() {
    Reply reply = Reply.metadata("application/json", JSON, Duration.ofMinutes(5), "\"e\"");
    assertThat(reply.header("Cache-Control")).contains("public, max-age=300");
    assertThat(reply.header("ETag")).contains("\"e\"");
    assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
    Reply same = Reply.notModified(Duration.ofMinutes(5), "\"e\"");
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
  }

  @Test
  @DisplayName("that redirect a POST make it a GET")
  void redirects() {
    Call post = Calls.of("POST", "/authorize", Map.of());
    assertThat(Reply.redirect(post, "/x").status()).isEqualTo(303);
    assertThat(Reply.redirect(Calls.get("/authorize"), "/x").status()).isEqualTo(302);
  }

  @Test
  @DisplayName("refuse a header with a line break in it")
  void headerInjection() {
    Call call = Calls.get("/");
    for (String value : List.of("/x\r\nSet-Cookie: a=b", "/x\n", "/x\r")) {
      assertThatThrownBy(() -> Reply.redirect(call, value))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @DisplayName("set cookies that no script and no cross-site POST can use")
  void cookies() {
    Reply reply =
        Reply.empty(200)
            .withCookie(new Cookie("a", "1", "/lockspire", true, false))
            .withCookie(new Cookie("b", "", "", false, true));
    assertThat(reply.headers().stream().filter(h -> h.name().equals("Set-Cookie")))
        .extracting(Reply.Header::value)
        .containsExactly(
            "a=1; Path=/lockspire; HttpOnly; SameSite=Lax; Secure",
            "b=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
  }

  @Test
  @DisplayName("do not show their body when printed")
  void masked() {
    byte[] secret = "secret".getBytes(StandardCharsets.UTF_8);
    assertThat(Reply.json(200, secret)).hasToString("Reply[200, 6 bytes]");
  }

  @ParameterizedTest(name = "a form may follow to {0} under the source {1}")
  @CsvSource({
    "https://c.example/cb?x=1, https://c.example",
    "https://c.example:8443/cb, https://c.example:8443",
    "http://127.0.0.1:5000/cb, http://127.0.0.1:5000",
    "https://name@c.example/cb, https://c.example",
    "https://a;script-src/cb, https:",
    "http://[::1]:5000/cb, http:",
    "com.example.app:/cb, com.example.app:",
    "com.example.app://host/cb, com.example.app:"
  })
  void formTargets(String uri, String source) {
    assertThat(ContentSecurityPolicy.source(uri)).isEqualTo(source);
  }
}
