package dev.lockspire.bench.floor;

import dev.lockspire.bench.wire.ClosedLoop.Bounds;
import dev.lockspire.bench.wire.Tally;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One row and its commit per unit, over JDBC, the least that a durable step can be. */
public final class SingleInsert {
  private static final String CREATE =
      "CREATE TABLE IF NOT EXISTS bench_floor (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
          + " value text NOT NULL)";
  private static final String INSERT = "INSERT INTO bench_floor (value) VALUES (?)";
  private static final String VALUE = "0123456789abcdef".repeat(4);

  private final String jdbcUrl;

  public SingleInsert(String jdbcUrl) throws SQLException {
    this.jdbcUrl = jdbcUrl;
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      statement.execute(CREATE);
    }
  }

  /** A connection and a thread each; every insert commits by itself. */
  public Tally run(int connections, Bounds bounds) throws SQLException {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long began = System.nanoTime();
      long end = began + bounds.time().toNanos();
      long each = Math.max(1, bounds.units() / connections);
      List<Future<List<Long>>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        running.add(threads.submit(() -> inserts(end, each)));
      }
      Tally.Collector tally = new Tally.Collector();
      for (Future<List<Long>> one : running) {
        one.get().forEach(tally::add);
      }
      return tally.ended(System.nanoTime() - began);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new SQLException("an insert failed", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Long> inserts(long end, long most) throws SQLException {
    List<Long> nanos = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      while (nanos.size() < most && System.nanoTime() < end) {
        long began = System.nanoTime();
        insert.setString(1, VALUE);
        insert.executeUpdate();
        nanos.add(System.nanoTime() - began);
      }
    }
    return nanos;
  }
}
