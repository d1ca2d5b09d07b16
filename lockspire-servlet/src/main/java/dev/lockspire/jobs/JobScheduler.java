package dev.lockspire.jobs;

import dev.lockspire.config.JobsConfig;
import dev.lockspire.config.PrunerSchedule;
import dev.lockspire.crypto.RandomSource;
import dev.lockspire.storage.Database;
import java.time.Duration;
import java.util.Set;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.DBConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's part of the clustered scheduler. Every node starts one; the database decides which of
 * them runs a job that is due, and another takes over what a dead node left.
 */
public final class JobScheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobScheduler.class);
  private static final String EVERY_HOUR = "0 0 * * * ?";
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(20);
  private static final JobKey SWEEP = JobKey.jobKey("sweep", "lockspire");
  private static final TriggerKey SWEEP_TIME = TriggerKey.triggerKey("sweep", "lockspire");

  private final JobsConfig config;
  private final Database database;
  private final Sweep sweep;
  private final String node;
  private volatile boolean stopping;
  private volatile Scheduler scheduler;

  public JobScheduler(JobsConfig config, Database database, Sweep sweep, RandomSource random) {
    this.config = config;
    this.database = database;
    this.sweep = sweep;
    this.node = random.uuid();
  }

  /**
   * Joins the cluster and makes sure that every job is scheduled. Does nothing unless jobs are
   * enabled on this node.
   *
   * @throws IllegalStateException when the scheduler cannot start; nothing is left running
   */
  public void start() {
    if (config.mode() != JobsConfig.Mode.ENABLED) {
      LOG.info("This node schedules no jobs (lockspire.jobs.mode={})", config.mode());
      return;
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Quartz and its threads look classes up through this loader; it must be the library's own.
    thread.setContextClassLoader(JobScheduler.class.getClassLoader());
    try {
      join();
      scheduleSweep();
      scheduler.start();
    } catch (SchedulerException | RuntimeException e) {
      close();
      throw new IllegalStateException("The job scheduler could not be started.", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private void join() throws SchedulerException {
    String connections = "lockspire-" + node;
    DBConnectionManager.getInstance()
        .addConnectionProvider(connections, new SchedulerConnections(database.dataSource()));
    StdSchedulerFactory factory =
        new StdSchedulerFactory(
            SchedulerProperties.of(node, connections, database.schema(), config.threads()));
    scheduler = factory.getScheduler();
    scheduler.setJobFactory((bundle, ignored) -> new SweepJob(sweep, () -> stopping));
  }

  private void scheduleSweep() throws SchedulerException {
    JobDetail job =
        JobBuilder.newJob(SweepJob.class)
            .withIdentity(SWEEP)
            .storeDurably()
            .requestRecovery()
            .build();
    scheduler.addJob(job, true);
    if (config.prunerSchedule() instanceof PrunerSchedule.Off) {
      scheduler.unscheduleJob(SWEEP_TIME);
      return;
    }
    String cron =
        config.prunerSchedule() instanceof PrunerSchedule.Cron own ? own.expression() : EVERY_HOUR;
    // A node that starts just when the sweep is due must not move it by writing the trigger anew.
    if (scheduler.getTrigger(SWEEP_TIME) instanceof CronTrigger known
        && known.getCronExpression().equals(cron)) {
      scheduler.resetTriggerFromErrorState(SWEEP_TIME);
      return;
    }
    CronTrigger trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(SWEEP_TIME)
            .forJob(SWEEP)
            .withSchedule(
                CronScheduleBuilder.cronSchedule(cron)
                    .inTimeZone(java.util.TimeZone.getTimeZone("UTC"))
                    .withMisfireHandlingInstructionFireAndProceed())
            .build();
    scheduler.scheduleJob(job, Set.of(trigger), true);
  }

  /** Whether this node does its part: it runs a scheduler, or is configured to run none. */
  public boolean isReady() {
    return config.mode() != JobsConfig.Mode.ENABLED || scheduler != null;
  }

  /**
   * Asks for a sweep now: on some node of the cluster when jobs are enabled, before this returns
   * when they run inline.
   *
   * @return false when jobs are disabled on this node and nothing was asked for
   * @throws IllegalStateException when the scheduler is not running or does not accept it
   */
  public boolean requestSweep() {
    return switch (config.mode()) {
      case DISABLED -> false;
      case INLINE -> {
        sweep.run();
        yield true;
      }
      case ENABLED -> {
        triggerSweep();
        yield true;
      }
    };
  }

  private void triggerSweep() {
    Scheduler running = scheduler;
    if (running == null) {
      throw new IllegalStateException("The job scheduler is not running.");
    }
    try {
      running.triggerJob(SWEEP);
    } catch (SchedulerException e) {
      throw new IllegalStateException("The job scheduler did not accept the sweep.", e);
    }
  }

  /**
   * Leaves the cluster; a running job ends after its current batch, waited for up to 20 seconds.
   */
  @Override
  public void close() {
    Scheduler running = scheduler;
    if (running == null) {
      return;
    }
    stopping = true;
    scheduler = null;
    // Quartz waits for its jobs without a limit: the limit is ours.
    Thread drain = new Thread(() -> shutDown(running), "lockspire-job-drain");
    drain.setDaemon(true);
    drain.start();
    try {
      drain.join(LONGEST_DRAIN.toMillis());
      if (drain.isAlive()) {
        LOG.warn("A job did not end within {}", LONGEST_DRAIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void shutDown(Scheduler scheduler) {
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      LOG.warn("The job scheduler did not shut down cleanly", e);
    }
  }
}
