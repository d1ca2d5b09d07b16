package dev.lockspire.http;

import org.slf4j.Logger;

/**
 * Logs an unexpected failure with its stack but without any message on the way: a message may quote
 * what the caller sent, and that may be a secret.
 */
final class FailureLog {
  private static final int MAX_CAUSES = 8;

  private FailureLog() {}

  static void log(Logger log, Route route, String correlationId, Throwable failure) {
    log.error("{} failed ({})", route, correlationId, withoutMessages(failure, MAX_CAUSES));
  }

  private static Throwable withoutMessages(Throwable failure, int depth) {
    if (failure == null || depth == 0) {
      return null;
    }
    Throwable cause = withoutMessages(failure.getCause(), depth - 1);
    Throwable bare = new WithoutMessage(failure.getClass().getName(), cause);
    bare.setStackTrace(failure.getStackTrace());
    return bare;
  }

  /** Stands for a failure: its message is the type of the failure, and nothing else. */
  private static final class WithoutMessage extends Throwable {
    private static final long serialVersionUID = 1L;

    WithoutMessage(String type, Throwable cause) {
      super(type, cause, false, true);
    }
  }
}
