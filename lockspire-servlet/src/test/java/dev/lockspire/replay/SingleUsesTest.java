package dev.lockspire.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.replay.SingleUses.Fresh;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What may be used once only")
final class SingleUsesTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Database OTHER_NODE = DATABASE.anotherNode();
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = START;
  private final SingleUses uses = new SingleUses(DATABASE.database(), () -> now);
  private final SingleUses elsewhere = new SingleUses(OTHER_NODE, () -> now);

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static SingleUse.AssertionId assertion(String client, String jti) {
    return new SingleUse.AssertionId(client, jti, START.plusSeconds(60));
  }

  private static SingleUse.Proof proof(String key) {
    return new SingleUse.Proof(
        key, "jkt", "jti", "POST", "https://as.example/token", START.plusSeconds(60));
  }

  @Test
  @DisplayName("same jti twice is a replay, on another node too; from another client it is not")
  void assertionIds() {
    String jti = UUID.randomUUID().toString();
    assertThat(uses.claim(assertion("J", jti))).isTrue();
    assertThat(uses.claim(assertion("J", jti))).isFalse();
    assertThat(elsewhere.claim(assertion("J", jti))).isFalse();
    assertThat(elsewhere.claim(assertion("K", jti))).isTrue();
  }

  @Test
  @DisplayName("same proof twice is a replay, also on another node")
  void proofs() {
    String key = UUID.randomUUID().toString();
    assertThat(uses.claim(proof(key))).isTrue();
    assertThat(uses.claim(proof(key))).isFalse();
    assertThat(elsewhere.claim(proof(key))).isFalse();
  }

  @Test
  @DisplayName(
      "a request object is used once by its client, on another node too, and its jti is none of an"
          + " assertion's")
  void requestObjects() {
    String jti = UUID.randomUUID().toString();
    SingleUse.RequestObjectId object =
        new SingleUse.RequestObjectId("J", jti, START.plusSeconds(60));

    assertThat(uses.claim(assertion("J", jti))).isTrue();
    assertThat(uses.claim(object)).isTrue();
    assertThat(uses.claim(object)).isFalse();
    assertThat(elsewhere.claim(object)).isFalse();
    assertThat(uses.claim(new SingleUse.RequestObjectId("K", jti, START.plusSeconds(60)))).isTrue();
    assertThat(
            uses.claim(
                new SingleUses.Presented(
                    Optional.of(assertion("J", UUID.randomUUID().toString())),
                    Optional.of(proof(UUID.randomUUID().toString())),
                    Optional.of(object))))
        .isEqualTo(new Fresh(true, true, false));
  }

  @Test
  @DisplayName("an assertion and a proof of one request are told apart")
  void both() {
    String seen = UUID.randomUUID().toString();
    String fresh = UUID.randomUUID().toString();
    assertThat(uses.claim(assertion("J", seen))).isTrue();
    assertThat(uses.claim(Optional.of(assertion("J", seen)), Optional.of(proof(fresh))))
        .isEqualTo(new Fresh(false, true, true));
    assertThat(
            uses.claim(
                Optional.of(assertion("J", UUID.randomUUID().toString())),
                Optional.of(proof(fresh))))
        .isEqualTo(new Fresh(true, false, true));
  }

  @Test
  @DisplayName("what has expired is taken over and counts as accepted, without waiting for a sweep")
  void expired() {
    String jti = UUID.randomUUID().toString();
    assertThat(uses.claim(assertion("J", jti))).isTrue();
    now = START.plus(Duration.ofSeconds(61));
    SingleUse.AssertionId later =
        new SingleUse.AssertionId("J", jti, now.plus(Duration.ofMinutes(1)));
    assertThat(uses.claim(later)).isTrue();
    assertThat(uses.claim(later)).isFalse();
  }

  @Test
  @DisplayName("a jti of 400 characters is handled, one of 513 is no jti")
  void lengths() {
    assertThat(uses.claim(assertion("J", "x".repeat(400)))).isTrue();
    assertThatThrownBy(() -> assertion("J", "x".repeat(513)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("of many presenters at once exactly one wins, on two nodes")
  void race() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 50; round++) {
        Optional<SingleUse.AssertionId> id =
            Optional.of(assertion("J", UUID.randomUUID().toString()));
        Optional<SingleUse.Proof> proof = Optional.of(proof(UUID.randomUUID().toString()));
        List<Callable<Fresh>> presenters = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          SingleUses node = i % 2 == 0 ? uses : elsewhere;
          presenters.add(() -> node.claim(id, proof));
        }
        int assertions = 0;
        int proofs = 0;
        for (Future<Fresh> answer : threads.invokeAll(presenters)) {
          assertions += answer.get().assertion() ? 1 : 0;
          proofs += answer.get().proof() ? 1 : 0;
        }
        assertThat(List.of(assertions, proofs)).containsExactly(1, 1);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
