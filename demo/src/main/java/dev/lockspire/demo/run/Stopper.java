package dev.lockspire.demo.run;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Opens things one after the other and closes them in the opposite order, also when the process is
 * told to stop while one of them is still opening.
 */
final class Stopper {
  /** Something that takes a while to open. */
  @FunctionalInterface
  interface Step<T extends AutoCloseable> {
    T open();
  }

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean stopped;

  /** Opens under the same lock that {@link #stop} takes, so that nothing slips through. */
  synchronized <T extends AutoCloseable> T open(Step<T> step) {
    if (stopped) {
      throw new StartProblem("Stopped before it was ready.");
    }
    T opened = step.open();
    open.push(opened);
    return opened;
  }

  synchronized void stop() {
    stopped = true;
    while (!open.isEmpty()) {
      AutoCloseable next = open.pop();
      try {
        next.close();
      } catch (Exception e) {
        System.err.println("While stopping " + next.getClass().getSimpleName() + ": " + e);
      }
    }
  }
}
