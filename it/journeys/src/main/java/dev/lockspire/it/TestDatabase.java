package dev.lockspire.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * A fresh, empty database on the one PostgreSQL server this run shares. The server starts with the
 * first database and stops with the JVM.
 *
 * @param name the database's name
 * @param jdbcUrl a URL that needs no further user or password, good from other processes too
 */
public record TestDatabase(String name, String jdbcUrl) {

  /** Refuses absent values. */
  public TestDatabase {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(jdbcUrl, "jdbcUrl");
  }

  /**
   * Creates an empty database.
   *
   * @param name a plain SQL identifier, not used before in this run
   */
  public static TestDatabase create(String name) {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("Not a plain SQL identifier: " + name);
    }
    try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("Could not create database " + name, e);
    }
    return new TestDatabase(name, Server.POSTGRES.getJdbcUrl("postgres", name));
  }

  /** One that was created in this run. */
  static TestDatabase existing(String name) {
    return new TestDatabase(name, Server.POSTGRES.getJdbcUrl("postgres", name));
  }

  /** Changes rows behind the application's back. */
  void execute(String sql) {
    try (Connection connection = java.sql.DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Holds the server, so that it starts when first asked for. */
  private static final class Server {

    private static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(Container.work().resolve("postgres").toFile())
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException("Could not start PostgreSQL", e);
      }
    }
  }
}
