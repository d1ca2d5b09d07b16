package dev.lockspire.demo.run;

/** The command line cannot be understood; the message says what to change. */
final class UsageProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageProblem(String message) {
    super(message);
  }
}
