package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.http.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Security headers [B-40]")
final class SecurityHeadersTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  @Test
  @DisplayName("all browser pages and redirects: no-store, frame-ancestors 'none', no-referrer")
  void everyReply() {
    everyKindOfReply()
        .forEach(
            (kind, reply) -> {
              assertThat(reply.header("Cache-Control")).as(kind).contains("no-store");
              assertThat(reply.header("Pragma")).as(kind).contains("no-cache");
              assertThat(reply.header("Referrer-Policy")).as(kind).contains("no-referrer");
              assertThat(reply.header("X-Content-Type-Options")).as(kind).contains("nosniff");
              assertThat(reply.header("X-Frame-Options")).as(kind).contains("DENY");
              assertThat(reply.header("Content-Security-Policy").orElse(""))
                  .as(kind)
                  .contains("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                  .contains("form-action ")
                  .doesNotContain("unsafe", "*");
            });
  }

  @Test
  @DisplayName("never a cross-origin read [B-07]")
  void noCrossOriginReads() {
    everyKindOfReply()
        .forEach(
            (kind, reply) ->
                assertThat(reply.header("Access-Control-Allow-Origin")).as(kind).isEmpty());
  }

  @Test
  @DisplayName("the nonce of every page is fresh, and its style and script carry it")
  void nonces() {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());

    Reply one = browser.get("/consent/" + id);
    Reply two = browser.get("/consent/" + id);

    assertThat(nonce(one)).isNotEqualTo(nonce(two)).matches("[A-Za-z0-9_-]{43}");
    assertThat(one.text()).contains("<style nonce=\"" + nonce(one) + "\">");
  }

  private static Map<String, Reply> everyKindOfReply() {
    TestBrowser browser = SERVER.browser();
    Map<String, Reply> replies = new LinkedHashMap<>();
    SERVER.host.signOut();
    replies.put("error page", browser.get(SERVER.request().without("client_id").toString()));
    replies.put("error redirect", browser.get(SERVER.request().without("scope").toString()));
    replies.put("login redirect", browser.get(SERVER.request().toString()));
    String id = SERVER.pendingConsent(browser, SERVER.request());
    replies.put("resume", browser.get("/interactions/" + id));
    replies.put("consent page", browser.get("/consent/" + id));
    replies.put(
        "csrf page", browser.post(AuthorizationFixture.completePath(id), "decision=approve"));
    SERVER.host.signIn("bob", SERVER.now());
    replies.put("mismatch page", browser.get("/consent/" + id));
    replies.put("switch account", browser.get("/interactions/" + id + "/login"));
    browser.get("/interactions/" + id);
    replies.put("completion", SERVER.approve(browser, id, false));
    replies.put("replayed", browser.get("/interactions/" + id));
    replies.put(
        "form post",
        browser.get(
            SERVER.request().with("response_mode", "form_post").without("scope").toString()));
    replies.put(
        "form post of a JWT",
        browser.get(
            SERVER.request().with("response_mode", "form_post.jwt").without("scope").toString()));
    replies.put(
        "redirect with a JWT",
        browser.get(SERVER.request().with("response_mode", "jwt").without("scope").toString()));
    replies.put("unknown interaction", browser.get("/consent/none"));
    replies.put("wrong method", browser.post("/consent/" + id, ""));
    return replies;
  }

  private static String nonce(Reply page) {
    return page.header("Content-Security-Policy")
        .orElseThrow()
        .replaceAll(".*style-src 'nonce-([^']*)'.*", "$1");
  }
}
