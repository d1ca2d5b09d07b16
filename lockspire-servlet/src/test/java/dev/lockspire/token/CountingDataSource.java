package dev.lockspire.token;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Counts what costs a round trip: executed prepared statements, commits and rollbacks. */
final class CountingDataSource {
  private static final Set<String> ROUND_TRIPS =
      Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "commit", "rollback");
  private final AtomicInteger roundTrips = new AtomicInteger();
  private final DataSource counted;

  CountingDataSource(DataSource target) {
    this.counted = proxy(DataSource.class, target);
  }

  DataSource dataSource() {
    return counted;
  }

  /** How many there were since the last call. */
  int taken() {
    return roundTrips.getAndSet(0);
  }

  private <T> T proxy(Class<T> type, Object target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (ROUND_TRIPS.contains(method.getName())) {
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
}
