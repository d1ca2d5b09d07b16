package dev.lockspire.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other nodes changed, through PostgreSQL {@code LISTEN}, on one connection of its own.
 *
 * <p>While that connection is lost every cache falls back to its time bound; when it is back, every
 * cache is dropped, because changes may have been missed.
 */
final class ChangeListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  /**
   * How long a stop may take. Each look is at our end of the connection alone, so many are cheap.
   */
  private static final int POLL_MILLIS = 100;

  private final DataSource dataSource;
  private final String channel;
  private final Changes changes;
  private final Thread thread;
  private volatile boolean closed;

  ChangeListener(DataSource dataSource, Schema schema, Changes changes) {
    this.dataSource = dataSource;
    this.channel = channel(schema);
    this.changes = changes;
    this.thread = new Thread(this::run, "lockspire-changes");
    this.thread.setDaemon(true);
  }

  static String channel(Schema schema) {
    return "lockspire_" + schema.name();
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      try (Connection connection = dataSource.getConnection()) {
        listen(connection);
      } catch (SQLException e) {
        if (!closed) {
          LOG.warn("Changes of other nodes are not heard just now ({})", e.getSQLState());
          pause();
        }
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN \"" + channel + '"');
      changes.gap();
      PGConnection postgres = connection.unwrap(PGConnection.class);
      while (!closed) {
        PGNotification[] notifications = postgres.getNotifications(POLL_MILLIS);
        if (notifications != null) {
          for (PGNotification notification : notifications) {
            changes.deliver(Change.parse(notification.getParameter()));
          }
        }
      }
      // The connection goes back to a pool that may belong to the host: leave nothing behind.
      statement.execute("UNLISTEN \"" + channel + '"');
    }
  }

  private void pause() {
    try {
      Thread.sleep(RETRY.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(POLL_MILLIS + 1_000L);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
