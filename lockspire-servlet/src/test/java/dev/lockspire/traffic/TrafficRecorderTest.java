package dev.lockspire.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.storage.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What accepted requests were like")
class TrafficRecorderTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Instant NOON = Instant.parse("2030-01-10T12:00:00Z");

  private Instant now = NOON;
  private final TrafficRecorder node = new TrafficRecorder(DATABASE.database(), () -> now);
  private final TrafficRecorder other = new TrafficRecorder(DATABASE.database(), () -> now);
  private final RecordedTraffic recorded = new RecordedTraffic(DATABASE.database(), () -> now);

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void empty() {
    DATABASE.execute("DELETE FROM {client_traffic}");
  }

  private List<String> seen(String client) {
    ClientTraffic traffic =
        recorded.of(List.of(client)).getOrDefault(client, ClientTraffic.nothing());
    return traffic.of(List.of(Trait.values())).stream()
        .map(sighting -> sighting.trait().wireName() + " " + sighting.requests())
        .toList();
  }

  private static Map<String, String> of(String... attributes) {
    Map<String, String> told = new java.util.HashMap<>(Map.of("client_id", "app"));
    for (int i = 0; i < attributes.length; i += 2) {
      told.put(attributes[i], attributes[i + 1]);
    }
    return told;
  }

  @Test
  @DisplayName("is counted by client, day and trait over all nodes, with the time of the last one")
  void addUp() {
    node.emit(TelemetryEvent.TOKEN_ISSUED, of("bound_to", "nothing"));
    node.emit(TelemetryEvent.TOKEN_ISSUED, of("bound_to", "key", "proof_alg", "ES256"));
    other.emit(TelemetryEvent.TOKEN_ISSUED, of("bound_to", "key", "proof_alg", "RS256"));
    node.flush();
    other.flush();
    now = NOON.plus(Duration.ofDays(1));
    node.emit(TelemetryEvent.TOKEN_ISSUED, of("bound_to", "certificate", "proof_alg", ""));
    node.emit(TelemetryEvent.TOKEN_ISSUED, of("bound_to", "nothing"));
    node.flush();
    node.flush();

    assertThat(seen("app"))
        .containsExactly(
            "bearer_token 2",
            "key_bound_token 2",
            "certificate_bound_token 1",
            "proof_by_other_algorithm 1",
            "proof_by_fapi_algorithm 1");
    assertThat(seen("another")).isEmpty();
    Sighting bearer = recorded.of(List.of("app")).get("app").of(List.of(Trait.BEARER_TOKEN)).get(0);
    assertThat(bearer.lastSeen()).isEqualTo(now);
  }

  @Test
  @DisplayName("tells authorization requests, client assertions and introspections apart")
  void events() {
    node.emit(
        TelemetryEvent.AUTHORIZATION_REQUEST_ACCEPTED,
        of("pushed", "true", "code_bound", "true", "response_mode", "query.jwt", "signed", "true"));
    node.emit(
        TelemetryEvent.AUTHORIZATION_REQUEST_ACCEPTED,
        of(
            "pushed",
            "false",
            "code_bound",
            "false",
            "response_mode",
            "form_post",
            "signed",
            "false"));
    node.emit(
        TelemetryEvent.CLIENT_AUTH_SUCCESS,
        of("assertion_alg", "PS256", "assertion_audience", "issuer"));
    node.emit(
        TelemetryEvent.CLIENT_AUTH_SUCCESS,
        of("assertion_alg", "RS256", "assertion_audience", "list"));
    node.emit(TelemetryEvent.CLIENT_AUTH_SUCCESS, of("auth_method", "client_secret_basic"));
    node.emit(TelemetryEvent.TOKEN_INTROSPECTED, of("answered_as", "json"));
    node.emit(TelemetryEvent.TOKEN_INTROSPECTED, of("answered_as", "jwt"));
    node.emit(TelemetryEvent.AUTHORIZATION_REQUEST_REJECTED, of("reason_code", "x"));
    node.flush();

    List<Trait> ofTokens =
        List.of(
            Trait.BEARER_TOKEN,
            Trait.KEY_BOUND_TOKEN,
            Trait.CERTIFICATE_BOUND_TOKEN,
            Trait.PROOF_BY_OTHER_ALGORITHM,
            Trait.PROOF_BY_FAPI_ALGORITHM);
    assertThat(seen("app"))
        .containsExactlyElementsOf(
            Stream.of(Trait.values())
                .filter(trait -> !ofTokens.contains(trait))
                .map(trait -> trait.wireName() + " 1")
                .toList());
  }

  @Test
  @DisplayName("is looked at for seven days and what there is of today")
  void window() {
    node.emit(TelemetryEvent.TOKEN_ISSUED, of());
    node.flush();
    now = Instant.parse("2030-01-17T23:59:59Z");
    assertThat(seen("app")).containsExactly("bearer_token 1");
    now = Instant.parse("2030-01-18T00:00:00Z");
    assertThat(seen("app")).isEmpty();
  }

  @Test
  @DisplayName("is kept for the next time when it cannot be written")
  void keptOnFailure() {
    node.emit(TelemetryEvent.TOKEN_ISSUED, of());
    DATABASE.execute("ALTER TABLE {client_traffic} RENAME COLUMN requests TO gone");
    node.flush();
    DATABASE.execute("ALTER TABLE {client_traffic} RENAME COLUMN gone TO requests");
    node.emit(TelemetryEvent.TOKEN_ISSUED, of());
    node.flush();

    assertThat(seen("app")).containsExactly("bearer_token 2");
  }

  @Test
  @DisplayName("takes a bounded place in memory, whoever sends requests")
  void bounded() {
    for (int i = 0; i < TrafficRecorder.MOST_CLIENTS + 500; i++) {
      node.emit(TelemetryEvent.TOKEN_ISSUED, Map.of("client_id", "client-" + i));
    }
    node.flush();
    assertThat(DATABASE.text("SELECT count(*) FROM {client_traffic}"))
        .isEqualTo(Integer.toString(TrafficRecorder.MOST_CLIENTS));
    node.flush();
    node.emit(TelemetryEvent.TOKEN_ISSUED, Map.of("client_id", "late"));
    node.flush();
    assertThat(seen("late")).containsExactly("bearer_token 1");
  }

  @Test
  @DisplayName("loses nothing while it is written")
  void concurrent() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int t = 0; t < 4; t++) {
      threads.execute(
          () -> {
            for (int i = 0; i < 5000; i++) {
              node.emit(TelemetryEvent.TOKEN_ISSUED, of());
            }
          });
    }
    threads.shutdown();
    while (!threads.awaitTermination(5, TimeUnit.MILLISECONDS)) {
      node.flush();
    }
    node.flush();
    assertThat(seen("app")).containsExactly("bearer_token 20000");
  }
}
