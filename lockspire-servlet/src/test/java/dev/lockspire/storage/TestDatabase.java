package dev.lockspire.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
  private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

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
        execute(postgres, "CREATE DATABASE " + TEMPLATE);
        open(postgres.getJdbcUrl("postgres", TEMPLATE), "auto", List.of()).close();
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
    execute(Server.POSTGRES, "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
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
    // Copied from the template, it needs no migration.
    Database node = open(jdbcUrl(), "off", rows);
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
        execute("NOTIFY \"" + channel + "\", '" + mark + " now'");
      } while (!heard.await(10, TimeUnit.MILLISECONDS));
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
    ask(
        statement -> {
          statement.execute(database().sql(template));
          return null;
        });
  }

  /** The first column of the first row as text; null when there is no row or it is NULL. */
  public String text(String template) {
    List<String> all = texts(template);
    return all.isEmpty() ? null : all.get(0);
  }

  /** The first column of every row as text. */
  public List<String> texts(String template) {
    return ask(
        statement -> {
          try (ResultSet result = statement.executeQuery(database().sql(template))) {
            List<String> all = new ArrayList<>();
            while (result.next()) {
              all.add(result.getString(1));
            }
            return all;
          }
        });
  }

  /** Something that is asked the database. */
  @FunctionalInterface
  private interface Question<T> {
    T ask(Statement statement) throws SQLException;
  }

  /** Connections are made once, and as many as there are threads that ask: one may have to wait. */
  private <T> T ask(Question<T> question) {
    try {
      Connection used = idle.poll();
      Connection connection = used != null ? used : connect(Server.POSTGRES, name);
      T answer;
      try (Statement statement = connection.createStatement()) {
        answer = question.ask(statement);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
      idle.add(connection);
      return answer;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empties every protocol table, the audit trail included. */
  public void clear() {
    // Tables with next to nothing in them are deleted from sooner than they are made anew.
    execute(
        """
        DO $$
        DECLARE found record;
        BEGIN
          SET LOCAL session_replication_role = replica;
          FOR found IN
            SELECT schemaname, tablename FROM pg_tables
            WHERE schemaname = '%s' AND tablename LIKE 'lockspire\\_%%'
              AND tablename NOT LIKE '%%schema_history' AND tablename NOT LIKE '%%qrtz%%'
          LOOP
            EXECUTE format('DELETE FROM %%I.%%I', found.schemaname, found.tablename);
          END LOOP;
        END $$
        """
            .formatted(database().schema().name()));
  }

  @Override
  public void close() {
    nodes.forEach(Database::close);
    execute(Server.POSTGRES, "DROP DATABASE " + name + " WITH (FORCE)");
    idle.clear();
  }

  private static Database open(String jdbcUrl, String migrate, List<Class<?>> rows) {
    return new DatabaseStartup(new Schema("lockspire"), migrate, rows)
        .open(jdbcUrl, "postgres", "", POOL_SIZE);
  }

  private static Connection connect(EmbeddedPostgres postgres, String database)
      throws SQLException {
    return postgres.getDatabase("postgres", database).getConnection();
  }

  private static void execute(EmbeddedPostgres postgres, String sql) {
    try (Connection connection = connect(postgres, "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
