package dev.lockspire.remotejwks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.storage.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Incidents with remote keys")
class RemoteJwksIncidentsTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Duration SECOND = Duration.ofSeconds(1);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final RemoteJwksIncidents node = new RemoteJwksIncidents(DATABASE.database(), () -> now);
  private final RemoteJwksIncidents other = new RemoteJwksIncidents(DATABASE.database(), () -> now);

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void empty() {
    DATABASE.clear();
  }

  private Incident incident(Subreason subreason) {
    return new Incident(
        "J",
        subreason,
        Optional.of(503),
        Optional.of("loopback"),
        true,
        true,
        Optional.of(true),
        now);
  }

  private void reportedBy(RemoteJwksIncidents by, Subreason subreason) {
    by.report(incident(subreason));
    by.flush();
  }

  private String rows() {
    return DATABASE.text("SELECT count(*) FROM {remote_jwks_incidents}");
  }

  @Test
  @DisplayName("are read as they were reported, the last one of each client")
  void lastOne() {
    Incident first = incident(Subreason.TIMEOUT);
    node.report(first);
    node.flush();
    assertThat(node.of("J")).contains(first);

    now = now.plus(SECOND);
    Incident bare =
        new Incident(
            "J",
            Subreason.INVALID_FORMAT,
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Optional.empty(),
            now);
    node.report(bare);
    node.flush();
    assertThat(other.of("J")).contains(bare);
    assertThat(rows()).isEqualTo("1");
    assertThat(node.of("K")).isEmpty();
  }

  @Test
  @DisplayName("cost a request no SQL, and one row per client and class every 10 s at most")
  void bounded() {
    DATABASE.execute("ALTER TABLE {remote_jwks_incidents} RENAME TO hidden");
    try {
      for (int i = 0; i < 1000; i++) {
        node.report(incident(Subreason.TIMEOUT));
        node.succeeded("K");
      }
    } finally {
      DATABASE.execute(
          "ALTER TABLE \"lockspire\".hidden RENAME TO lockspire_remote_jwks_incidents");
    }
    node.flush();
    Instant first = now;
    now = now.plus(RemoteJwksIncidents.APART).minusMillis(1);
    reportedBy(node, Subreason.HTTP_STATUS);
    assertThat(node.of("J").orElseThrow().occurredAt()).isEqualTo(first);
    now = now.plusMillis(1);
    reportedBy(node, Subreason.HTTP_STATUS);
    assertThat(node.of("J").orElseThrow().occurredAt()).isEqualTo(now);
  }

  @Test
  @DisplayName("survive when they cannot be written: the next one is")
  void databaseDown() {
    DATABASE.execute("ALTER TABLE {remote_jwks_incidents} RENAME TO hidden");
    try {
      reportedBy(node, Subreason.TIMEOUT);
    } finally {
      DATABASE.execute(
          "ALTER TABLE \"lockspire\".hidden RENAME TO lockspire_remote_jwks_incidents");
    }
    now = now.plus(RemoteJwksIncidents.APART);
    reportedBy(node, Subreason.TIMEOUT);
    assertThat(node.of("J")).isPresent();
  }

  @Test
  @DisplayName("are over with the next success, also one that another node sees within 30 s")
  void over() {
    reportedBy(node, Subreason.TIMEOUT);
    now = now.plus(SECOND);
    node.succeeded("J");
    node.flush();
    assertThat(rows()).isEqualTo("0");

    node.succeeded("J");
    now = now.plus(SECOND);
    reportedBy(other, Subreason.HTTP_STATUS);
    now = now.plus(RemoteJwksIncidents.SURE_FOR);
    node.succeeded("J");
    node.flush();
    assertThat(rows()).isEqualTo("0");
  }

  @Test
  @DisplayName("that came after a success are not cleared by it, in whatever order nodes write")
  void order() {
    other.succeeded("J");
    now = now.plus(SECOND);
    reportedBy(node, Subreason.TIMEOUT);
    other.flush();
    assertThat(node.of("J")).isPresent();

    other.report(incident(Subreason.HTTP_STATUS));
    now = now.plus(SECOND);
    reportedBy(node, Subreason.SIGNATURE_INVALID);
    other.flush();
    assertThat(node.of("J").orElseThrow().subreason()).isEqualTo(Subreason.SIGNATURE_INVALID);
  }

  @Test
  @DisplayName("say for every subreason what to do, in one sentence")
  void remedies() {
    for (Subreason subreason : Subreason.values()) {
      assertThat(subreason.remedy()).matches("[A-Z][^.]+(\\.[a-z][^.]*)*\\.");
      assertThat(Subreason.ofWireName(subreason.wireName())).contains(subreason);
    }
    assertThat(Subreason.ofWireName("of a newer release")).isEmpty();
  }
}
