package dev.lockspire.web;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL driver registers itself JVM-wide when it is loaded; not every container takes that
 * back, and then an undeployed application is never collected.
 */
final class JdbcDrivers {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcDrivers.class);

  private JdbcDrivers() {}

  /**
   * Takes back the driver that {@code application} loaded; leaves one of the server alone, and one
   * that a program without class loaders for applications shares.
   */
  static void deregister(ClassLoader application) {
    if (application == ClassLoader.getSystemClassLoader()) {
      return;
    }
    for (Driver driver : Collections.list(DriverManager.getDrivers())) {
      Class<?> type = driver.getClass();
      if (type.getName().startsWith("org.postgresql.") && type.getClassLoader() == application) {
        try {
          DriverManager.deregisterDriver(driver);
        } catch (SQLException | SecurityException refused) {
          LOG.debug("The JDBC driver stays registered: {}", refused.toString());
        }
      }
    }
  }
}
