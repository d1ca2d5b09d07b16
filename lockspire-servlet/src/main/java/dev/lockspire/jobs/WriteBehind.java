package dev.lockspire.jobs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's thread for what is written off the request path. Every node has its own: what waits
 * is in its memory.
 */
public final class WriteBehind implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WriteBehind.class);
  private static final long LONGEST_STOP_SECONDS = 5;

  private final List<Runnable> flushes;
  private final ScheduledExecutorService thread;
  private final Future<?> rounds;

  /**
   * @param flushes each writes what waits; called again and again until {@link #close}, and then
   *     once more
   * @param pause between two rounds
   */
  public WriteBehind(List<Runnable> flushes, Duration pause) {
    this.flushes = List.copyOf(flushes);
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "lockspire-write-behind");
              made.setDaemon(true);
              made.setContextClassLoader(WriteBehind.class.getClassLoader());
              return made;
            });
    long millis = pause.toMillis();
    this.rounds = thread.scheduleWithFixedDelay(this::flush, millis, millis, TimeUnit.MILLISECONDS);
  }

  private void flush() {
    for (Runnable flush : flushes) {
      try {
        flush.run();
      } catch (RuntimeException | LinkageError e) {
        // The next round tries again; an exception would end the rounds for good.
        LOG.warn("Something could not be written behind: {}", e.getClass().getName());
      }
    }
  }

  @Override
  public void close() {
    rounds.cancel(false);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
    flush();
  }
}
