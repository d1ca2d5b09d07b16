package dev.lockspire.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.storage.StorageFailure;
import dev.lockspire.storage.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The audit trail")
class AuditTrailTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final AuditEvent EVENT =
      AuditEvent.denied(
              "consent_denied", "user_refused", Actor.subject("alice"), "interaction", "i1", NOW)
          .with(Map.of("scopes", List.of("openid"), "state", "SECRET", "count", 2));

  /** One statement that changes something and writes evidence of it. */
  private static final String DISABLE =
      "WITH changed AS (UPDATE {clients} SET active = false WHERE client_id = ? AND active"
          + " RETURNING client_id), "
          + AuditTrail.part("evidence", "changed")
          + " SELECT client_id FROM changed";

  private final AuditTrail audit = new AuditTrail(DATABASE.database());

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void clear() {
    DATABASE.clear();
    DATABASE.execute(
        "INSERT INTO {clients} (client_id, client_type, token_endpoint_auth_method)"
            + " VALUES ('c1', 'public', 'none')");
  }

  @Test
  @DisplayName("keeps action, outcome, reason, actor, resource and redacted metadata")
  void row() {
    append(EVENT);

    assertThat(
            DATABASE.text(
                "SELECT concat_ws('|', action, outcome, reason_code, actor_type, actor_id,"
                    + " coalesce(actor_display, '-'), resource_type, resource_id, metadata::text,"
                    + " inserted_at AT TIME ZONE 'UTC') FROM {audit_events}"))
        .isEqualTo(
            "consent_denied|denied|user_refused|subject|alice|-|interaction|i1|{\"count\": 2,"
                + " \"scopes\": [\"openid\"]}|2026-03-01 12:00:00");
  }

  @Test
  @DisplayName("a row rides in the statement that makes the change, and only if it makes it")
  void part() {
    assertThat(disable("c1")).isTrue();
    assertThat(disable("c1")).isFalse();
    assertThat(disable("unknown")).isFalse();

    assertThat(DATABASE.texts("SELECT action FROM {audit_events}"))
        .containsExactly("consent_denied");
  }

  @Test
  @DisplayName("Audit atomicity: when the row cannot be written the change does not happen")
  void atomic() {
    DATABASE.execute("ALTER TABLE {audit_events} ADD CONSTRAINT broken CHECK (action = 'none')");
    try {
      assertThatThrownBy(() -> disable("c1")).isInstanceOf(StorageFailure.class);
      assertThatThrownBy(
              () ->
                  DATABASE
                      .database()
                      .transaction(
                          transaction -> {
                            transaction
                                .statements()
                                .execute(
                                    DATABASE.database().sql("UPDATE {clients} SET active = false"),
                                    b -> {});
                            audit.append(transaction, EVENT);
                            return true;
                          }))
          .isInstanceOf(StorageFailure.class);
    } finally {
      DATABASE.execute("ALTER TABLE {audit_events} DROP CONSTRAINT broken");
    }

    assertThat(DATABASE.text("SELECT active FROM {clients}")).isEqualTo("t");
  }

  @Test
  @DisplayName("is append-only: rows can be neither changed nor deleted")
  void appendOnly() {
    append(EVENT);

    assertThatThrownBy(() -> DATABASE.execute("UPDATE {audit_events} SET actor_id = 'mallory'"))
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> DATABASE.execute("DELETE FROM {audit_events}"))
        .hasMessageContaining("append-only");
    assertThat(DATABASE.texts("SELECT actor_id FROM {audit_events}")).containsExactly("alice");
  }

  @Test
  @DisplayName("telemetry is told after the commit and never after a rollback")
  void afterCommit() {
    List<String> told = new ArrayList<>();
    assertThatThrownBy(
            () ->
                DATABASE
                    .database()
                    .transaction(
                        transaction -> {
                          transaction.afterCommit(() -> told.add("rolled back"));
                          throw new IllegalStateException("refused");
                        }))
        .isInstanceOf(IllegalStateException.class);
    DATABASE
        .database()
        .transaction(
            transaction -> {
              audit.append(transaction, EVENT);
              transaction.afterCommit(
                  () ->
                      told.add(
                          "committed " + DATABASE.text("SELECT count(*) FROM {audit_events}")));
              assertThat(told).isEmpty();
              return true;
            });

    assertThat(told).containsExactly("committed 1");
  }

  private void append(AuditEvent event) {
    DATABASE
        .database()
        .transaction(
            transaction -> {
              audit.append(transaction, event);
              return true;
            });
  }

  private boolean disable(String clientId) {
    return DATABASE
        .database()
        .first(
            DATABASE.database().sql(DISABLE),
            b -> AuditTrail.bind(b.text(clientId), EVENT),
            row -> true)
        .isPresent();
  }
}
