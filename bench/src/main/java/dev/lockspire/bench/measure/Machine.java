package dev.lockspire.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The first line of {@code /proc/stat}: what the whole machine has done since it started.
 *
 * @param busyTicks all CPUs together, with what other machines took from this one
 * @param allTicks busy and idle
 */
public record Machine(long busyTicks, long allTicks) {

  public static Machine now() {
    try {
      return parse(Files.readAllLines(Path.of("/proc/stat")).get(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code cpu user nice system idle iowait irq softirq steal ..}. */
  static Machine parse(String line) {
    List<String> fields = Arrays.stream(line.strip().split("\\s+")).skip(1).limit(8).toList();
    long[] ticks = fields.stream().mapToLong(Long::parseLong).toArray();
    long all = Arrays.stream(ticks).sum();
    return new Machine(all - ticks[3] - ticks[4], all);
  }

  /**
   * The share of the machine, from 0 to 1, that went to others than those measured.
   *
   * @param since an earlier look
   * @param millis CPU time of those measured between the two
   */
  public double shareOfOthers(Machine since, double millis) {
    double ours = millis * ProcessStat.TICKS_PER_SECOND / 1000;
    double others = busyTicks - since.busyTicks - ours;
    return Math.max(0, others / Math.max(1, allTicks - since.allTicks));
  }
}
