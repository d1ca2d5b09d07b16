package dev.lockspire.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("How often a reference to a pushed request can be used")
final class ReferenceUseTest {
  @RegisterExtension static final AuthorizationFixture STRICT = new AuthorizationFixture();

  @RegisterExtension
  static final AuthorizationFixture TOLERANT = AuthorizationFixture.takingReferences(true, false);

  @RegisterExtension
  static final AuthorizationFixture ALONE = AuthorizationFixture.takingReferences(false, true);

  @BeforeEach
  void signedIn() {
    for (AuthorizationFixture server : List.of(STRICT, TOLERANT, ALONE)) {
      server.host.signIn("alice", server.now());
    }
  }

  private static String pushed(AuthorizationFixture server) {
    return AuthorizationFixture.referring("c1", server.push(server.request()));
  }

  private static void assertUnusable(Reply reply) {
    assertThat(reply.status()).isEqualTo(400);
    assertThat(Answer.reason(reply)).isEqualTo("invalid_request_uri");
  }

  private static List<Reply> atOnce(int threads, Callable<Reply> attempt) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Reply>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            pool.submit(
                () -> {
                  barrier.await();
                  return attempt.call();
                }));
      }
      List<Reply> replies = new ArrayList<>();
      for (Future<Reply> reply : running) {
        replies.add(reply.get());
      }
      return replies;
    } finally {
      pool.shutdownNow();
    }
  }

  @RepeatedTest(3)
  @DisplayName("TX-5 race: of ten browsers with one reference exactly one gets the request")
  void race() throws Exception {
    String url = pushed(STRICT);

    List<Reply> replies = atOnce(10, () -> STRICT.browser().get(url));

    assertThat(replies.stream().filter(reply -> reply.status() == 302)).hasSize(1);
    replies.stream().filter(reply -> reply.status() != 302).forEach(r -> assertUnusable(r));
    assertThat(STRICT.count("interactions", "true")).isOne();
  }

  @RepeatedTest(3)
  @DisplayName(
      "TX-5 race: where a reload is survived, ten tabs of one browser make one interaction")
  void raceOfOneBrowser() throws Exception {
    String url = pushed(TOLERANT);
    TestBrowser browser = TOLERANT.browser();
    browser.get("/authorize?client_id=c1");
    browser.get(TOLERANT.request().toString());
    int before = TOLERANT.count("interactions", "true");

    atOnce(10, () -> browser.get(url));

    assertThat(TOLERANT.count("interactions", "true")).isEqualTo(before + 1);
  }

  @Test
  @DisplayName("by default a reload finds nothing: a reference is used once")
  void strict() {
    String url = pushed(STRICT);
    TestBrowser browser = STRICT.browser();
    assertThat(Answer.location(browser.get(url))).startsWith("/lockspire/consent/");

    assertUnusable(browser.get(url));
  }

  @Test
  @DisplayName(
      "Reload [B-72]: the same browser goes on with the same interaction until it is decided")
  void reload() {
    String url = pushed(TOLERANT);
    TestBrowser browser = TOLERANT.browser();
    String id = TOLERANT.interactionId(browser.get(url));

    assertThat(TOLERANT.interactionId(browser.get(url))).isEqualTo(id);
    assertUnusable(TOLERANT.browser().get(url));
    assertThat(TOLERANT.count("interactions", "true")).isOne();

    Reply granted = TOLERANT.approve(browser, id, false);
    assertThat(Answer.query(granted).value("code")).isPresent();
    assertUnusable(browser.get(url));
    assertThat(TOLERANT.codes()).isOne();
  }

  @Test
  @DisplayName("Reload [B-72]: while the person signs in it leads to the login again")
  void reloadBeforeLogin() {
    TOLERANT.host.signOut();
    String url = pushed(TOLERANT);
    TestBrowser browser = TOLERANT.browser();
    String id = TOLERANT.interactionId(browser.get(url));

    Reply again = browser.get(url);
    assertThat(Answer.location(again)).isEqualTo("/lockspire/consent/" + id);
    Reply login = browser.get(Answer.location(again));
    assertThat(TOLERANT.interactionId(login)).isEqualTo(id);
  }

  @Test
  @DisplayName("Reload [B-72]: not after the end of its lifetime, not after a denial")
  void reloadTooLate() {
    String denied = pushed(TOLERANT);
    String late = pushed(TOLERANT);
    TestBrowser browser = TOLERANT.browser();
    TOLERANT.deny(browser, TOLERANT.interactionId(browser.get(denied)));
    assertUnusable(browser.get(denied));

    browser.get(late);
    TOLERANT.advance(AuthorizationFixture.PUSHED_LIFETIME);
    assertUnusable(browser.get(late));
  }

  @Test
  @DisplayName("Reload [B-72]: a code that was issued at once is issued once")
  void reloadOfACode() {
    TestBrowser browser = TOLERANT.browser();
    TOLERANT.approve(browser, TOLERANT.pendingConsent(browser, TOLERANT.request()), true);
    int before = TOLERANT.codes();
    String url = pushed(TOLERANT);

    assertThat(Answer.query(browser.get(url)).value("code")).isPresent();
    assertUnusable(browser.get(url));
    assertThat(TOLERANT.codes()).isEqualTo(before + 1);
  }

  @Test
  @DisplayName("Strict reject [B-17]: with reference-alone even an equal parameter → 400")
  void alone() {
    String url = pushed(ALONE);

    for (String more : List.of("&response_type=code", "&color=red")) {
      Reply reply = ALONE.browser().get(url + more);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(Answer.reason(reply)).isEqualTo("request_uri_conflict");
    }
    assertThat(Answer.location(ALONE.browser().get(url + "&state=")))
        .startsWith("/lockspire/consent/");
  }
}
