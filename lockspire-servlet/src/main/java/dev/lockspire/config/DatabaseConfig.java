package dev.lockspire.config;

import dev.lockspire.crypto.Secret;
import java.util.Optional;

/**
 * Where Lockspire keeps its tables. At most one of the first two is there; with neither, the host
 * supplies the {@code DataSource} object.
 *
 * @param jndiName name of the host's {@code DataSource}
 * @param jdbcUrl URL for a pool of Lockspire's own; may carry a password, so {@link #toString()}
 *     shows it without
 * @param user user for {@code jdbcUrl}
 * @param password password for {@code jdbcUrl}
 * @param poolSize connections in the pool for {@code jdbcUrl}
 * @param schema the schema that holds all tables, those of the scheduler included
 * @param migrate what happens to the schema at start
 */
public record DatabaseConfig(
    Optional<String> jndiName,
    Optional<String> jdbcUrl,
    Optional<String> user,
    Optional<Secret> password,
    int poolSize,
    String schema,
    MigrateMode migrate) {

  /** What happens to the schema at start. */
  public enum MigrateMode {
    /** Refuse to start when a migration is missing. */
    VALIDATE,
    /** Apply missing migrations. */
    AUTO,
    /** Do not look. */
    OFF
  }

  /**
   * Checks names and ranges.
   *
   * @throws IllegalArgumentException when both ways to the database are given, or a value is out of
   *     range
   */
  public DatabaseConfig {
    ValueTypes.require(
        jndiName.isEmpty() || jdbcUrl.isEmpty(),
        "set either "
            + DatabaseSettings.DATASOURCE
            + " or "
            + DatabaseSettings.JDBC_URL
            + ", not both");
    DatabaseSettings.DATASOURCE.checkAll(jndiName);
    DatabaseSettings.JDBC_URL.checkAll(jdbcUrl);
    DatabaseSettings.JDBC_USER.checkAll(user);
    DatabaseSettings.JDBC_PASSWORD.checkAll(password);
    DatabaseSettings.JDBC_POOL_SIZE.check(poolSize);
    DatabaseSettings.STORAGE_SCHEMA.check(schema);
  }

  @Override
  public String toString() {
    return "DatabaseConfig[jndiName=%s, jdbcUrl=%s, user=%s, poolSize=%d, schema=%s, migrate=%s]"
        .formatted(
            jndiName.orElse("-"),
            jdbcUrl.map(ValueTypes::withoutCredentials).orElse("-"),
            user.orElse("-"),
            poolSize,
            schema,
            migrate);
  }
}
