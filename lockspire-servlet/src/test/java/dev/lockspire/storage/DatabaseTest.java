package dev.lockspire.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lockspire.client.ClientStore;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The way to the database")
final class DatabaseTest {
  private static final TestDatabase DATABASE = TestDatabase.create();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  @DisplayName("that is gone is a storage failure, whatever is asked")
  void nobodyListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    try (HikariDataSource pool = pool("jdbc:postgresql://127.0.0.1:" + port + "/none")) {
      everythingFails(pool);
    }
  }

  @Test
  @DisplayName("that is taken by others is a storage failure, whatever is asked")
  void nothingLeft() throws SQLException {
    List<Connection> taken = new ArrayList<>();
    try (HikariDataSource pool = pool(DATABASE.jdbcUrl())) {
      for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
        taken.add(pool.getConnection());
      }
      everythingFails(pool);
      for (Connection connection : taken) {
        connection.close();
      }
    }
  }

  private static void everythingFails(HikariDataSource pool) {
    try (Database database = startup("lockspire", "off").open(pool)) {
      assertFailure(() -> database.transaction(transaction -> 1));
      assertFailure(() -> database.read(DatabaseTest::clients));
      assertFailure(() -> database.first("SELECT 1", bind -> {}, row -> 1));
    }
  }

  private static void assertFailure(Runnable step) {
    assertThatThrownBy(step::run)
        .isInstanceOf(StorageFailure.class)
        .hasMessageStartingWith("there is no connection to the database");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MySchema",
        "select",
        "_",
        "a123456789b123456789c123456789d123456789e123456789xyz"
      })
  @DisplayName("leads to a schema of any allowed name")
  void oddSchema(String name) throws Exception {
    try (Database database = startup(name, "auto").open(DATABASE.jdbcUrl(), "postgres", "", 2)) {
      BlockingQueue<String> heard = new LinkedBlockingQueue<>();
      database.changes().subscribe("thing", heard::add, () -> {});

      database.transaction(
          transaction -> {
            transaction.announce("thing", "one");
            return clients(transaction.session());
          });

      assertThat(database.read(DatabaseTest::clients)).isZero();
      assertThat(
              database.first(
                  database.sql("SELECT count(*)::int AS n FROM {clients}"),
                  bind -> {},
                  row -> row.number("n")))
          .contains(0);
      assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("one");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "my-schema", "a.b", "a\"b", "1a", "é"})
  @DisplayName("never leads to a name that would have to be escaped")
  void refusedSchema(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Schema(name));
  }

  @Test
  @DisplayName("never leads to a name too long for the notification channel")
  void longSchema() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Schema("a".repeat(54)));
  }

  private static int clients(StatelessSession session) {
    return session.createSelectionQuery("from ClientRow", Object.class).getResultList().size();
  }

  private static DatabaseStartup startup(String schema, String migrate) {
    return new DatabaseStartup(new Schema(schema), migrate, ClientStore.rows());
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername("postgres");
    config.setMaximumPoolSize(2);
    config.setConnectionTimeout(250);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }
}
