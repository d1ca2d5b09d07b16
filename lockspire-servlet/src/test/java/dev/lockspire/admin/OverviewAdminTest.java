package dev.lockspire.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.admin.Overview.Warning.Kind;
import dev.lockspire.http.Parameters;
import dev.lockspire.http.Refusal;
import dev.lockspire.jobs.JobRuns;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.refusal.RecordedRefusal;
import dev.lockspire.refusal.RefusalRecorder;
import dev.lockspire.statistics.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Overview, health and refusals for operators")
class OverviewAdminTest {
  private final AdminFixture fixture = new AdminFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private List<Kind> warnings() {
    return fixture.admin.overview().current().warnings().stream()
        .map(Overview.Warning::kind)
        .toList();
  }

  private void activeKey() {
    String kid =
        AdminFixture.ok(fixture.admin.keys().generate(SigningAlgorithm.ES256, 0, AdminFixture.OLGA))
            .kid();
    AdminFixture.ok(fixture.admin.keys().publish(kid, Confirmation.of(kid), AdminFixture.OLGA));
    AdminFixture.ok(
        fixture.admin.keys().activate(kid, true, Confirmation.of(kid), AdminFixture.OLGA));
  }

  private void scheduler(Instant checkedIn) {
    fixture.test.execute(
        "INSERT INTO "
            + fixture.test.database().sql("{x}").replace("lockspire_x", "qrtz_scheduler_state")
            + " (sched_name, instance_name, last_checkin_time, checkin_interval) VALUES ('s', 'n"
            + checkedIn
            + "', "
            + checkedIn.toEpochMilli()
            + ", 1)");
  }

  @Test
  @DisplayName("Overview figures by aggregate: a failing source reads as unknown, not as zero")
  void figures() {
    fixture.client();
    fixture.token("t", "refresh_token", "reuse_detected_at", "now()");

    Overview overview = fixture.admin.overview().current();
    assertThat(overview.clients()).contains(Count.exactly(1));
    assertThat(overview.selfRegisteredClients()).contains(Count.exactly(0));
    assertThat(overview.reuseIncidents()).contains(Count.exactly(1));
    assertThat(overview.activeConsents()).contains(Count.exactly(0));
    assertThat(overview.openInteractions()).contains(Count.exactly(0));

    fixture.test.execute("ALTER TABLE {interactions} RENAME TO gone");
    Overview silent = fixture.admin.overview().current();
    assertThat(silent.openInteractions()).isEmpty();
    assertThat(silent.clients()).contains(Count.exactly(1));
  }

  @Test
  @DisplayName("Overview figures: what was refused in a day, and of that what came again")
  void refusedInADay() {
    fixture.figures.count(Figure.REFUSALS, "client_assertion_replayed");
    fixture.figures.count(Figure.REFUSALS, "dpop_proof_replayed");
    fixture.figures.count(Figure.REFUSALS, "dpop_replay_store_failed");
    fixture.figures.count(Figure.TOKENS_ISSUED, "authorization_code_replayed");
    fixture.figures.flush();

    Overview overview = fixture.admin.overview().current();
    assertThat(overview.refusals()).contains(Count.exactly(3));
    assertThat(overview.replays()).contains(Count.exactly(2));

    fixture.now = fixture.now.plus(Duration.ofHours(24));
    assertThat(fixture.admin.overview().current().refusals()).contains(Count.exactly(0));
    fixture.test.execute("ALTER TABLE {hourly_figures} RENAME TO gone_figures");
    assertThat(fixture.admin.overview().current().replays()).isEmpty();
  }

  @Test
  @DisplayName("Overview warnings strip: missing and old keys")
  void keys() {
    scheduler(fixture.now);
    assertThat(warnings()).containsExactly(Kind.NO_ACTIVE_SIGNING_KEY);

    activeKey();
    assertThat(warnings()).isEmpty();

    fixture.advance(Duration.ofDays(91));
    scheduler(fixture.now);
    assertThat(warnings()).containsExactly(Kind.SIGNING_KEY_IS_OLD);
  }

  @Test
  @DisplayName("warns when no scheduler checks in, and when the sweep is late or failed in part")
  void jobs() {
    activeKey();
    assertThat(warnings()).containsExactly(Kind.SCHEDULER_NOT_RUNNING);

    scheduler(fixture.now);
    fixture.jobRuns.record(
        JobRuns.SWEEP,
        new JobRuns.Run(fixture.now, fixture.now, fixture.now, 3, List.of("tokens")));
    assertThat(warnings()).containsExactly(Kind.SWEEP_FAILED_IN_PART);

    fixture.advance(Duration.ofHours(3));
    scheduler(fixture.now);
    assertThat(warnings()).containsExactly(Kind.SWEEP_IS_LATE, Kind.SWEEP_FAILED_IN_PART);
  }

  @Test
  @DisplayName("the hours begin as many hours back as asked for")
  void hours() {
    fixture.figures.count(Figure.REFUSALS, "old");
    fixture.figures.flush();
    fixture.advance(Duration.ofHours(24));
    fixture.figures.count(Figure.REFUSALS, "new");
    fixture.figures.flush();

    assertThat(fixture.admin.overview().hours(24)).hasSize(1);
    assertThat(fixture.admin.overview().hours(25)).hasSize(2);
  }

  @Test
  @DisplayName("health tells versions, scheduler, sweep and keys")
  void health() {
    activeKey();
    scheduler(fixture.now);
    fixture.advance(Duration.ofSeconds(5));

    Health health = fixture.admin.health().current();
    assertThat(health.schemaFits()).isTrue();
    assertThat(health.databaseVersion().orElse("")).startsWith("17");
    assertThat(health.nodes()).contains(1);
    assertThat(health.oldestDueJob()).isEmpty();
    assertThat(health.lastSweep()).isEmpty();
    assertThat(health.keyAges())
        .extracting(Health.KeyAge::age)
        .containsExactly(Duration.ofSeconds(5));
  }

  @Test
  @DisplayName("a refusal is found by its correlation id and listed by client and reason")
  void refusals() {
    RefusalRecorder recorder =
        new RefusalRecorder(fixture.foundation.refusals(), fixture.clock, reason -> {});
    for (int i = 0; i < 30; i++) {
      String reason = i % 2 == 0 ? "even" : "odd";
      recorder.refused(
          new Refusal(
              "id-" + i,
              "GET",
              Optional.of("app" + i % 3),
              "/authorize",
              400,
              "invalid_request",
              reason,
              "No.",
              List.of(new Refusal.Judgement("RULE", "RFC", false)),
              Map.of(),
              Parameters.none()));
    }
    recorder.flush();
    RefusalAdmin refusals = fixture.admin.refusals();

    assertThat(refusals.find(" id-7 ").orElseThrow().reason()).isEqualTo("odd");
    assertThat(refusals.find("nothing")).isEmpty();
    assertThat(refusals.find("x".repeat(1000))).isEmpty();
    assertThat(refusals.reasons()).containsExactly("even", "odd");

    Listing<RecordedRefusal> first =
        refusals.list(new ListRequest<>(RefusalFilter.all(), 10, Position.first()));
    assertThat(first.matching()).isEqualTo(Count.exactly(30));
    assertThat(first.rows().get(0).correlationId()).isEqualTo("id-29");
    Listing<RecordedRefusal> second =
        refusals.list(new ListRequest<>(RefusalFilter.all(), 10, first.next().orElseThrow()));
    assertThat(second.rows().get(0).correlationId()).isEqualTo("id-19");
    RefusalFilter filter = new RefusalFilter(Optional.of("app0"), Optional.of("even"));
    assertThat(refusals.list(new ListRequest<>(filter, 10, Position.first())).rows())
        .extracting(RecordedRefusal::correlationId)
        .containsExactly("id-24", "id-18", "id-12", "id-6", "id-0");
  }
}
