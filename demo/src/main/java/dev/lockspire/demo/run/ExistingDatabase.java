package dev.lockspire.demo.run;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL that somebody else runs; nothing outside the given schema is touched. */
record ExistingDatabase(String jdbcUrl) implements PostgresDatabase {

  /**
   * @param reset whether to drop the schema first
   * @throws StartProblem when the database does not answer
   */
  static ExistingDatabase connect(String jdbcUrl, String schema, boolean reset) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      if (reset) {
        statement.execute("DROP SCHEMA IF EXISTS " + quoted(statement, schema) + " CASCADE");
      }
      return new ExistingDatabase(jdbcUrl);
    } catch (SQLException e) {
      throw new StartProblem("The database given with --db cannot be used: " + e.getMessage(), e);
    }
  }

  private static String quoted(Statement statement, String schema) throws SQLException {
    return statement.enquoteIdentifier(schema, true);
  }

  @Override
  public String description() {
    int query = jdbcUrl.indexOf('?');
    return query < 0 ? jdbcUrl : jdbcUrl.substring(0, query);
  }

  @Override
  public void close() {
    // Not ours to stop.
  }
}
