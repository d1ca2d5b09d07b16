package dev.lockspire.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A node that tells what it asked the database, values included, as the driver writes it. */
public final class RecordedSql implements AutoCloseable {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Database database;

  public RecordedSql(String jdbcUrl, List<Class<?>> rows) {
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

  /** The queries since the last call. */
  public List<String> taken() {
    List<String> taken = new ArrayList<>(asked);
    asked.clear();
    return taken;
  }

  private <T> T proxy(Class<T> type, Object target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (type == PreparedStatement.class && method.getName().equals("executeQuery")) {
                asked.add(target.toString());
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
