package dev.lockspire.bench.measure;

import dev.lockspire.bench.wire.Tally;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one run cost.
 *
 * @param perSecond units per second
 * @param p50 milliseconds
 * @param p99 milliseconds
 * @param serverCpu CPU milliseconds of the server per unit
 * @param databaseCpu CPU milliseconds of PostgreSQL per unit
 * @param compiler the share, 0 to 1, of the server's CPU time that its just-in-time compiler took:
 *     the more, the less warm it was
 * @param others the share of the machine, 0 to 1, that went to programs that are not measured: the
 *     more, the less the other figures say
 */
public record Figures(
    double perSecond,
    double p50,
    double p99,
    double serverCpu,
    double databaseCpu,
    double compiler,
    double others) {

  /** One run, with the CPU time used meanwhile. */
  public static Figures of(
      Tally tally,
      double serverMillis,
      double databaseMillis,
      double compilerMillis,
      double others) {
    long units = tally.units();
    return new Figures(
        tally.perSecond(),
        tally.percentileMillis(0.50),
        tally.percentileMillis(0.99),
        serverMillis / units,
        databaseMillis / units,
        serverMillis == 0 ? 0 : compilerMillis / serverMillis,
        others);
  }

  /** The middle of several runs, figure by figure. */
  public static Figures median(List<Figures> runs) {
    return new Figures(
        median(runs, Figures::perSecond),
        median(runs, Figures::p50),
        median(runs, Figures::p99),
        median(runs, Figures::serverCpu),
        median(runs, Figures::databaseCpu),
        median(runs, Figures::compiler),
        median(runs, Figures::others));
  }

  private static double median(List<Figures> runs, ToDoubleFunction<Figures> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no run, no median");
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** CPU milliseconds of both per unit. */
  public double cpu() {
    return serverCpu + databaseCpu;
  }
}
