package dev.lockspire.outbound;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets everybody who wants the same thing at the same time share one attempt to get it. What comes
 * of it is not kept: whoever comes later tries anew.
 */
public final class SingleFlight<K, V> {
  private final ConcurrentMap<K, CompletableFuture<V>> running = new ConcurrentHashMap<>();

  /**
   * What {@code work} comes to, or what the one that is under way for {@code key} does.
   *
   * @param executor runs the work when this caller is the first; its own thread, for example
   * @param patience how long to wait for it
   * @throws ExecutionException when the work failed or could not be begun
   * @throws TimeoutException when it takes longer; it goes on without this caller
   */
  public V join(K key, Executor executor, Callable<V> work, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    CompletableFuture<V> own = new CompletableFuture<>();
    CompletableFuture<V> other = running.putIfAbsent(key, own);
    if (other != null) {
      return other.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    }
    try {
      executor.execute(() -> run(key, work, own));
    } catch (RejectedExecutionException e) {
      running.remove(key, own);
      own.completeExceptionally(e);
    }
    return own.get(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void run(K key, Callable<V> work, CompletableFuture<V> own) {
    try {
      own.complete(work.call());
    } catch (Exception | Error e) {
      // Told to all who wait; the first to come is one of them.
      own.completeExceptionally(e);
    } finally {
      running.remove(key, own);
    }
  }
}
