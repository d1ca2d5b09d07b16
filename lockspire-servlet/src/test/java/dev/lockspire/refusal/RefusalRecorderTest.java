package dev.lockspire.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.http.Parameters;
import dev.lockspire.http.Refusal;
import dev.lockspire.http.Refusal.Judgement;
import dev.lockspire.storage.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Refusals on record")
class RefusalRecorderTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

  private final List<String> counted = new ArrayList<>();
  private final RefusalStore store = new RefusalStore(DATABASE.database(), Duration.ofDays(7));
  private Instant now = NOON;
  private final RefusalRecorder recorder = new RefusalRecorder(store, () -> now, counted::add);

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void empty() {
    DATABASE.execute("DELETE FROM {refusals}");
  }

  private static Refusal refusal(String id, String reason, Map<String, String> sent) {
    return new Refusal(
        id,
        "POST",
        Optional.empty(),
        "/token",
        400,
        "invalid_grant",
        reason,
        "It cannot be used.",
        List.of(new Judgement("FIRST", "RFC 6749 §1", true), new Judgement("SECOND", "§2", false)),
        Map.of("expired at", "2030"),
        Parameters.of(sent));
  }

  private void record(Refusal refusal) {
    recorder.refused(refusal);
    recorder.flush();
  }

  @Test
  @DisplayName("can be looked up by the id that the caller was told, with every rule in order")
  void lookedUp() {
    record(refusal("id-1", "expired", Map.of("client_id", "acme", "grant_type", "refresh_token")));

    RecordedRefusal found = store.find("id-1").orElseThrow();
    assertThat(found.occurredAt()).isEqualTo(NOON);
    assertThat(found.route()).isEqualTo("/token");
    assertThat(found.status()).isEqualTo(400);
    assertThat(found.reason()).isEqualTo("expired");
    assertThat(found.clientId()).contains("acme");
    assertThat(found.judgements())
        .containsExactly(
            new Judgement("FIRST", "RFC 6749 §1", true), new Judgement("SECOND", "§2", false));
    assertThat(found.compared()).containsEntry("expired at", "2030");
    assertThat(found.presented()).containsEntry("grant_type", "refresh_token");
    assertThat(store.find("id-2")).isEmpty();
    assertThat(DATABASE.text("SELECT expires_at - occurred_at FROM {refusals}"))
        .isEqualTo("7 days");
  }

  @Test
  @DisplayName("keep no secret, and of a redirect URI no query")
  void redacted() {
    Map<String, String> sent = new LinkedHashMap<>();
    for (String secret :
        List.of(
            "code",
            "code_verifier",
            "code_challenge",
            "refresh_token",
            "client_secret",
            "token",
            "state",
            "nonce",
            "id_token_hint",
            "login_hint",
            "client_assertion",
            "password",
            "unheard_of")) {
      sent.put(secret, "the-secret-" + secret);
    }
    sent.put("redirect_uri", "https://app.example/cb?session=the-secret-query");
    record(refusal("id-1", "expired", sent));

    assertThat(DATABASE.text("SELECT r::text FROM {refusals} r")).doesNotContain("the-secret");
    assertThat(store.find("id-1").orElseThrow().presented())
        .containsEntry("code", "withheld, 15 characters")
        .containsEntry("redirect_uri", "https://app.example/cb?…");
  }

  @Test
  @DisplayName("are bounded and one line, whatever was sent")
  void bounded() {
    Map<String, String> sent = new LinkedHashMap<>();
    for (int i = 0; i < 500; i++) {
      sent.put("p" + i + "x".repeat(200), "v");
    }
    sent.put("client_id", "a\u0000\n\ud800" + "b".repeat(1000));
    record(refusal("id-1", "expired", sent));

    RecordedRefusal found = store.find("id-1").orElseThrow();
    assertThat(found.presented()).hasSizeLessThanOrEqualTo(40);
    assertThat(found.presented().keySet()).allMatch(name -> name.length() <= 65);
    assertThat(found.clientId().orElseThrow()).startsWith("a\ufffd\ufffd\ufffdb").hasSize(256);
  }

  @Test
  @DisplayName("of one kind are sampled in a flood, and the next one tells how many are missing")
  void sampled() {
    for (int i = 0; i < 100; i++) {
      recorder.refused(refusal("flood-" + i, "expired", Map.of("client_id", "noisy")));
    }
    recorder.refused(refusal("other", "expired", Map.of("client_id", "quiet")));
    now = NOON.plusSeconds(60);
    recorder.refused(refusal("later", "expired", Map.of("client_id", "noisy")));
    recorder.flush();

    assertThat(counted).hasSize(102);
    assertThat(DATABASE.text("SELECT count(*) FROM {refusals} WHERE client_id = 'noisy'"))
        .isEqualTo("21");
    assertThat(store.find("other")).isPresent();
    assertThat(store.find("later").orElseThrow().unrecorded()).isEqualTo(80);
  }

  @Test
  @DisplayName("of many kinds are bounded together")
  void boundedTogether() {
    for (int i = 0; i < 2000; i++) {
      recorder.refused(refusal("id-" + i, "expired", Map.of("client_id", "c" + i)));
    }
    recorder.flush();

    assertThat(Integer.parseInt(DATABASE.text("SELECT count(*) FROM {refusals}")))
        .isEqualTo(FloodGate.PER_MINUTE);
  }

  @Test
  @DisplayName("that cannot be written are lost, and nobody fails of it")
  void unwritable() {
    DATABASE.execute("ALTER TABLE {refusals} RENAME COLUMN reason TO gone");
    try {
      record(refusal("id-1", "expired", Map.of()));
    } finally {
      DATABASE.execute("ALTER TABLE {refusals} RENAME COLUMN gone TO reason");
    }
    record(refusal("id-2", "expired", Map.of()));

    assertThat(store.find("id-1")).isEmpty();
    assertThat(store.find("id-2")).isPresent();
  }
}
