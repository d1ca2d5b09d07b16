package dev.lockspire.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.config.JobsConfig;
import dev.lockspire.config.PrunerSchedule;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The job scheduler")
@Timeout(60)
class JobSchedulerTest {
  private static final PrunerSchedule HOURLY = new PrunerSchedule.Hourly();
  private static final PrunerSchedule OFF = new PrunerSchedule.Off();

  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Database OTHER = DATABASE.anotherNode();

  private final BlockingQueue<String> swept = new LinkedBlockingQueue<>();
  private JobScheduler first;
  private JobScheduler second;

  @AfterAll
  static void closeDatabase() {
    DATABASE.close();
  }

  @BeforeEach
  void nothingScheduled() {
    DATABASE.execute("TRUNCATE lockspire.qrtz_job_details, lockspire.qrtz_scheduler_state CASCADE");
  }

  @AfterEach
  void close() {
    for (JobScheduler node : new JobScheduler[] {first, second}) {
      if (node != null) {
        node.close();
      }
    }
  }

  /** A sweep that only tells which node and thread ran it. */
  private Sweep telling(String node, Database at) {
    SweptTable table =
        new SweptTable() {
          @Override
          public String model() {
            return "told";
          }

          @Override
          public Batch next(Database database, Instant now, Batch previous, int limit) {
            swept.add(node + ' ' + Thread.currentThread().getName());
            return new Batch(0, true, now, 0);
          }
        };
    return new Sweep(at, InstantSource.system(), Telemetry.silent(), 10, List.of(table), run -> {});
  }

  private static JobsConfig config(JobsConfig.Mode mode, PrunerSchedule schedule) {
    return new JobsConfig(mode, 2, schedule, 1000);
  }

  private JobScheduler node(String name, Database at, JobsConfig config) {
    return new JobScheduler(config, at, telling(name, at), RandomSource.secure());
  }

  private JobScheduler started(String name, Database at, PrunerSchedule schedule) {
    JobScheduler node = node(name, at, config(JobsConfig.Mode.ENABLED, schedule));
    node.start();
    return node;
  }

  @Test
  @DisplayName("runs a sweep that falls due on one of two nodes, and only there")
  void oncePerCluster() throws Exception {
    PrunerSchedule everyTwoSeconds = new PrunerSchedule.Cron("0/2 * * * * ?");
    first = started("a", DATABASE.database(), everyTwoSeconds);
    second = started("b", OTHER, everyTwoSeconds);
    long from = System.nanoTime();
    for (int i = 0; i < 5; i++) {
      assertThat(swept.poll(20, TimeUnit.SECONDS)).as("sweep %d", i).isNotNull();
    }
    Duration taken = Duration.ofNanos(System.nanoTime() - from);
    assertThat(taken)
        .as("five sweeps, two seconds apart: run by both nodes they would take four seconds")
        .isGreaterThan(Duration.ofSeconds(5));
  }

  @Test
  @DisplayName("runs a requested sweep once in the whole cluster, on a thread of its own")
  void requested() throws Exception {
    first = started("a", DATABASE.database(), OFF);
    second = started("b", OTHER, OFF);
    assertThat(first.requestSweep()).isTrue();
    assertThat(swept.poll(20, TimeUnit.SECONDS)).matches("[ab] lockspire-job-\\d+");
    assertThat(swept.poll(1, TimeUnit.SECONDS)).isNull();
  }

  @Test
  @DisplayName("sweeps every hour by default, and catches up once after a time without any node")
  void hourly() {
    first = started("a", DATABASE.database(), HOURLY);
    assertThat(
            DATABASE.text(
                "SELECT c.cron_expression || ' ' || t.misfire_instr FROM lockspire.qrtz_triggers t"
                    + " JOIN lockspire.qrtz_cron_triggers c USING (sched_name, trigger_name)"))
        .isEqualTo("0 0 * * * ? 1");
    assertThat(DATABASE.text("SELECT requests_recovery FROM lockspire.qrtz_job_details"))
        .isEqualTo("t");
  }

  @Test
  @DisplayName("is one cluster to the database, whatever the nodes are called")
  void oneCluster() {
    first = started("a", DATABASE.database(), HOURLY);
    second = started("b", OTHER, HOURLY);
    assertThat(DATABASE.texts("SELECT DISTINCT sched_name FROM lockspire.qrtz_scheduler_state"))
        .containsExactly("LockspireScheduler");
    assertThat(DATABASE.texts("SELECT instance_name FROM lockspire.qrtz_scheduler_state"))
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("a node that joins does not move the time of the next sweep")
  void joiningMovesNothing() {
    first = started("a", DATABASE.database(), HOURLY);
    DATABASE.execute("UPDATE lockspire.qrtz_triggers SET next_fire_time = next_fire_time + 7");
    String before = DATABASE.text("SELECT next_fire_time FROM lockspire.qrtz_triggers");
    second = started("b", OTHER, HOURLY);
    assertThat(DATABASE.text("SELECT next_fire_time FROM lockspire.qrtz_triggers"))
        .isEqualTo(before);
  }

  @Test
  @DisplayName("takes over a changed schedule, and off takes the sweep away")
  void changedSchedule() {
    started("a", DATABASE.database(), HOURLY).close();
    started("b", DATABASE.database(), new PrunerSchedule.Cron("0 30 3 * * ?")).close();
    assertThat(DATABASE.texts("SELECT cron_expression FROM lockspire.qrtz_cron_triggers"))
        .containsExactly("0 30 3 * * ?");
    first = started("c", DATABASE.database(), OFF);
    assertThat(DATABASE.texts("SELECT trigger_name FROM lockspire.qrtz_triggers")).isEmpty();
  }

  @Test
  @DisplayName("disabled: starts no thread, writes no row, and asks for nothing")
  void disabled() {
    first = node("a", DATABASE.database(), config(JobsConfig.Mode.DISABLED, HOURLY));
    first.start();
    assertThat(first.requestSweep()).isFalse();
    assertThat(swept).isEmpty();
    assertThat(jobThreads()).isEmpty();
    assertThat(DATABASE.texts("SELECT job_name FROM lockspire.qrtz_job_details")).isEmpty();
  }

  @Test
  @DisplayName("inline: sweeps in the thread that asks")
  void inline() {
    first = node("a", DATABASE.database(), config(JobsConfig.Mode.INLINE, HOURLY));
    first.start();
    assertThat(first.requestSweep()).isTrue();
    assertThat(swept).containsExactly("a " + Thread.currentThread().getName());
    assertThat(jobThreads()).isEmpty();
  }

  @Test
  @DisplayName("leaves no thread behind, may be closed twice, and asks for nothing afterwards")
  void closing() {
    JobScheduler node = started("a", DATABASE.database(), HOURLY);
    assertThat(jobThreads()).isNotEmpty();
    node.close();
    node.close();
    assertThat(jobThreads()).isEmpty();
    assertThatThrownBy(node::requestSweep).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("ends a running sweep after its current batch")
  void drains() throws Exception {
    BlockingQueue<String> batches = new LinkedBlockingQueue<>();
    SweptTable endless =
        new SweptTable() {
          @Override
          public String model() {
            return "endless";
          }

          @Override
          public Batch next(Database database, Instant now, Batch previous, int limit) {
            batches.add("batch");
            return new Batch(1, false, now, 0);
          }
        };
    Sweep sweep =
        new Sweep(
            DATABASE.database(),
            InstantSource.system(),
            Telemetry.silent(),
            10,
            List.of(endless),
            run -> {});
    first =
        new JobScheduler(
            config(JobsConfig.Mode.ENABLED, OFF),
            DATABASE.database(),
            sweep,
            RandomSource.secure());
    first.start();
    first.requestSweep();
    assertThat(batches.poll(20, TimeUnit.SECONDS)).isNotNull();
    long from = System.nanoTime();
    first.close();
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(10));
    assertThat(jobThreads()).isEmpty();
  }

  @Test
  @DisplayName("says so when it cannot start, and leaves nothing running")
  void cannotStart() {
    DATABASE.execute("ALTER TABLE lockspire.qrtz_locks RENAME TO away");
    first = node("a", DATABASE.database(), config(JobsConfig.Mode.ENABLED, HOURLY));
    assertThatThrownBy(first::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("scheduler");
    DATABASE.execute("ALTER TABLE lockspire.away RENAME TO qrtz_locks");
    assertThat(jobThreads()).isEmpty();
  }

  private static Set<String> jobThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains("lockspire-job") || name.contains("QuartzScheduler"))
        .collect(java.util.stream.Collectors.toSet());
  }
}
