package dev.lockspire.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.postgresql.PGStatement;

/**
 * A node that tells what it asked the database: every statement as the driver writes it, values
 * included, every commit and rollback. And whose database can go away.
 */
public final class RecordedRoundTrips implements AutoCloseable {
  private static final Set<String> ROUND_TRIPS =
      Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "commit", "rollback");

  private final Queue<String> roundTrips = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean away = new AtomicBoolean();
  private final Database database;

  public RecordedRoundTrips(TestDatabase test) {
    this(test, List.of());
  }

  /**
   * @param test whose connections are used; closed after this
   * @param rows entity classes of the stores under test
   */
  public RecordedRoundTrips(TestDatabase test, List<Class<?>> rows) {
    this.database =
        new DatabaseStartup(test.database().schema(), "off", rows)
            .open(proxy(DataSource.class, test.database().dataSource()));
  }

  public Database database() {
    return database;
  }

  /** Those since the last call. */
  public List<String> taken() {
    List<String> taken = new ArrayList<>();
    for (String next = roundTrips.poll(); next != null; next = roundTrips.poll()) {
      taken.add(next);
    }
    return taken;
  }

  /** While true, no connection can be had. */
  public void away(boolean now) {
    away.set(now);
  }

  private <T> T proxy(Class<T> type, Object target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (type == DataSource.class && away.get()) {
                throw new SQLException("away", "08001");
              }
              if (type != DataSource.class && ROUND_TRIPS.contains(method.getName())) {
                roundTrips.add(text(target, method.getName()));
              }
              try {
                Object result = method.invoke(target, arguments);
                if (method.getName().equals("getConnection") && type == DataSource.class) {
                  return proxy(Connection.class, result);
                }
                return method.getName().equals("prepareStatement")
                    ? proxy(PreparedStatement.class, result)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static String text(Object target, String method) throws SQLException {
    return target instanceof PreparedStatement statement
        ? statement.unwrap(PGStatement.class).toString()
        : method;
  }

  @Override
  public void close() {
    database.close();
  }
}
