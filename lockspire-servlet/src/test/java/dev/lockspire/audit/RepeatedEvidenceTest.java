package dev.lockspire.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.storage.RecordedRoundTrips;
import dev.lockspire.storage.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Evidence of what a stranger can cause again and again")
final class RepeatedEvidenceTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final RecordedRoundTrips COUNTED = new RecordedRoundTrips(DATABASE);

  private final RepeatedEvidence evidence =
      new RepeatedEvidence(new AuditTrail(COUNTED.database()));
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  @AfterAll
  static void close() {
    COUNTED.close();
    DATABASE.close();
  }

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  private AuditEvent event(String reason, String client) {
    return AuditEvent.denied("failed", reason, Actor.client(client), "thing", client, now);
  }

  private List<String> rows() {
    evidence.flush();
    return DATABASE.texts(
        "SELECT concat_ws(' ', reason_code, resource_id, metadata->>'suppressed')"
            + " FROM {audit_events} ORDER BY id");
  }

  private void advance(Duration by) {
    now = now.plus(by);
  }

  @Test
  @DisplayName("is one row per client and reason in 10 s; the next tells how many were suppressed")
  void paced() {
    for (int i = 0; i < 5; i++) {
      evidence.later(event("signature", "J"));
    }
    evidence.later(event("audience", "J"));
    evidence.later(event("signature", "K"));
    assertThat(rows()).containsExactly("signature J", "audience J", "signature K");

    advance(Duration.ofMillis(9_999));
    evidence.later(event("signature", "J"));
    assertThat(rows()).hasSize(3);
    advance(Duration.ofMillis(1));
    evidence.later(event("signature", "J"));
    evidence.later(event("audience", "J"));
    assertThat(rows()).hasSize(5).endsWith("signature J 5", "audience J");

    advance(Duration.ofSeconds(10));
    evidence.later(event("signature", "J"));
    assertThat(rows()).endsWith("signature J");
  }

  @Test
  @DisplayName("waits for the next flush, unless it is to be written at once")
  void laterAndNow() {
    COUNTED.taken();
    evidence.later(event("signature", "J"));
    assertThat(COUNTED.taken()).isEmpty();

    evidence.now(event("replay", "J"));
    assertThat(COUNTED.taken()).hasSize(1);
    evidence.now(event("replay", "J"));
    assertThat(COUNTED.taken()).isEmpty();
    assertThat(rows()).containsExactly("replay J", "signature J");
  }

  @Test
  @DisplayName("that cannot be written disturbs nobody, and is counted when writing works again")
  void databaseAway() {
    COUNTED.away(true);
    evidence.now(event("replay", "J"));
    evidence.later(event("signature", "J"));
    evidence.flush();
    COUNTED.away(false);

    assertThat(rows()).isEmpty();
    advance(Duration.ofSeconds(10));
    evidence.now(event("replay", "J"));
    evidence.later(event("signature", "J"));
    assertThat(rows()).containsExactly("replay J 1", "signature J 1");
  }

  @Test
  @DisplayName("is bounded while it waits; what has no room is counted")
  void bounded() {
    for (int i = 0; i < 1_005; i++) {
      evidence.later(event("signature", "c" + i));
    }
    assertThat(rows()).hasSize(1_000);
    advance(Duration.ofSeconds(10));
    evidence.later(event("signature", "c1004"));
    assertThat(rows()).endsWith("signature c1004 1");
  }

  @Test
  @DisplayName("lets one of many threads through")
  void threads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        all.add(threads.submit(() -> evidence.later(event("signature", "J"))));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(rows()).containsExactly("signature J");
    advance(Duration.ofSeconds(10));
    evidence.later(event("signature", "J"));
    assertThat(rows()).endsWith("signature J 199");
  }
}
