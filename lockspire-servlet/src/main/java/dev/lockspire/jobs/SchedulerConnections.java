package dev.lockspire.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.quartz.utils.ConnectionProvider;

/**
 * Gives the scheduler our connections. Quartz never forgets a provider, so this one lets go of the
 * data source at shutdown.
 */
final class SchedulerConnections implements ConnectionProvider {
  private final AtomicReference<DataSource> dataSource;

  SchedulerConnections(DataSource dataSource) {
    this.dataSource = new AtomicReference<>(dataSource);
  }

  @Override
  public Connection getConnection() throws SQLException {
    DataSource open = dataSource.get();
    if (open == null) {
      throw new SQLException("the scheduler is shut down");
    }
    return open.getConnection();
  }

  @Override
  public void initialize() {}

  @Override
  public void shutdown() {
    dataSource.set(null);
  }
}
