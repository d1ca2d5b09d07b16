package dev.lockspire.admin;

/**
 * How many there are, counted no further than is cheap.
 *
 * @param value the number; when not exact, there are at least that many
 * @param exact whether counting came to its end
 */
public record Count(long value, boolean exact) {
  /** Rows after which counting stops. */
  public static final int MOST = 10_000;

  /** A count that came to its end. */
  public static Count exactly(long value) {
    return new Count(value, true);
  }

  /** Of a query that stops at one row more than {@link #MOST}. */
  static Count bounded(long counted) {
    return counted > MOST ? new Count(MOST, false) : new Count(counted, true);
  }

  /** This and {@code other} together. */
  public Count plus(Count other) {
    return new Count(value + other.value, exact && other.exact);
  }
}
