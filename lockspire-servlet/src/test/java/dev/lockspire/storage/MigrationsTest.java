package dev.lockspire.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A schema of an earlier release")
final class MigrationsTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final String MEMBER = "tls_client_certificate_bound_access_tokens";

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  /** A schema of that name as the release with {@code version} left it. */
  private static void schemaOf(String name, String version) {
    Flyway.configure()
        .dataSource(dataSource())
        .locations("classpath:db/lockspire/migration")
        .schemas(name)
        .table("lockspire_schema_history")
        .target(version)
        .load()
        .migrate();
  }

  private static DataSource dataSource() {
    return DATABASE.database().dataSource();
  }

  @Test
  @DisplayName("9: what clients said among their free-form members moves to its column")
  void certificateBoundTokens() {
    String schema = "before_9";
    schemaOf(schema, "8");
    Map<String, String> before =
        Map.of(
            "bound", "{\"" + MEMBER + "\": true, \"team\": \"billing\"}",
            "bound-in-words", "{\"" + MEMBER + "\": \"true\"}",
            "unbound", "{\"" + MEMBER + "\": false}",
            "null", "{\"" + MEMBER + "\": null, \"team\": \"orders\"}",
            "nonsense", "{\"" + MEMBER + "\": [\"true\"]}",
            "silent", "{\"team\": \"stock\"}");
    before.forEach(
        (id, metadata) ->
            DATABASE.execute(
                "INSERT INTO "
                    + schema
                    + ".lockspire_clients (client_id, client_type, token_endpoint_auth_method,"
                    + " metadata) VALUES ('"
                    + id
                    + "', 'confidential', 'client_secret_basic', '"
                    + metadata
                    + "')"));

    new Migrations(dataSource(), new Schema(schema)).run(Migrations.Mode.AUTO);

    assertThat(
            DATABASE.texts(
                "SELECT concat_ws(' ', client_id, "
                    + MEMBER
                    + ", metadata) FROM "
                    + schema
                    + ".lockspire_clients ORDER BY client_id"))
        .containsExactly(
            "bound t {\"team\": \"billing\"}",
            "bound-in-words t {}",
            "nonsense f {}",
            "null f {\"team\": \"orders\"}",
            "silent f {\"team\": \"stock\"}",
            "unbound f {}");
  }

  @Test
  @DisplayName("stops the start, which says both versions, unless it is to be migrated")
  void validate() {
    String schema = "behind";
    schemaOf(schema, "8");
    Migrations migrations = new Migrations(dataSource(), new Schema(schema));

    assertThatThrownBy(() -> migrations.run(Migrations.Mode.VALIDATE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("at version 8 but this release needs " + Migrations.NEWEST)
        .hasMessageContaining("lockspire.migrate=auto");
    migrations.run(Migrations.Mode.AUTO);
    migrations.run(Migrations.Mode.VALIDATE);
  }
}
