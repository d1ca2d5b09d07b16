package dev.lockspire.storage;

import java.util.Optional;
import org.flywaydb.core.api.MigrationVersion;

/** The version of the schema in the database, and the one that this release needs. */
public final class SchemaVersion {
  private static final String CURRENT =
      "SELECT version FROM {schema_history} WHERE success AND version IS NOT NULL"
          + " ORDER BY installed_rank DESC LIMIT 1";

  private final Database database;
  private final String current;

  public SchemaVersion(Database database) {
    this.database = database;
    this.current = database.sql(CURRENT);
  }

  /** Empty when nothing was migrated. */
  public Optional<String> current() {
    return database.first(current, bind -> {}, row -> row.text("version"));
  }

  /**
   * Whether a database of {@code version} is migrated as far as this release needs, or further:
   * while a new release is rolled out its schema is there before the last old node is gone.
   */
  public static boolean suffices(String version) {
    return MigrationVersion.fromVersion(version).isAtLeast(needed());
  }

  /** What this release needs. */
  public static String needed() {
    return Migrations.NEWEST;
  }
}
