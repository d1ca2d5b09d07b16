package dev.lockspire.token;

import static dev.lockspire.token.TokenServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.http.Reply;
import dev.lockspire.minting.TestClient;
import dev.lockspire.storage.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@DisplayName("Under parallel use")
final class RaceTest {
  private static final TestDatabase DATABASE = TestDatabase.create();

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static TokenServer server(Duration grace) {
    TokenServer server = new TokenServer(DATABASE.database(), grace);
    server.register(TestClient.named("c").grants("authorization_code", "refresh_token").build());
    return server;
  }

  private static List<Reply> inParallel(int times, Callable<Reply> request) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Reply>> running = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return request.call();
                }));
      }
      start.countDown();
      List<Reply> replies = new ArrayList<>();
      for (Future<Reply> reply : running) {
        replies.add(reply.get());
      }
      return replies;
    } finally {
      threads.shutdownNow();
    }
  }

  private static long succeeded(List<Reply> replies) {
    return replies.stream().filter(reply -> reply.status() == 200).count();
  }

  private static String live() {
    return DATABASE.text(
        "SELECT count(*) FROM {tokens} WHERE revoked_at IS NULL"
            + " AND token_type IN ('access_token', 'refresh_token')");
  }

  @RepeatedTest(3)
  @DisplayName("12 concurrent redemption: 10 parallel redemptions of one code → exactly one 200")
  void concurrentRedemption() throws Exception {
    TokenServer server = server(Duration.ofSeconds(10));
    String code = server.code().store();

    List<Reply> replies = inParallel(10, () -> server.redeem("c", code));

    assertThat(succeeded(replies)).isEqualTo(1);
    assertThat(
            DATABASE.text(
                "SELECT count(*) FROM {audit_events} WHERE action = 'authorization_code_redeemed'"))
        .isEqualTo("1");
    assertThat(DATABASE.text("SELECT count(*) FROM {tokens}")).isEqualTo("3");
    assertThat(live()).as("the losers' replay revoked what the winner got").isEqualTo("0");
  }

  @RepeatedTest(3)
  @DisplayName("27 parallel refresh without grace: 5 uses → one success, family ends revoked")
  void parallelRefreshWithoutGrace() throws Exception {
    TokenServer server = server(Duration.ZERO);
    String token = text(server.redeem("c", server.code().store()), "refresh_token");

    List<Reply> replies = inParallel(5, () -> server.refresh("c", token));

    assertThat(succeeded(replies)).isEqualTo(1);
    assertThat(live()).isEqualTo("0");
  }

  @RepeatedTest(3)
  @DisplayName(
      "28 parallel refresh within grace: 5 uses → all get the same successor, one rotation")
  void parallelRefreshWithGrace() throws Exception {
    TokenServer server = server(Duration.ofSeconds(10));
    String token = text(server.redeem("c", server.code().store()), "refresh_token");

    List<Reply> replies = inParallel(5, () -> server.refresh("c", token));

    assertThat(succeeded(replies)).isEqualTo(5);
    assertThat(replies.stream().map(r -> text(r, "refresh_token")).distinct()).hasSize(1);
    assertThat(
            DATABASE.text(
                "SELECT count(*) FROM {audit_events} WHERE action = 'refresh_token_rotated'"))
        .isEqualTo("1");
  }

  @Test
  @DisplayName("a family that is revoked while it rotates leaves no token alive")
  void revocationDuringRotation() throws Exception {
    TokenServer server = server(Duration.ZERO);
    for (int round = 0; round < 15; round++) {
      DATABASE.clear();
      String stolen = text(server.redeem("c", server.code().store()), "refresh_token");
      String[] current = {text(server.refresh("c", stolen), "refresh_token")};
      CountDownLatch rotating = new CountDownLatch(2);
      AtomicInteger afterwards = new AtomicInteger(-1);

      Thread owner =
          new Thread(
              () -> {
                // A few rotations after the family was ended show whether it really was.
                while (current[0] != null && afterwards.get() < 5) {
                  current[0] = text(server.refresh("c", current[0]), "refresh_token");
                  afterwards.updateAndGet(n -> n < 0 ? n : n + 1);
                  rotating.countDown();
                }
              });
      owner.start();
      rotating.await();
      server.refresh("c", stolen);
      afterwards.set(0);
      owner.join();

      assertThat(live()).isEqualTo("0");
    }
  }
}
