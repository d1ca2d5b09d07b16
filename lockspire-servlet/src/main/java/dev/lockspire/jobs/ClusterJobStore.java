package dev.lockspire.jobs;

import org.quartz.impl.jdbcjobstore.JobStoreTX;

/**
 * Quartz' clustered job store under one name for all nodes.
 *
 * <p>Quartz gives the store the name of its scheduler, which has to be the same on all nodes for
 * the database and different for each scheduler in a JVM: these two are told apart here. Public
 * because Quartz makes the instance.
 */
@SuppressWarnings("unchecked") // about a raw type in JobStoreTX itself
public final class ClusterJobStore extends JobStoreTX {

  /** Marks our rows in the tables. */
  static final String CLUSTER = "LockspireScheduler";

  @Override
  public void setInstanceName(String schedulerName) {
    super.setInstanceName(CLUSTER);
  }
}
