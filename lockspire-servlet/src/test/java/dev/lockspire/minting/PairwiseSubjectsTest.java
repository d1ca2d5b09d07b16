package dev.lockspire.minting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.client.Client;
import dev.lockspire.client.ClientMetadata.SubjectType;
import dev.lockspire.crypto.KeyRing;
import dev.lockspire.crypto.MasterKey;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.http.Issuer;
import dev.lockspire.http.OAuthError;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pairwise subjects (OpenID Connect Core §8.1)")
final class PairwiseSubjectsTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Issuer ISSUER = Issuer.of("https://op.example/lockspire");
  private static final MasterKey OLD = key(1);
  private static final MasterKey NEW = key(2);

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  private static MasterKey key(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return MasterKey.of(bytes);
  }

  private static PairwiseSubjects node(MasterKey current, MasterKey... previous) {
    return node(DATABASE.database(), ISSUER, current, previous);
  }

  private static PairwiseSubjects node(
      Database database, Issuer issuer, MasterKey current, MasterKey... previous) {
    RandomSource random = RandomSource.secure();
    return PairwiseSubjects.load(
        issuer,
        database,
        new KeyRing(current, List.of(previous), random),
        random,
        () -> Instant.parse("2026-01-01T00:00:00Z"));
  }

  private static Client client(String id, String sectorIdentifierUri, String... redirectUris) {
    return TestClient.named(id)
        .with("subjectType", SubjectType.PAIRWISE)
        .with("sectorIdentifierUri", sectorIdentifierUri)
        .with("redirectUris", List.of(redirectUris))
        .build();
  }

  private static final Client APP = client("app", null, "https://app.example/cb");
  private static final Client APP_TOO = client("app2", null, "https://App.example:8443/other");
  private static final Client ELSEWHERE = client("else", null, "https://else.example/cb");

  @Test
  @DisplayName("two clients of one sector see the same sub, two of two sectors different ones")
  void sectors() {
    PairwiseSubjects subjects = node(OLD);
    Client joined =
        client("joined", "https://app.example/s.json", "https://a.example/", "https://b.example/");
    String seen = subjects.of(APP, "alice");

    assertThat(seen).hasSize(43).matches("[A-Za-z0-9_-]+").doesNotContain("alice");
    assertThat(subjects.of(APP_TOO, "alice")).isEqualTo(seen);
    assertThat(subjects.of(joined, "alice")).isEqualTo(seen);
    assertThat(subjects.of(ELSEWHERE, "alice")).isNotEqualTo(seen);
    assertThat(subjects.of(APP, "bob")).isNotEqualTo(seen);
  }

  @Test
  @DisplayName("are nothing to clients with public subjects, and to tokens of nobody")
  void publicSubjects() {
    PairwiseSubjects subjects = node(OLD);
    Client plain = TestClient.named("plain").build();
    StoredToken own =
        new TokenLookup(DATABASE.database())
            .find(
                new TokenFixture(DATABASE.database(), Instant.now())
                    .with("client_id", "app")
                    .without("account_id")
                    .insert())
            .orElseThrow();

    assertThat(subjects.of(plain, "alice")).isEqualTo("alice");
    assertThat(subjects.of(APP, own)).isEqualTo("app");
  }

  @Test
  @DisplayName("are the same on every node and after every start, and others for another tenant")
  void stable() {
    String seen = node(OLD).of(APP, "alice");

    assertThat(node(OLD).of(APP, "alice")).isEqualTo(seen);
    assertThat(
            node(DATABASE.database(), new Issuer("https://b.example", "b"), OLD).of(APP, "alice"))
        .isNotEqualTo(seen);
    assertThat(DATABASE.texts("SELECT tenant_id FROM {pairwise_salts} ORDER BY 1"))
        .containsExactly("b", "default");
  }

  @Test
  @DisplayName("master-key rotation keeps subjects, also once the old key is gone")
  void rotation() {
    String seen = node(OLD).of(APP, "alice");
    String before = sealed();

    assertThat(node(NEW, OLD).of(APP, "alice")).isEqualTo(seen);
    assertThat(sealed()).isNotEqualTo(before);
    String after = sealed();
    assertThat(node(NEW).of(APP, "alice")).isEqualTo(seen);
    assertThat(sealed()).as("sealed anew only when it must be").isEqualTo(after);
  }

  private static String sealed() {
    return DATABASE.text("SELECT encode(sealed, 'hex') FROM {pairwise_salts}");
  }

  @Test
  @DisplayName("are refused without the master key, never made anew; public ones go on")
  void withoutTheKey() {
    String seen = node(OLD).of(APP, "alice");
    PairwiseSubjects locked = node(NEW);

    assertThatThrownBy(() -> locked.of(APP, "alice"))
        .isInstanceOfSatisfying(
            OAuthError.class,
            error -> {
              assertThat(error.status()).isEqualTo(500);
              assertThat(error.reason()).isEqualTo("pairwise_salt_unavailable");
            });
    assertThat(locked.of(TestClient.named("plain").build(), "alice")).isEqualTo("alice");
    assertThat(node(OLD).of(APP, "alice")).isEqualTo(seen);
  }

  @Test
  @DisplayName("are refused to a client that says pairwise and has no sector")
  void withoutSector() {
    Client torn = client("torn", null, "https://a.example/cb", "https://b.example/cb");

    assertThatThrownBy(() -> node(OLD).of(torn, "alice"))
        .isInstanceOfSatisfying(
            OAuthError.class, error -> assertThat(error.reason()).isEqualTo("sector_unknown"));
  }

  @Test
  @DisplayName("race: nodes that start at once make one salt between them")
  void race() throws Exception {
    Database other = DATABASE.anotherNode();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 5; round++) {
        DATABASE.clear();
        CyclicBarrier together = new CyclicBarrier(8);
        List<Future<String>> seen = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          Database database = i % 2 == 0 ? DATABASE.database() : other;
          seen.add(
              threads.submit(
                  () -> {
                    together.await();
                    return node(database, ISSUER, OLD).of(APP, "alice");
                  }));
        }
        List<String> all = new ArrayList<>();
        for (Future<String> each : seen) {
          all.add(each.get(30, TimeUnit.SECONDS));
        }
        assertThat(all).containsOnly(node(OLD).of(APP, "alice"));
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
