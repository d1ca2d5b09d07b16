package dev.lockspire.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A node whose statements, commits and rollbacks are counted, and whose database can go away. */
public final class CountedRoundTrips implements AutoCloseable {
  private static final Set<String> ROUND_TRIPS =
      Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "commit", "rollback");

  private final AtomicInteger roundTrips = new AtomicInteger();
  private final AtomicBoolean away = new AtomicBoolean();
  private final Database database;

  public CountedRoundTrips(String jdbcUrl) {
    this(jdbcUrl, List.of());
  }

  /**
   * @param rows entity classes of the stores under test
   */
  public CountedRoundTrips(String jdbcUrl, List<Class<?>> rows) {
    PGSimpleDataSource target = new PGSimpleDataSource();
    target.setUrl(jdbcUrl);
    target.setUser("postgres");
    this.database =
        new DatabaseStartup(new Schema("lockspire"), "off", rows)
            .open(proxy(DataSource.class, target));
  }

  public Database database() {
    return database;
  }

  /** How many there were since the last call. */
  public int taken() {
    return roundTrips.getAndSet(0);
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
                roundTrips.incrementAndGet();
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

  @Override
  public void close() {
    database.close();
  }
}
