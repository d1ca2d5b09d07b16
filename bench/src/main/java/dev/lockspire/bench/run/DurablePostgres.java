package dev.lockspire.bench.run;

import dev.lockspire.bench.measure.StatementCounter;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A PostgreSQL whose commits reach the disk before they are acknowledged. */
final class DurablePostgres implements AutoCloseable {
  private static final String NAME = "postgres";

  /** What durable means; the embedded server's own defaults are for throw-away tests. */
  private static final List<String> MUST_BE_ON =
      List.of("fsync", "synchronous_commit", "full_page_writes");

  private final EmbeddedPostgres postgres;
  private final StatementCounter counter;
  private final long pid;

  private DurablePostgres(EmbeddedPostgres postgres, StatementCounter counter, long pid) {
    this.postgres = postgres;
    this.counter = counter;
    this.pid = pid;
  }

  /**
   * @param folder emptied first
   * @throws IllegalStateException when the server is not durable after all
   */
  static DurablePostgres start(Path folder) throws IOException, SQLException {
    delete(folder);
    Path data = folder.resolve("data");
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(folder.resolve("programs").toFile())
            .setDataDirectory(data)
            .setPGStartupWait(Duration.ofSeconds(60))
            .setLocaleConfig("locale", "C")
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("shared_preload_libraries", "pg_stat_statements")
            .setServerConfig("pg_stat_statements.track_utility", "on");
    MUST_BE_ON.forEach(setting -> builder.setServerConfig(setting, "on"));
    EmbeddedPostgres postgres = builder.start();
    StatementCounter counter = StatementCounter.connect(postgres.getJdbcUrl(NAME, NAME));
    for (String setting : MUST_BE_ON) {
      if (!"on".equals(counter.setting(setting))) {
        postgres.close();
        throw new IllegalStateException(setting + " is " + counter.setting(setting));
      }
    }
    return new DurablePostgres(postgres, counter, postmaster(data));
  }

  /** The first line of its lock file is the process everything else descends from. */
  private static long postmaster(Path data) throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  String jdbcUrl() {
    return postgres.getJdbcUrl(NAME, NAME);
  }

  long pid() {
    return pid;
  }

  StatementCounter counter() {
    return counter;
  }

  /** For the line above the table. */
  String description() throws SQLException {
    StringBuilder text = new StringBuilder("PostgreSQL ").append(counter.setting("server_version"));
    text.append(
        Stream.concat(MUST_BE_ON.stream(), Stream.of("wal_sync_method", "shared_buffers"))
            .map(this::shown)
            .collect(Collectors.joining(", ", " (", ")")));
    return text.toString();
  }

  private String shown(String setting) {
    try {
      return setting + "=" + counter.setting(setting);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      counter.close();
    } catch (SQLException alreadyGone) {
      // The server goes as well.
    }
    postgres.close();
  }
}
