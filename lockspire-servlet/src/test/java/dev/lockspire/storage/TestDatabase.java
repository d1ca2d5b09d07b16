package dev.lockspire.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fresh, migrated PostgreSQL database for one test class; the server is started once per JVM.
 *
 * <pre>
 * static final TestDatabase DATABASE = TestDatabase.create();
 * &#64;AfterAll static void close() { DATABASE.close(); }
 * </pre>
 */
public final class TestDatabase implements AutoCloseable {
  private static final String TEMPLATE = "lockspire_template";
  private static final int POOL_SIZE = 8;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String name;
  private final List<Class<?>> rows;
  private final List<Database> nodes = new ArrayList<>();

  private TestDatabase(String name, List<Class<?>> rows) {
    this.name = name;
    this.rows = rows;
  }

  /** The server, and a migrated database that every other is copied from. */
  private static final class Server {
    private static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres postgres =
            EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(new File("target/epg"))
                .setServerConfig("max_connections", "300")
                .start();
        execute(postgres, "postgres", "CREATE DATABASE " + TEMPLATE);
        open(postgres, TEMPLATE, List.of()).close();
        return postgres;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * @param rows entity classes of the stores under test
   */
  public static TestDatabase create(Class<?>... rows) {
    return create(List.of(rows));
  }

  /** As {@link #create(Class...)}. */
  public static TestDatabase create(List<Class<?>> rows) {
    String name = "test_" + NUMBER.incrementAndGet();
    execute(Server.POSTGRES, "postgres", "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
    TestDatabase database = new TestDatabase(name, rows);
    database.anotherNode();
    return database;
  }

  /** The first node's database. */
  public Database database() {
    return nodes.get(0);
  }

  /** A further node on the same schema, with a pool and a change listener of its own. */
  public Database anotherNode() {
    Database node = open(Server.POSTGRES, name, rows);
    nodes.add(node);
    awaitListening(node);
    return node;
  }

  /**
   * Returns once every node has heard every change announced so far. A node hears its own changes
   * twice, the second time a moment later, and drops again what a test has just loaded.
   */
  public void settle() {
    nodes.forEach(this::awaitListening);
  }

  /** Notifications arrive in order: whoever hears this one has heard those before it. */
  private void awaitListening(Database node) {
    CountDownLatch heard = new CountDownLatch(1);
    String mark = "mark-" + NUMBER.incrementAndGet();
    node.changes().subscribe(mark, key -> heard.countDown(), () -> {});
    String channel = ChangeListener.channel(node.schema());
    try {
      do {
        execute(Server.POSTGRES, name, "NOTIFY \"" + channel + "\", '" + mark + " now'");
      } while (!heard.await(100, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** For {@code lockspire.jdbc-url}; user {@code postgres}, any password. */
  public String jdbcUrl() {
    return Server.POSTGRES.getJdbcUrl("postgres", name);
  }

  /** Runs one statement; {@code {table}} names are resolved. */
  public void execute(String template) {
    execute(Server.POSTGRES, name, database().sql(template));
  }

  /** The first column of the first row as text; null when there is no row or it is NULL. */
  public String text(String template) {
    List<String> all = texts(template);
    return all.isEmpty() ? null : all.get(0);
  }

  /** The first column of every row as text. */
  public List<String> texts(String template) {
    try (Connection connection = Server.POSTGRES.getDatabase("postgres", name).getConnection();
        Statement statement = connection.createStatement();
        var result = statement.executeQuery(database().sql(template))) {
      List<String> all = new ArrayList<>();
      while (result.next()) {
        all.add(result.getString(1));
      }
      return all;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empties every protocol table, the audit trail included. */
  public void clear() {
    for (String table :
        texts(
            "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables"
                + " WHERE schemaname = '"
                + database().schema().name()
                + "' AND tablename LIKE 'lockspire\\_%' AND tablename NOT LIKE '%schema_history'"
                + " AND tablename NOT LIKE '%qrtz%'")) {
      execute("TRUNCATE " + table + " CASCADE");
    }
  }

  @Override
  public void close() {
    nodes.forEach(Database::close);
    execute(Server.POSTGRES, "postgres", "DROP DATABASE " + name + " WITH (FORCE)");
  }

  private static Database open(EmbeddedPostgres postgres, String name, List<Class<?>> rows) {
    return new DatabaseStartup(new Schema("lockspire"), "auto", rows)
        .open(postgres.getJdbcUrl("postgres", name), "postgres", "", POOL_SIZE);
  }

  private static void execute(EmbeddedPostgres postgres, String database, String sql) {
    try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
