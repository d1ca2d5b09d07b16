package dev.lockspire.bench.measure;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** CPU time that something has used so far, in milliseconds; the grain is 10 ms. */
public interface CpuMeter {

  /** Never falls; what counts is the difference between two calls. */
  double millis();

  /** Nothing is used: for what runs without a database. */
  static CpuMeter none() {
    return () -> 0;
  }

  /** All threads of one process, without its children. */
  static CpuMeter process(long pid) {
    return () ->
        toMillis(
            ProcessStat.of(pid)
                .orElseThrow(() -> new IllegalStateException("process " + pid + " has ended"))
                .ownTicks());
  }

  /** The just-in-time compiler of one JVM, which is part of what {@link #process} counts. */
  static CpuMeter compiler(long pid) {
    return () ->
        toMillis(
            Stream.of("C1 Compiler", "C2 Compiler")
                .flatMap(name -> ProcessStat.threads(pid, name).stream())
                .mapToLong(ProcessStat::ownTicks)
                .sum());
  }

  /**
   * A process and everything it has started, as PostgreSQL is: one child per connection, and others
   * that come and go. A child that ends moves into its parent's account, so nothing is lost, unless
   * it ends between two looks: then both are repeated.
   */
  static CpuMeter family(long pid) {
    return () -> {
      while (true) {
        List<ProcessStat> before = familyOf(pid);
        List<ProcessStat> after = familyOf(pid);
        if (pids(before).equals(pids(after))) {
          return toMillis(
              after.stream().mapToLong(stat -> stat.ownTicks() + stat.childTicks()).sum());
        }
      }
    };
  }

  private static List<ProcessStat> familyOf(long pid) {
    List<ProcessStat> all = ProcessStat.all();
    Set<Long> family = new HashSet<>(Set.of(pid));
    boolean grew = true;
    while (grew) {
      grew = false;
      for (ProcessStat stat : all) {
        grew |= family.contains(stat.parent()) && family.add(stat.pid());
      }
    }
    List<ProcessStat> members = all.stream().filter(stat -> family.contains(stat.pid())).toList();
    if (members.isEmpty()) {
      throw new IllegalStateException("process " + pid + " has ended");
    }
    return members;
  }

  private static Set<Long> pids(List<ProcessStat> stats) {
    return stats.stream().map(ProcessStat::pid).collect(Collectors.toSet());
  }

  private static double toMillis(long ticks) {
    return ticks * 1000.0 / ProcessStat.TICKS_PER_SECOND;
  }
}
