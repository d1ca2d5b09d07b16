package dev.lockspire.bench.wire;

/** The server answered something else than what the unit of work needs, so nothing is measured. */
public final class UnexpectedAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnexpectedAnswer(String message) {
    super(message);
  }
}
