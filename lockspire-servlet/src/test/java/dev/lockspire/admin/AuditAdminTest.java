package dev.lockspire.admin;

import static dev.lockspire.admin.AdminFixture.OLGA;
import static dev.lockspire.admin.AdminFixture.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.audit.AuditEvent;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Evidence for operators")
class AuditAdminTest {
  private static final AdminFixture FIXTURE = new AdminFixture();
  private final AuditAdmin audit = FIXTURE.admin.audit();

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @BeforeEach
  void clear() {
    FIXTURE.clear();
    row("2026-02-01T10:00:00Z", "token_revoked", "succeeded", "operator", "olga", "client", "a");
    row("2026-02-01T11:00:00Z", "client_auth_failed", "denied", "client", "b", "client", "b");
    row("2026-02-01T12:00:00Z", "token_revoked", "succeeded", "client", "b", "client", "b");
  }

  @Test
  @DisplayName("is found by every filter, newest first")
  void filters() {
    Optional<String> none = Optional.empty();
    Optional<Instant> ever = Optional.empty();
    assertThat(found(AuditFilter.all())).containsExactly("12", "11", "10");
    assertThat(found(AuditFilter.resource("client", "b"))).containsExactly("12", "11");
    assertThat(
            found(
                new AuditFilter(
                    Optional.of("token_revoked"),
                    Optional.empty(),
                    Optional.of("operator"),
                    Optional.of("olga"),
                    none,
                    none,
                    ever,
                    ever)))
        .containsExactly("10");
    assertThat(
            found(
                new AuditFilter(
                    none,
                    Optional.of(AuditEvent.Outcome.DENIED),
                    none,
                    none,
                    none,
                    none,
                    ever,
                    ever)))
        .containsExactly("11");
    assertThat(
            found(
                new AuditFilter(
                    none,
                    Optional.empty(),
                    none,
                    none,
                    none,
                    none,
                    Optional.of(Instant.parse("2026-02-01T10:00:00Z")),
                    Optional.of(Instant.parse("2026-02-01T12:00:00Z")))))
        .containsExactly("11", "10");
    for (String id : List.of("b", "nobody")) {
      assertThat(
              found(
                  new AuditFilter(
                      none, Optional.empty(), none, Optional.of(id), none, none, ever, ever)))
          .isEqualTo(id.equals("b") ? List.of("12", "11") : List.of());
    }
    assertThat(audit.actions()).containsExactly("client_auth_failed", "token_revoked");
  }

  @Test
  @DisplayName("of equal times is paged without loss or repetition")
  void equalTimes() {
    FIXTURE.test.execute(
        "INSERT INTO {audit_events} (action, outcome, resource_type, resource_id, inserted_at)"
            + " SELECT 'same', 'succeeded', 'r', i::text, '2026-02-02T00:00:00Z'"
            + " FROM generate_series(1, 35) i");
    AuditFilter same = AuditFilter.resource("r", "1");
    AuditFilter filter =
        new AuditFilter(
            Optional.of("same"),
            same.outcome(),
            same.actorType(),
            same.actorId(),
            Optional.of("r"),
            Optional.empty(),
            same.from(),
            same.until());
    ListRequest<AuditFilter> request = new ListRequest<>(filter, 10, Position.first());
    Listing<AuditEntry> page = audit.list(request);
    List<String> seen = new java.util.ArrayList<>();
    page.rows().forEach(entry -> seen.add(entry.resourceId()));
    while (page.next().isPresent()) {
      page = audit.list(request.at(page.next().get()));
      page.rows().forEach(entry -> seen.add(entry.resourceId()));
    }
    assertThat(seen).hasSize(35).doesNotHaveDuplicates().startsWith("35", "34").endsWith("1");
  }

  @Test
  @DisplayName("is exported as CSV that no spreadsheet runs, and the export is evidence itself")
  void csv() {
    row("2026-02-01T13:00:00Z", "x", "succeeded", "client", "=1+1", "client", "say \"hi\"");
    StringWriter out = new StringWriter();

    assertThat(ok(audit.export(AuditFilter.all(), ExportFormat.CSV, out, OLGA))).isEqualTo(5);
    assertThat(out.toString().lines().toList())
        .hasSize(6)
        .anyMatch(line -> line.contains("\"'=1+1\"") && line.contains("\"say \"\"hi\"\"\""));
    assertThat(FIXTURE.evidence()).endsWith("list_exported olga audit_events");
  }

  @Test
  @DisplayName("is exported as one JSON object per line, at most 10 000 of them")
  void jsonLines() {
    FIXTURE.test.execute(
        "INSERT INTO {audit_events} (action, outcome, resource_type, resource_id, inserted_at)"
            + " SELECT 'many', 'succeeded', 'r', 'x', '2026-02-02T00:00:00Z'"
            + " FROM generate_series(1, 10100) i");
    StringWriter out = new StringWriter();

    assertThat(ok(audit.export(AuditFilter.all(), ExportFormat.JSON_LINES, out, OLGA)))
        .isEqualTo(10_000);
    assertThat(out.toString().lines().count()).isEqualTo(10_000);
    assertThat(out.toString().lines().skip(1).findFirst().orElseThrow())
        .startsWith("{\"time\":\"2026-02-02T00:00:00Z\",\"action\":\"many\"");
    assertThat(audit.list(ListRequest.first(AuditFilter.all())).matching())
        .isEqualTo(new Count(10_000, false));
  }

  private static void row(
      String time,
      String action,
      String outcome,
      String actorType,
      String actorId,
      String resourceType,
      String resourceId) {
    FIXTURE.test.execute(
        "INSERT INTO {audit_events} (inserted_at, action, outcome, actor_type, actor_id,"
            + " resource_type, resource_id) VALUES ('"
            + String.join(
                "', '", time, action, outcome, actorType, actorId, resourceType, resourceId)
            + "')");
  }

  /** The hours of what was found. */
  private List<String> found(AuditFilter filter) {
    return audit.list(ListRequest.first(filter)).rows().stream()
        .map(entry -> entry.time().toString().substring(11, 13))
        .toList();
  }
}
