package dev.lockspire.bench.run;

import dev.lockspire.bench.floor.BareSignature;
import dev.lockspire.bench.floor.FloorServer;
import dev.lockspire.bench.floor.SingleInsert;
import dev.lockspire.bench.measure.CpuMeter;
import dev.lockspire.bench.measure.Figures;
import dev.lockspire.bench.measure.Statements;
import dev.lockspire.bench.unit.Clients;
import dev.lockspire.bench.unit.Provider;
import dev.lockspire.bench.unit.Scenario;
import dev.lockspire.bench.unit.Scenarios;
import dev.lockspire.bench.wire.ClosedLoop;
import dev.lockspire.bench.wire.Visitor;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Entry point of {@code bin/bench}: one run, one table. */
public final class Bench {
  private static final int WRONG_USAGE = 2;

  private final Options options;
  private final List<Row> rows = new ArrayList<>();

  private Bench(Options options) {
    this.options = options;
  }

  /** Ends by itself, whatever happens. */
  public static void main(String[] args) throws Exception {
    List<String> words = List.of(args);
    if (words.contains("--help")) {
      System.out.print(Options.HELP);
      return;
    }
    Path root = Path.of(System.getProperty("bench.root", ".")).toAbsolutePath().normalize();
    Path data = root.resolve("bench/target/run");
    try {
      new Bench(Options.parse(words, root.resolve("bin/demo"), data)).run();
    } catch (IllegalArgumentException usage) {
      System.err.println("bin/bench: " + usage.getMessage());
      System.exit(WRONG_USAGE);
    }
    // Threads that libraries leave behind must not keep it alive.
    System.exit(0);
  }

  private void run() throws Exception {
    Files.createDirectories(options.data());
    try (DurablePostgres postgres = DurablePostgres.start(options.data().resolve("postgres"))) {
      say(
          "%d CPUs, JDK %s, %s",
          Runtime.getRuntime().availableProcessors(), Runtime.version(), postgres.description());
      signature();
      emptyServlet();
      singleInsert(postgres);
      if (new Scenarios(null).all().stream().anyMatch(row -> options.includes(row.name()))) {
        demo(postgres);
      }
    }
    System.out.println();
    System.out.print(Row.table(rows));
  }

  private void signature() throws Exception {
    if (options.includes("floor: ES256 signature")) {
      BareSignature.Cost cost = new BareSignature().measure(options.time());
      double none = Double.NaN;
      Figures figures = new Figures(none, none, none, cost.millis(), 0, none, none);
      String name = "floor: ES256 signature (" + cost.provider() + ")";
      add(List.of(new Row(name, 0, figures, Optional.empty(), 0)));
    }
  }

  private void emptyServlet() throws Exception {
    String name = "floor: empty servlet";
    if (!options.includes(name)) {
      return;
    }
    Path log = options.data().resolve("floor.log");
    try (ServerProcess process = ServerProcess.java(FloorServer.class, List.of(), log)) {
      URI base = process.uri("base");
      ClosedLoop loop = new ClosedLoop(new InetSocketAddress(base.getHost(), base.getPort()));
      Measurement measurement = new Measurement(options, process.pid(), CpuMeter.none());
      Load load =
          (connections, bounds) -> loop.run(FloorServer.visitors(base, connections), bounds);
      add(measurement.rows(name, 0, load, Optional.empty()));
    }
  }

  private void singleInsert(DurablePostgres postgres) throws Exception {
    String name = "floor: INSERT and commit";
    if (options.includes(name)) {
      Measurement measurement =
          new Measurement(options, ProcessHandle.current().pid(), CpuMeter.family(postgres.pid()));
      SingleInsert insert = new SingleInsert(postgres.jdbcUrl());
      add(measurement.rows(name, 0, insert::run, Optional.of(postgres.counter())));
    }
  }

  private void demo(DurablePostgres postgres) throws Exception {
    Path clients = options.data().resolve("clients.json");
    Files.writeString(clients, Clients.json());
    Path policy = options.data().resolve("policy.json");
    Files.writeString(policy, "{\"access_token_format\": \"jwt\"}\n");
    List<String> command =
        List.of(
            options.demo().toString(),
            "--automation",
            "--port",
            "0",
            "--db",
            postgres.jdbcUrl(),
            "--data",
            options.data().resolve("demo").toString(),
            "--clients",
            clients.toString(),
            "--policy",
            policy.toString());
    Map<String, String> environment = new HashMap<>();
    if (!options.jvm().isEmpty()) {
      environment.put("JAVA_OPTS", options.jvm());
    }
    say("Starting the demo");
    Path log = options.data().resolve("demo.log");
    try (ServerProcess demo = ServerProcess.start(command, environment, log)) {
      Provider provider = Provider.discover(demo.uri("issuer"));
      ClosedLoop loop = new ClosedLoop(provider.address());
      Measurement measurement =
          new Measurement(options, demo.pid(), CpuMeter.family(postgres.pid()));
      for (Scenario scenario : new Scenarios(provider).all()) {
        if (options.includes(scenario.name())) {
          add(
              measurement.rows(
                  scenario.name(),
                  scenario.aim(),
                  load(loop, scenario),
                  Optional.of(postgres.counter())));
        }
      }
    }
  }

  /** Making visitors is not part of a run, so they are made once per number of connections. */
  private static Load load(ClosedLoop loop, Scenario scenario) {
    Map<Integer, List<Visitor>> made = new HashMap<>();
    return (connections, bounds) ->
        loop.run(made.computeIfAbsent(connections, scenario.visitors()::apply), bounds);
  }

  private void add(List<Row> more) {
    for (Row row : more) {
      rows.add(row);
      say("%s, %d connections: %.3f ms CPU", row.name(), row.connections(), row.figures().cpu());
    }
    if (options.statements() && !more.isEmpty()) {
      more.get(0).statements().ifPresent(Bench::list);
    }
  }

  private static void list(Statements statements) {
    for (Statements.Line line : statements.lines()) {
      say(
          "    %6.2f per unit, %7.3f ms each: %s",
          (double) line.calls() / statements.units(),
          line.millis() / line.calls(),
          line.text().replaceAll("\\s+", " "));
    }
  }

  private static void say(String format, Object... values) {
    System.err.println("==> " + String.format(Locale.ROOT, format, values));
  }
}
