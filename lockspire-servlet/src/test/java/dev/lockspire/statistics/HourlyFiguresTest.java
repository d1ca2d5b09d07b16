package dev.lockspire.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.statistics.HourlyFigures.Counted;
import dev.lockspire.storage.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Hourly figures")
class HourlyFiguresTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

  private Instant now = NOON;
  private final HourlyFigures node = new HourlyFigures(DATABASE.database(), () -> now);
  private final HourlyFigures other = new HourlyFigures(DATABASE.database(), () -> now);

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void empty() {
    DATABASE.execute("DELETE FROM {hourly_figures}");
  }

  private List<Counted> all() {
    return node.since(NOON.minusSeconds(3600));
  }

  @Test
  @DisplayName("count what telemetry tells, by hour and label, over all nodes")
  void addUp() {
    Map<String, String> code = Map.of("grant_type", "authorization_code");
    node.emit(TelemetryEvent.TOKEN_ISSUED, code);
    node.emit(TelemetryEvent.TOKEN_ISSUED, code);
    other.emit(TelemetryEvent.TOKEN_ISSUED, code);
    node.emit(TelemetryEvent.AUTHORIZATION_CODE_ISSUED, Map.of());
    node.emit(TelemetryEvent.CLIENT_CREATED, Map.of());
    node.count(Figure.REFUSALS, "invalid_client");
    node.flush();
    other.flush();
    now = NOON.plusSeconds(3599);
    node.emit(TelemetryEvent.TOKEN_ISSUED, code);
    node.flush();
    now = NOON.plusSeconds(3600);
    node.emit(TelemetryEvent.TOKEN_ISSUED, code);
    node.flush();
    node.flush();

    assertThat(all())
        .containsExactly(
            new Counted(NOON, "refusals", "invalid_client", 1),
            new Counted(NOON, "sign_ins", "", 1),
            new Counted(NOON, "tokens_issued", "authorization_code", 4),
            new Counted(NOON.plusSeconds(3600), "tokens_issued", "authorization_code", 1));
  }

  @Test
  @DisplayName("keep the longest sweep lag of the hour")
  void highest() {
    node.highest(Figure.SWEEP_LAG, 7);
    node.highest(Figure.SWEEP_LAG, 3);
    node.flush();
    other.highest(Figure.SWEEP_LAG, 5);
    other.flush();

    assertThat(all()).containsExactly(new Counted(NOON, "sweep_lag", "", 7));
  }

  @Test
  @DisplayName("are kept for the next time when they cannot be written")
  void keptOnFailure() {
    node.count(Figure.REFUSALS, "x");
    DATABASE.execute("ALTER TABLE {hourly_figures} RENAME COLUMN value TO gone");
    node.flush();
    DATABASE.execute("ALTER TABLE {hourly_figures} RENAME COLUMN gone TO value");
    node.count(Figure.REFUSALS, "x");
    node.flush();

    assertThat(all()).containsExactly(new Counted(NOON, "refusals", "x", 2));
  }

  @Test
  @DisplayName("lose nothing while they are written")
  void concurrent() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int t = 0; t < 4; t++) {
      threads.execute(
          () -> {
            for (int i = 0; i < 5000; i++) {
              node.count(Figure.REFUSALS, "x");
            }
          });
    }
    threads.shutdown();
    while (!threads.awaitTermination(5, TimeUnit.MILLISECONDS)) {
      node.flush();
    }
    node.flush();

    assertThat(all()).containsExactly(new Counted(NOON, "refusals", "x", 20_000));
  }

  @Test
  @DisplayName("have a bounded number of labels")
  void boundedLabels() {
    for (int i = 0; i < 1000; i++) {
      node.count(Figure.REFUSALS, "label-" + i);
    }
    node.count(Figure.REFUSALS, "x".repeat(1000));
    node.flush();

    assertThat(all()).hasSizeLessThanOrEqualTo(302);
    assertThat(all().stream().mapToLong(Counted::value).sum()).isEqualTo(1001);
  }
}
