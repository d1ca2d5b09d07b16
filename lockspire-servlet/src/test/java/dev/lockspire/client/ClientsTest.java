package dev.lockspire.client;

import static dev.lockspire.client.ClientFixture.OPERATOR;
import static dev.lockspire.client.ClientFixture.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.storage.Database;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The clients in memory")
final class ClientsTest {
  private static final ClientFixture FIXTURE = new ClientFixture();
  private final AtomicLong nanos = new AtomicLong();
  private final Clients clients =
      new Clients(FIXTURE.store, FIXTURE.test.database().changes(), nanos::get);

  @BeforeEach
  void clear() {
    FIXTURE.test.clear();
  }

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @Test
  @DisplayName("answer without the database, and follow a change of this node at once")
  void ownChanges() {
    String id = FIXTURE.create().client().clientId();
    FIXTURE.test.settle();
    assertThat(clients.find(id).orElseThrow().active()).isTrue();
    FIXTURE.test.execute("UPDATE {clients} SET name = 'behind our back'");
    assertThat(clients.find(id).orElseThrow().metadata().name()).isEqualTo("Reports");

    done(FIXTURE.registration().disable(id, OPERATOR));

    assertThat(clients.find(id).orElseThrow().active()).isFalse();
    assertThat(clients.find(id).orElseThrow().metadata().name()).isEqualTo("behind our back");
  }

  @Test
  @DisplayName("are as old as 30 seconds at most, and unknown ones as 2")
  void bounds() {
    String id = FIXTURE.create().client().clientId();
    FIXTURE.test.settle();
    clients.find(id);
    assertThat(clients.find("late")).isEmpty();
    FIXTURE.test.execute("UPDATE {clients} SET name = 'new', client_id = client_id");
    FIXTURE.test.execute(
        "INSERT INTO {clients} (client_id, client_type, token_endpoint_auth_method)"
            + " VALUES ('late', 'public', 'none')");
    nanos.addAndGet(Duration.ofMillis(1999).toNanos());
    assertThat(clients.find("late")).isEmpty();
    nanos.addAndGet(Duration.ofMillis(1).toNanos());
    assertThat(clients.find("late")).isPresent();
    nanos.addAndGet(Duration.ofMillis(27_999).toNanos());
    assertThat(clients.find(id).orElseThrow().metadata().name()).isEqualTo("Reports");
    nanos.addAndGet(Duration.ofMillis(1).toNanos());
    assertThat(clients.find(id).orElseThrow().metadata().name()).isEqualTo("new");
  }

  @Test
  @DisplayName("include one created a moment ago, even when it was asked for before")
  void createdAfterMiss() {
    assertThat(clients.find("soon")).isEmpty();
    FIXTURE.create("client_id", "soon");

    assertThat(clients.find("soon")).isPresent();
  }

  @Test
  @DisplayName("follow a change that another node made")
  void otherNode() throws Exception {
    String id = FIXTURE.create().client().clientId();
    Database node = FIXTURE.test.anotherNode();
    Clients others = new Clients(FIXTURE.store(node), node.changes(), nanos::get);
    // The clock of this cache stands still: only a message can drop an entry.
    assertThat(others.find(id).orElseThrow().metadata().name()).isEqualTo("Reports");

    done(FIXTURE.registration().update(id, 0, Map.of("name", "New"), OPERATOR));
    assertThat(within(5, () -> others.find(id).orElseThrow().metadata().name().equals("New")))
        .isTrue();
    done(FIXTURE.registration().disable(id, OPERATOR));
    assertThat(within(5, () -> !others.find(id).orElseThrow().active())).isTrue();
  }

  private static boolean within(int seconds, BooleanSupplier condition) throws Exception {
    for (int i = 0; i < seconds * 100; i++) {
      if (condition.getAsBoolean()) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return false;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "line\nbreak", "nul\u0000", "ümlaut", "\ud800"})
  @DisplayName("do not include an id that no client can have, and no query is made for it")
  void malformedIds(String clientId) {
    FIXTURE.test.execute("ALTER TABLE {clients} RENAME TO hidden");

    try {
      assertThat(clients.find(clientId)).isEmpty();
      assertThat(clients.find("x".repeat(256))).isEmpty();
    } finally {
      FIXTURE.test.execute("ALTER TABLE \"lockspire\".hidden RENAME TO lockspire_clients");
    }
  }
}
