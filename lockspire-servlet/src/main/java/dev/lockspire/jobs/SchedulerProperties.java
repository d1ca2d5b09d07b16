package dev.lockspire.jobs;

import dev.lockspire.storage.Schema;
import java.util.Properties;

/** The settings of Quartz' clustered job store in our schema. */
final class SchedulerProperties {

  private SchedulerProperties() {}

  /**
   * @param node unique in the cluster and in this JVM: Quartz finds schedulers of the same name
   *     through a static registry, and another web application may run one of ours too
   * @param connections name of the registered connection provider
   */
  static Properties of(String node, String connections, Schema schema, int threads) {
    Properties p = new Properties();
    p.setProperty("org.quartz.scheduler.instanceName", "lockspire-" + node);
    p.setProperty("org.quartz.scheduler.instanceId", node);
    p.setProperty("org.quartz.scheduler.threadName", "lockspire-job-scheduler");
    p.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    p.setProperty("org.quartz.scheduler.threadsInheritContextClassLoaderOfInitializer", "true");
    p.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");

    p.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    p.setProperty("org.quartz.threadPool.threadCount", Integer.toString(threads));
    p.setProperty("org.quartz.threadPool.threadNamePrefix", "lockspire-job");
    p.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    p.setProperty(
        "org.quartz.threadPool.threadsInheritContextClassLoaderOfInitializingThread", "true");

    p.setProperty("org.quartz.jobStore.class", ClusterJobStore.class.getName());
    p.setProperty(
        "org.quartz.jobStore.driverDelegateClass",
        "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
    p.setProperty("org.quartz.jobStore.dataSource", connections);
    p.setProperty("org.quartz.jobStore.tablePrefix", '"' + schema.name() + "\".qrtz_");
    p.setProperty("org.quartz.jobStore.useProperties", "true");
    p.setProperty("org.quartz.jobStore.isClustered", "true");
    p.setProperty("org.quartz.jobStore.clusterCheckinInterval", "10000");
    p.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
    return p;
  }
}
