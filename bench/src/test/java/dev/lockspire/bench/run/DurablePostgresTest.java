package dev.lockspire.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.bench.floor.SingleInsert;
import dev.lockspire.bench.measure.CpuMeter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A measurement on a durable PostgreSQL")
class DurablePostgresTest {
  @TempDir Path folder;

  @DisplayName("has commits that reach the disk, counts statements and sees the server's CPU time")
  @Test
  void measures() throws Exception {
    Options options =
        Options.parse(
            List.of("--connections", "2", "--runs", "1", "--seconds", "0.5", "--warm-up", "0.1"),
            Path.of("demo"),
            folder);
    try (DurablePostgres postgres = DurablePostgres.start(folder.resolve("postgres"))) {
      assertThat(postgres.description())
          .contains("fsync=on", "synchronous_commit=on", "full_page_writes=on");
      Measurement measurement =
          new Measurement(options, ProcessHandle.current().pid(), CpuMeter.family(postgres.pid()));
      SingleInsert insert = new SingleInsert(postgres.jdbcUrl());
      List<Row> rows = measurement.rows("insert", 1, insert::run, Optional.of(postgres.counter()));
      assertThat(rows).hasSize(1);
      Row row = rows.get(0);
      assertThat(row.figures().perSecond()).isPositive();
      assertThat(row.figures().databaseCpu()).isPositive();
      assertThat(row.statements().orElseThrow().perUnit()).isEqualTo(1.0);
      assertThat(row.statements().orElseThrow().controlPerUnit()).isLessThan(0.1);
      assertThat(Row.table(rows)).contains("insert", "1.00");
    }
  }
}
