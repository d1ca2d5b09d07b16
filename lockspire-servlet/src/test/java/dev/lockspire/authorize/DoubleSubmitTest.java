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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Double submit race")
final class DoubleSubmitTest {
  @RegisterExtension static final AuthorizationFixture SERVER = new AuthorizationFixture();

  @ParameterizedTest
  @ValueSource(ints = {2, 10})
  @DisplayName("Parallel approves: exactly one code")
  void parallelApproves(int threads) throws Exception {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());
    String form = "decision=approve&remember=true&csrf_token=" + SERVER.formToken(browser, id);

    List<Reply> replies =
        atOnce(threads, i -> browser.post(AuthorizationFixture.completePath(id), form));

    assertThat(replies.stream().filter(r -> r.status() == 303)).hasSize(1);
    assertThat(replies.stream().filter(r -> r.status() != 303))
        .allSatisfy(r -> assertThat(Answer.reason(r)).isEqualTo("interaction_not_active"));
    assertThat(SERVER.codes()).isEqualTo(1);
    assertThat(SERVER.count("consent_grants", "true")).isEqualTo(1);
    assertThat(SERVER.count("audit_events", "action = 'consent_approved'")).isEqualTo(1);
    assertThat(SERVER.count("audit_events", "action = 'authorization_completed'")).isEqualTo(1);
  }

  @Test
  @DisplayName("Approve against deny: only one of them counts")
  void approveAgainstDeny() throws Exception {
    TestBrowser browser = SERVER.browser();
    String id = SERVER.pendingConsent(browser, SERVER.request());
    String token = "&csrf_token=" + SERVER.formToken(browser, id);

    List<Reply> replies =
        atOnce(
            2,
            i ->
                browser.post(
                    AuthorizationFixture.completePath(id),
                    "decision=" + (i == 0 ? "approve" : "deny") + token));

    assertThat(replies.stream().filter(r -> r.status() == 303)).hasSize(1);
    int codes = SERVER.status(id).equals("completed") ? 1 : 0;
    assertThat(SERVER.codes()).isEqualTo(codes);
  }

  @Test
  @DisplayName("A return from the login that arrives twice issues one code at most")
  void parallelResumes() throws Exception {
    TestBrowser browser = SERVER.browser();
    SERVER.approve(browser, SERVER.pendingConsent(browser, SERVER.request()), true);
    SERVER.host.signOut();
    String id = SERVER.interactionId(browser.get(SERVER.request().toString()));
    SERVER.host.signIn("alice", SERVER.now());

    List<Reply> replies = atOnce(4, i -> browser.get("/interactions/" + id));

    assertThat(
            replies.stream()
                .filter(r -> r.header("Location").filter(l -> l.contains("code=")).isPresent()))
        .hasSize(1);
    assertThat(SERVER.count("tokens", "interaction_id = '" + id + "'")).isEqualTo(1);
  }

  private interface Attempt {
    Reply run(int number);
  }

  private static List<Reply> atOnce(int threads, Attempt attempt) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Reply>> calls = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        calls.add(
            () -> {
              barrier.await();
              return attempt.run(number);
            });
      }
      List<Reply> replies = new ArrayList<>();
      for (Future<Reply> future : pool.invokeAll(calls)) {
        replies.add(future.get());
      }
      return replies;
    } finally {
      pool.shutdownNow();
    }
  }
}
