package dev.lockspire.storage;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the schema to the version this library needs, or refuses to start.
 *
 * <p>The history table lies inside the library's own schema, so a host that uses Flyway for itself
 * is not touched.
 */
final class Migrations {
  /** What to do about a schema that is behind. */
  enum Mode {
    /** Refuse to start. */
    VALIDATE,
    /** Migrate it. */
    AUTO,
    /** Look away. */
    OFF
  }

  /**
   * The newest script in {@code db/lockspire/migration}; checked, because a class loader that
   * cannot be scanned makes Flyway find nothing and report success.
   */
  static final String NEWEST = "16";

  private final Flyway flyway;

  Migrations(DataSource dataSource, Schema schema) {
    FluentConfiguration configuration =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(dataSource)
            .locations("classpath:db/lockspire/migration")
            .failOnMissingLocations(true)
            .schemas(schema.name())
            .defaultSchema(schema.name())
            .createSchemas(true)
            .table("lockspire_schema_history")
            .validateMigrationNaming(true);
    this.flyway = configuration.load();
  }

  void run(Mode mode) {
    if (mode == Mode.OFF) {
      return;
    }
    if (mode == Mode.AUTO) {
      flyway.migrate();
    }
    MigrationInfo current = flyway.info().current();
    String version = current == null ? "none" : String.valueOf(current.getVersion());
    if (!version.equals(NEWEST)) {
      throw new IllegalStateException(
          "The schema is at version "
              + version
              + " but this release needs "
              + NEWEST
              + ". Set lockspire.migrate=auto to migrate at start, or migrate it beforehand.");
    }
  }
}
