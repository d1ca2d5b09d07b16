package dev.lockspire.demo.run;

/** The PostgreSQL the demo runs on. */
sealed interface PostgresDatabase extends AutoCloseable permits EmbeddedDatabase, ExistingDatabase {

  /** URL with everything needed to connect. */
  String jdbcUrl();

  /** What the banner says of it; never a password. */
  String description();

  @Override
  void close();
}
