package dev.lockspire.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The database")
final class TestDatabaseTest {

  @Test
  @DisplayName("is migrated and empty, and each test class has its own")
  void freshPerClass() {
    try (TestDatabase one = TestDatabase.create();
        TestDatabase other = TestDatabase.create()) {
      one.execute("INSERT INTO {server_policies} (id) VALUES (1)");

      assertThat(one.text("SELECT count(*) FROM {server_policies}")).isEqualTo("1");
      assertThat(other.text("SELECT count(*) FROM {server_policies}")).isEqualTo("0");
      one.clear();
      assertThat(one.text("SELECT count(*) FROM {server_policies}")).isEqualTo("0");
    }
  }

  @Test
  @DisplayName("tells another node of an announced change once it has committed")
  void announcedChangeReachesOtherNode() throws Exception {
    try (TestDatabase test = TestDatabase.create()) {
      BlockingQueue<String> heard = new LinkedBlockingQueue<>();
      test.anotherNode().changes().subscribe("thing", heard::add, () -> {});

      test.database()
          .transaction(
              transaction -> {
                transaction.announce("thing", "one");
                return null;
              });

      assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("one");
    }
  }

  @Test
  @DisplayName("answers null for no row as for NULL")
  void textOfNothing() {
    try (TestDatabase test = TestDatabase.create()) {
      assertThat(test.text("SELECT NULL::text")).isNull();
      assertThat(test.text("SELECT 'x' WHERE false")).isNull();
      assertThat(test.texts("SELECT unnest(ARRAY['a', NULL])")).containsExactly("a", null);
    }
  }
}
