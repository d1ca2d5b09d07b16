package dev.lockspire.bench.run;

import dev.lockspire.bench.measure.CpuMeter;
import dev.lockspire.bench.measure.Figures;
import dev.lockspire.bench.measure.Machine;
import dev.lockspire.bench.measure.StatementCounter;
import dev.lockspire.bench.measure.Statements;
import dev.lockspire.bench.wire.ClosedLoop.Bounds;
import dev.lockspire.bench.wire.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures loads the same way each: warm up, run, read the CPU clocks before and after. */
final class Measurement {
  /** Enough that what happens once per start or per connection vanishes in the mean. */
  private static final Bounds COUNTED = new Bounds(500, Duration.ofSeconds(30));

  /** The compiler's share of the server's CPU time below which it counts as warm. */
  private static final double WARM = 0.05;

  private static final int MOST_ROUNDS = 6;

  private final Options options;
  private final CpuMeter server;
  private final CpuMeter database;
  private final CpuMeter compiler;
  private final CpuMeter self = CpuMeter.process(ProcessHandle.current().pid());

  private final boolean serverIsLoad;

  /**
   * @param serverPid whose CPU time is the server's; this process where there is no server
   * @param database whose CPU time is PostgreSQL's
   */
  Measurement(Options options, long serverPid, CpuMeter database) {
    this.options = options;
    this.server = CpuMeter.process(serverPid);
    this.compiler = CpuMeter.compiler(serverPid);
    this.database = database;
    this.serverIsLoad = serverPid == ProcessHandle.current().pid();
  }

  /** One row per number of connections. */
  List<Row> rows(String name, double aim, Load load, Optional<StatementCounter> counter)
      throws Exception {
    int most = options.connections().stream().mapToInt(Integer::intValue).max().orElseThrow();
    warmUp(load, most);
    Optional<Statements> statements = Optional.empty();
    if (counter.isPresent()) {
      statements = Optional.of(counted(load, counter.get()));
    }
    List<Row> rows = new ArrayList<>();
    for (int connections : options.connections()) {
      List<Figures> runs = new ArrayList<>();
      for (int run = 0; run < options.runs(); run++) {
        runs.add(once(load, connections));
      }
      rows.add(new Row(name, connections, Figures.median(runs), statements, aim));
    }
    return rows;
  }

  /**
   * Until the compiler has little left to do, or it has been several times as long as asked for.
   */
  private void warmUp(Load load, int connections) throws Exception {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double serverBefore = server.millis();
      double compilerBefore = compiler.millis();
      load.run(connections, Bounds.time(options.warmUp()));
      double share =
          (compiler.millis() - compilerBefore) / Math.max(1, server.millis() - serverBefore);
      if (share < WARM) {
        return;
      }
    }
  }

  private Figures once(Load load, int connections) throws Exception {
    Machine machineBefore = Machine.now();
    double loadBefore = self.millis();
    double serverBefore = server.millis();
    double compilerBefore = compiler.millis();
    double databaseBefore = database.millis();
    Tally tally = load.run(connections, new Bounds(options.most(), options.time()));
    double serverUsed = server.millis() - serverBefore;
    double databaseUsed = database.millis() - databaseBefore;
    double compilerUsed = compiler.millis() - compilerBefore;
    // Where the load is its own server, it is counted as that already.
    double loadUsed = serverIsLoad ? 0 : self.millis() - loadBefore;
    double others =
        Machine.now().shareOfOthers(machineBefore, serverUsed + databaseUsed + loadUsed);
    return Figures.of(tally, serverUsed, databaseUsed, compilerUsed, others);
  }

  private static Statements counted(Load load, StatementCounter counter) throws Exception {
    return counter.count(
        () -> {
          try {
            return load.run(1, COUNTED).units();
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
