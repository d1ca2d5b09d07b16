package dev.lockspire.config;

import dev.lockspire.config.DatabaseConfig.MigrateMode;
import dev.lockspire.crypto.Secret;
import java.util.List;

/** Keys of {@link ConfigKeys}: where its state is kept. */
final class DatabaseSettings {
  private static final KeyTable TABLE = new KeyTable(ConfigSection.DATABASE);

  static final ConfigKey<String> DATASOURCE =
      TABLE.optional(
          "datasource",
          ValueTypes.text("JNDI name"),
          "The host's `DataSource`. Either this or `lockspire.jdbc.url` is set, unless the host's"
              + " configurer supplies a `DataSource` object, which wins over both.");
  static final ConfigKey<String> JDBC_URL =
      TABLE.optional(
          "jdbc.url",
          ValueTypes.jdbcUrl(),
          "PostgreSQL database for a connection pool of Lockspire's own.");
  static final ConfigKey<String> JDBC_USER =
      TABLE.optional("jdbc.user", ValueTypes.text("text"), "User for `lockspire.jdbc.url`.");
  static final ConfigKey<Secret> JDBC_PASSWORD =
      TABLE.optional(
          "jdbc.password", ValueTypes.secret("text"), "Password for `lockspire.jdbc.url`.");
  static final ConfigKey<Integer> JDBC_POOL_SIZE =
      TABLE.key(
          "jdbc.pool-size",
          ValueTypes.integer(1, 500),
          "10",
          "Connections in the pool for `lockspire.jdbc.url`.");
  static final ConfigKey<String> STORAGE_SCHEMA =
      TABLE.key(
          "storage.schema",
          ValueTypes.databaseIdentifier(),
          "lockspire",
          "The database schema that holds all of Lockspire's tables.");
  static final ConfigKey<MigrateMode> MIGRATE =
      TABLE.key(
          "migrate",
          KeyTable.words("mode", MigrateMode.values()),
          "validate",
          "What happens to the schema at start: `validate` refuses to start when a migration is"
              + " missing, `auto` applies it, `off` does not look.");

  private DatabaseSettings() {}

  static List<ConfigKey<?>> all() {
    return TABLE.rows();
  }
}
