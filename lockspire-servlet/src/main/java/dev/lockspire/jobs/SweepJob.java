package dev.lockspire.jobs;

import java.util.function.BooleanSupplier;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Runs the {@link Sweep} when its time has come, on one node at a time. */
@DisallowConcurrentExecution
final class SweepJob implements Job {
  private final Sweep sweep;
  private final BooleanSupplier stop;

  SweepJob(Sweep sweep, BooleanSupplier stop) {
    this.sweep = sweep;
    this.stop = stop;
  }

  @Override
  public void execute(JobExecutionContext context) {
    sweep.run(context.getScheduledFireTime().toInstant(), stop);
  }
}
