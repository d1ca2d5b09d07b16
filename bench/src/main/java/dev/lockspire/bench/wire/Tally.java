package dev.lockspire.bench.wire;

import java.util.Arrays;

/** What one run brought: how many units, in what time, and how long each took. */
public final class Tally {
  private final long[] sortedNanos;
  private final long elapsedNanos;

  private Tally(long[] sortedNanos, long elapsedNanos) {
    this.sortedNanos = sortedNanos;
    this.elapsedNanos = elapsedNanos;
  }

  public long units() {
    return sortedNanos.length;
  }

  public double perSecond() {
    return units() * 1e9 / elapsedNanos;
  }

  /**
   * The time within which the fraction {@code part} of all units ended, in milliseconds (nearest
   * rank).
   *
   * @param part above 0, up to 1
   */
  public double percentileMillis(double part) {
    if (!(part > 0 && part <= 1)) {
      throw new IllegalArgumentException("a percentile is above 0 and up to 1, not " + part);
    }
    if (sortedNanos.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(part * sortedNanos.length);
    return sortedNanos[rank - 1] / 1e6;
  }

  /** Takes one time per unit. */
  public static final class Collector {
    private long[] nanos = new long[4096];
    private int count;

    public void add(long unitNanos) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, count * 2);
      }
      nanos[count++] = unitNanos;
    }

    public Tally ended(long elapsedNanos) {
      long[] sorted = Arrays.copyOf(nanos, count);
      Arrays.sort(sorted);
      return new Tally(sorted, elapsedNanos);
    }
  }
}
