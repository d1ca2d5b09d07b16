package dev.lockspire.outbound;

/** Threads that neither keep the JVM alive nor a request's class loader. */
final class DaemonThreads {
  private DaemonThreads() {}

  static Thread named(String name, Runnable task) {
    Thread made = new Thread(task, name);
    made.setDaemon(true);
    made.setContextClassLoader(DaemonThreads.class.getClassLoader());
    return made;
  }
}
