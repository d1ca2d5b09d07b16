package dev.lockspire.bench.measure;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts what a PostgreSQL executes, with its extension {@code pg_stat_statements}. Counting costs
 * CPU time, so it is off while time is measured and on only while statements are counted.
 */
public final class StatementCounter implements AutoCloseable {
  private static final long RELOAD_PATIENCE_MILLIS = 10_000;
  private static final String MARK = "/* lockspire-bench */ ";

  private final Connection connection;

  /** A piece of work that answers how many units it did. */
  @FunctionalInterface
  public interface Work {
    long units();
  }

  private StatementCounter(Connection connection) {
    this.connection = connection;
  }

  /**
   * @throws SQLException when the server has not loaded the extension
   */
  public static StatementCounter connect(String jdbcUrl) throws SQLException {
    StatementCounter counter = new StatementCounter(DriverManager.getConnection(jdbcUrl));
    counter.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
    counter.track("none");
    return counter;
  }

  /** Runs {@code work} and counts what every session but this one executes meanwhile. */
  public Statements count(Work work) throws SQLException {
    track("top");
    try {
      execute("SELECT pg_stat_statements_reset()");
      long units = work.units();
      return new Statements(lines(), units);
    } finally {
      track("none");
    }
  }

  private List<Statements.Line> lines() throws SQLException {
    List<Statements.Line> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                MARK
                    + "SELECT query, calls, total_exec_time FROM pg_stat_statements"
                    + " WHERE query NOT LIKE '%lockspire-bench%'"
                    + " AND query NOT LIKE '%pg_stat_statements%' ORDER BY total_exec_time DESC")) {
      while (rows.next()) {
        lines.add(new Statements.Line(rows.getString(1), rows.getLong(2), rows.getDouble(3)));
      }
    }
    return lines;
  }

  /** Sessions see a reloaded setting before their next statement, this one included. */
  private void track(String which) throws SQLException {
    execute("ALTER SYSTEM SET pg_stat_statements.track = '" + which + "'");
    execute("SELECT pg_reload_conf()");
    long deadline = System.nanoTime() + RELOAD_PATIENCE_MILLIS * 1_000_000;
    while (!which.equals(setting("pg_stat_statements.track"))) {
      if (System.nanoTime() > deadline) {
        throw new SQLException("PostgreSQL does not take pg_stat_statements.track = " + which);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** A server setting as it holds now. */
  public String setting(String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(MARK + "SHOW " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(MARK + sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
