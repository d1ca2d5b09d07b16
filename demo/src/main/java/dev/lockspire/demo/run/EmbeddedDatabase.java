package dev.lockspire.demo.run;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A PostgreSQL of the demo's own, kept in the data folder and as durable as a real one: whoever
 * measures the demo shall measure commits that reach the disk.
 */
record EmbeddedDatabase(EmbeddedPostgres postgres, Path dataDirectory) implements PostgresDatabase {
  private static final String NAME = "postgres";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * @param reset whether to throw the old database away first
   * @throws StartProblem when PostgreSQL does not start
   */
  static EmbeddedDatabase start(DataFolder folder, boolean reset) {
    Path data = folder.path("postgres");
    try {
      LeftoverServer.stop(data);
      if (reset) {
        delete(data);
      }
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(folder.path("postgres-programs").toFile())
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              // Its own hook would stop the database while requests are still being finished.
              .setRegisterShutdownHook(false)
              .setPGStartupWait(PATIENCE)
              .setLocaleConfig("locale", "C")
              // The library's defaults are for throw-away tests: both are off there.
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .start();
      return new EmbeddedDatabase(postgres, data);
    } catch (IOException | RuntimeException e) {
      throw new StartProblem(
          "The embedded PostgreSQL did not start in "
              + data
              + ": "
              + e
              + "\nUse one of your own with --db JDBC_URL, or begin anew with --reset.",
          e);
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> found = Files.walk(directory)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Override
  public String jdbcUrl() {
    return postgres.getJdbcUrl(NAME, NAME);
  }

  @Override
  public String description() {
    return "embedded PostgreSQL 17, " + jdbcUrl();
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
