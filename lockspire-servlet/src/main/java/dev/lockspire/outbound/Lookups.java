package dev.lockspire.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks up names with a limit on the time, which the JVM's resolver does not have. One look-up of a
 * name runs at a time, so that a name server that never answers holds one thread and not all.
 */
final class Lookups implements AutoCloseable {
  private static final int THREADS = 32;
  private static final int WAITING = 10_000;

  private final Resolver resolver;
  private final SingleFlight<String, List<InetAddress>> flights = new SingleFlight<>();
  private final ThreadPoolExecutor threads;

  Lookups(Resolver resolver) {
    this.resolver = resolver;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            task -> DaemonThreads.named("lockspire-lookup", task));
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Every address of {@code host}.
   *
   * @throws UnknownHostException when there is none, or none is known in time
   */
  List<InetAddress> of(String host, Duration patience) throws UnknownHostException {
    try {
      return flights.join(host, threads, () -> resolver.resolve(host), patience);
    } catch (ExecutionException | TimeoutException e) {
      throw new UnknownHostException(host);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(host);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
