package dev.lockspire.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * Counts what costs whoever asks a round trip: prepared statements, commits and rollbacks of its
 * own thread. What other threads do behind its back is none of it.
 */
public final class CountingDataSource {
  private static final Set<String> ROUND_TRIPS =
      Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "commit", "rollback");
  private final ThreadLocal<AtomicInteger> roundTrips = ThreadLocal.withInitial(AtomicInteger::new);
  private final DataSource counted;

  public CountingDataSource(DataSource target) {
    this.counted = proxy(DataSource.class, target);
  }

  public DataSource dataSource() {
    return counted;
  }

  /** How many there were since the last call. */
  public int taken() {
    return roundTrips.get().getAndSet(0);
  }

  private <T> T proxy(Class<T> type, Object target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (ROUND_TRIPS.contains(method.getName())) {
                roundTrips.get().incrementAndGet();
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
}
