package dev.lockspire.storage;

import java.util.Optional;

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

  /** What this release needs. */
  public static String needed() {
    return Migrations.NEWEST;
  }
}
