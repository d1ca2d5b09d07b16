package dev.lockspire.bench.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets every visitor repeat their unit as fast as the answers come, from one thread, so that the
 * load takes as little as possible from the two cores it shares with what is measured.
 */
public final class ClosedLoop {
  private static final int SCRATCH_BYTES = 64 * 1024;
  private static final long STALL_MILLIS = 15_000;

  private final InetSocketAddress server;

  /**
   * When no further unit begins; those under way are finished and count.
   *
   * @param units how many at most
   * @param time how long at most
   */
  public record Bounds(long units, Duration time) {
    public Bounds {
      if (units < 1 || time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("a run needs a bound above zero");
      }
    }

    public static Bounds time(Duration time) {
      return new Bounds(Long.MAX_VALUE, time);
    }
  }

  /**
   * @throws IllegalArgumentException when {@code server} is not this machine
   */
  public ClosedLoop(InetSocketAddress server) {
    if (server.getAddress() == null || !server.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException("load is only ever put on loopback, not on " + server);
    }
    this.server = server;
  }

  /**
   * One connection per visitor until the bounds are reached.
   *
   * @throws UnexpectedAnswer when a unit fails, or nothing is answered for 15 s
   */
  public Tally run(List<? extends Visitor> visitors, Bounds bounds) {
    List<Connection> connections = new ArrayList<>(visitors.size());
    try (Selector selector = Selector.open()) {
      try {
        for (Visitor visitor : visitors) {
          connections.add(Connection.open(server, visitor, selector));
        }
        return run(selector, connections, bounds);
      } finally {
        for (Connection connection : connections) {
          connection.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Tally run(Selector selector, List<Connection> connections, Bounds bounds)
      throws IOException {
    ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    Tally.Collector tally = new Tally.Collector();
    long began = System.nanoTime();
    long patience = bounds.time().toNanos();
    long started = 0;
    int underWay = 0;
    for (Connection connection : connections) {
      if (started < bounds.units()) {
        connection.beginUnit(System.nanoTime());
        started++;
        underWay++;
      }
    }
    while (underWay > 0) {
      if (selector.select(STALL_MILLIS) == 0) {
        throw new UnexpectedAnswer("no answer for " + STALL_MILLIS + " ms");
      }
      for (SelectionKey key : selector.selectedKeys()) {
        Connection connection = (Connection) key.attachment();
        if (key.isWritable()) {
          connection.flush();
        }
        if (!key.isReadable() || !connection.advance(scratch)) {
          continue;
        }
        long now = System.nanoTime();
        tally.add(now - connection.unitStarted());
        if (started < bounds.units() && now - began < patience) {
          connection.beginUnit(now);
          started++;
        } else {
          underWay--;
        }
      }
      selector.selectedKeys().clear();
    }
    return tally.ended(System.nanoTime() - began);
  }
}
