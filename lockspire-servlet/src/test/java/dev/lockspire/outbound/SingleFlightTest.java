package dev.lockspire.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Single flight")
class SingleFlightTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SingleFlight<String, Integer> flights = new SingleFlight<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger works = new AtomicInteger();

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  @DisplayName("whoever comes while one is under way shares it, whoever comes later does not")
  void shared() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    Future<Integer> first =
        threads.submit(
            () ->
                flights.join(
                    "a",
                    Runnable::run,
                    () -> {
                      begun.countDown();
                      free.await();
                      return works.incrementAndGet();
                    },
                    PATIENCE));
    begun.await();
    assertThatThrownBy(() -> flights.join("a", Runnable::run, works::get, Duration.ofMillis(1)))
        .isInstanceOf(TimeoutException.class);
    assertThat(flights.join("b", Runnable::run, () -> 7, PATIENCE)).isEqualTo(7);
    free.countDown();
    assertThat(first.get()).isEqualTo(1);

    assertThat(flights.join("a", Runnable::run, works::incrementAndGet, PATIENCE)).isEqualTo(2);
  }

  @Test
  @DisplayName("a failure is told to its caller and not kept, nor is work that could not begin")
  void failures() throws Exception {
    assertThatThrownBy(
            () ->
                flights.join(
                    "a",
                    Runnable::run,
                    () -> {
                      throw new IllegalStateException("no");
                    },
                    PATIENCE))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                flights.join(
                    "a",
                    task -> {
                      throw new RejectedExecutionException();
                    },
                    () -> 1,
                    PATIENCE))
        .hasRootCauseInstanceOf(RejectedExecutionException.class);
    assertThat(flights.join("a", Runnable::run, () -> 3, PATIENCE)).isEqualTo(3);
  }

  @Test
  @DisplayName("a name server that never answers for one name holds up no other name")
  void oneNameAtATime() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger stuck = new AtomicInteger();
    Resolver resolver =
        host -> {
          if (host.equals("tarpit.test")) {
            stuck.incrementAndGet();
            hold(never);
          }
          return List.of(InetAddress.getLoopbackAddress());
        };
    try (Lookups lookups = new Lookups(resolver)) {
      for (int i = 0; i < 100; i++) {
        threads.execute(
            () ->
                assertThatThrownBy(() -> lookups.of("tarpit.test", Duration.ofMillis(1)))
                    .isInstanceOf(UnknownHostException.class));
      }
      assertThat(lookups.of("good.test", PATIENCE)).hasSize(1);
      assertThat(stuck.get()).isLessThanOrEqualTo(1);
    }
  }

  private static void hold(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
