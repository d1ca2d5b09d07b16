package dev.lockspire.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs native statements on one connection. SQL text comes from {@link Schema#sql}, values only
 * through a {@link Binder}.
 */
public final class Statements {
  private final Connection connection;

  Statements(Connection connection) {
    this.connection = connection;
  }

  /** The first row of a query, or of a statement with {@code RETURNING}. */
  public <T> Optional<T> first(String sql, Consumer<Binder> bind, Function<Row, T> read) {
    return query(
        sql,
        bind,
        result -> result.next() ? Optional.of(read.apply(new Row(result))) : Optional.empty());
  }

  public <T> List<T> all(String sql, Consumer<Binder> bind, Function<Row, T> read) {
    return query(sql, bind, result -> rows(result, read));
  }

  /** As {@link #all}, never by a plan that was made without regard to the values. */
  <T> List<T> search(String sql, Consumer<Binder> bind, Function<Row, T> read) {
    return query(
        sql,
        binder -> {
          binder.planEachTime();
          bind.accept(binder);
        },
        result -> rows(result, read));
  }

  private static <T> List<T> rows(ResultSet result, Function<Row, T> read) throws SQLException {
    List<T> all = new ArrayList<>();
    Row row = new Row(result);
    while (result.next()) {
      all.add(read.apply(row));
    }
    return all;
  }

  /** Runs a statement without a result; answers how many rows it changed. */
  public int execute(String sql, Consumer<Binder> bind) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind.accept(new Binder(statement));
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private <T> T query(String sql, Consumer<Binder> bind, Reading<T> reading) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind.accept(new Binder(statement));
      try (ResultSet result = statement.executeQuery()) {
        return reading.read(result);
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Only the SQL state is told: a server message may quote bound values. */
  static StorageFailure failure(SQLException e) {
    String state = e.getSQLState();
    // A pool that has no connection to give says nothing; class 08 is a connection that failed.
    String step =
        state == null || state.startsWith("08")
            ? "there is no connection to the database"
            : "the database refused a statement";
    return new StorageFailure(step + " (" + state + ")", withoutMessage(e));
  }

  private static Throwable withoutMessage(SQLException e) {
    SQLException bare = new SQLException("message withheld", e.getSQLState(), e.getErrorCode());
    bare.setStackTrace(e.getStackTrace());
    return bare;
  }

  private interface Reading<T> {
    T read(ResultSet result) throws SQLException;
  }
}
