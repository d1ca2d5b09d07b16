package dev.lockspire.bench.run;

import dev.lockspire.bench.floor.HostServer;
import dev.lockspire.bench.measure.CpuMeter;
import dev.lockspire.bench.measure.TextTable;
import dev.lockspire.bench.unit.Exchange;
import dev.lockspire.bench.wire.Answer;
import dev.lockspire.bench.wire.Requests;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** {@code bin/bench --footprint}: what the library adds to a host that starts and then idles. */
public final class Footprint {
  private static final int RUNS = 5;
  private static final long IDLE_MILLIS = 10_000;

  /**
   * One start of a host.
   *
   * @param startMillis from the launch of the JVM until it answers
   * @param startCpu CPU milliseconds of all its threads until then, which other programs do not
   *     lengthen
   * @param heap megabytes that live on the heap after a collection, idle
   * @param beside megabytes beside the heap: classes, compiled code
   * @param resident megabytes that the system counts for the process
   */
  private record Start(
      double startMillis, double startCpu, double heap, double beside, double resident) {}

  private Footprint() {}

  /** Ends by itself. */
  public static void main(String[] args) throws Exception {
    Path data =
        Path.of(System.getProperty("bench.root", "."))
            .toAbsolutePath()
            .normalize()
            .resolve("bench/target/run");
    Files.createDirectories(data);
    List<Start> without = new ArrayList<>();
    List<Start> with = new ArrayList<>();
    try (DurablePostgres postgres = DurablePostgres.start(data.resolve("postgres"))) {
      // The first start migrates and makes keys, which is not what is measured.
      start(data, List.of(postgres.jdbcUrl()), 0);
      for (int run = 0; run < RUNS; run++) {
        without.add(start(data, List.of(), IDLE_MILLIS));
        with.add(start(data, List.of(postgres.jdbcUrl()), IDLE_MILLIS));
      }
    }
    TextTable table = new TextTable("median of " + RUNS + " starts", "without", "with", "added");
    row(table, "start-up, ms", without, with, Start::startMillis);
    row(table, "start-up, CPU ms", without, with, Start::startCpu);
    row(table, "heap in use, idle, MB", without, with, Start::heap);
    row(table, "beside the heap, idle, MB", without, with, Start::beside);
    row(table, "resident, idle, MB", without, with, Start::resident);
    System.out.print(table);
    System.exit(0);
  }

  private static Start start(Path data, List<String> arguments, long idleMillis) throws Exception {
    try (ServerProcess host =
        ServerProcess.java(HostServer.class, arguments, data.resolve("host.log"))) {
      double startCpu = CpuMeter.process(host.pid()).millis();
      Thread.sleep(idleMillis);
      URI base = host.uri("base");
      Answer memory =
          Exchange.of(
              new InetSocketAddress(base.getHost(), base.getPort()),
              new Requests(base).get("/memory", ""));
      return new Start(
          Double.parseDouble(host.value("started")),
          startCpu,
          megabytes(memory, "heap"),
          megabytes(memory, "beside"),
          residentMegabytes(host.pid()));
    }
  }

  private static double megabytes(Answer memory, String member) {
    return Double.parseDouble(memory.member(member).orElseThrow()) / (1 << 20);
  }

  private static double residentMegabytes(long pid) throws Exception {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    throw new IllegalStateException("the system does not say how much is resident");
  }

  private static void row(
      TextTable table,
      String name,
      List<Start> without,
      List<Start> with,
      ToDoubleFunction<Start> figure) {
    double before = median(without, figure);
    double after = median(with, figure);
    table.row(name, text(before), text(after), text(after - before));
  }

  private static double median(List<Start> starts, ToDoubleFunction<Start> figure) {
    return starts.stream().mapToDouble(figure).sorted().toArray()[starts.size() / 2];
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
