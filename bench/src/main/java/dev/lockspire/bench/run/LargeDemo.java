package dev.lockspire.bench.run;

import dev.lockspire.bench.measure.CpuMeter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A started demo on a database of its own, for measurements that fill it first. */
public final class LargeDemo implements AutoCloseable {
  private final DurablePostgres postgres;
  private final ServerProcess demo;

  private LargeDemo(DurablePostgres postgres, ServerProcess demo) {
    this.postgres = postgres;
    this.demo = demo;
  }

  /**
   * @param root of the repository
   */
  public static LargeDemo start(Path root) throws Exception {
    Path data = root.resolve("bench/target/run");
    Files.createDirectories(data);
    DurablePostgres postgres = DurablePostgres.start(data.resolve("postgres"));
    try {
      List<String> command =
          List.of(
              root.resolve("bin/demo").toString(),
              "--port",
              "0",
              "--db",
              postgres.jdbcUrl(),
              "--data",
              data.resolve("demo").toString());
      return new LargeDemo(
          postgres, ServerProcess.start(command, Map.of(), data.resolve("demo.log")));
    } catch (Exception e) {
      postgres.close();
      throw e;
    }
  }

  public String jdbcUrl() {
    return postgres.jdbcUrl();
  }

  public URI issuer() {
    return demo.uri("issuer");
  }

  /** CPU time of the server and of all PostgreSQL processes. */
  public CpuMeter cpu() {
    CpuMeter server = CpuMeter.process(demo.pid());
    CpuMeter database = CpuMeter.family(postgres.pid());
    return () -> server.millis() + database.millis();
  }

  @Override
  public void close() throws IOException {
    demo.close();
    postgres.close();
  }
}
