package dev.lockspire.demo.run;

/** The demo cannot start for a reason a person can do something about; the message says what. */
final class StartProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartProblem(String message) {
    super(message);
  }

  StartProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
