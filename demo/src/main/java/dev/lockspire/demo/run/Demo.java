package dev.lockspire.demo.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Entry point of {@code bin/demo}: starts everything, says so, and stops it in order. */
public final class Demo {
  private static final int WRONG_USAGE = 2;

  /** They tell of every start; kept here, because a level is lost with its logger. */
  private static final List<Logger> TALKATIVE =
      List.of(
          Logger.getLogger("jakarta.enterprise.resource.webcontainer.faces"),
          Logger.getLogger("org.primefaces"));

  private static final String DEFAULT_SCHEMA = "lockspire";

  private final Options options;
  private final Path war;
  private final Stopper stopper = new Stopper();

  private Demo(Options options, Path war) {
    this.options = options;
    this.war = war;
  }

  /** Runs until the process is told to stop. */
  public static void main(String[] args) throws IOException {
    List<String> words = List.of(args);
    if (CommandLine.asksForHelp(words)) {
      System.out.print(help());
      return;
    }
    // Hibernate would otherwise write to java.util.logging, past the quiet of simplelogger.
    System.setProperty("org.jboss.logging.provider", "slf4j");
    TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
    try {
      Path defaultData = Path.of(System.getProperty("billingo.data", ".demo")).toAbsolutePath();
      Options options = CommandLine.parse(words, defaultData);
      new Demo(options, Path.of(System.getProperty("billingo.war"))).run();
    } catch (UsageProblem problem) {
      System.err.println("bin/demo: " + problem.getMessage());
      System.exit(WRONG_USAGE);
    } catch (StartProblem problem) {
      System.err.println("bin/demo: " + problem.getMessage());
      System.exit(1);
    }
  }

  private static String help() throws IOException {
    try (InputStream text = Demo.class.getResourceAsStream("help.txt")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void run() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    int port = Loopback.port(options.port());
    OptionalInt httpsPort =
        options.httpsPort().isPresent()
            ? OptionalInt.of(Loopback.port(options.httpsPort().getAsInt()))
            : OptionalInt.empty();
    PublicUrls urls =
        options
            .issuer()
            .map(PublicUrls::of)
            .orElseGet(() -> PublicUrls.onThisMachine(port, httpsPort));
    DataFolder folder = stopper.open(() -> DataFolder.open(options.data()));
    WebServer server = WebServer.create();
    if (options.automation() && !server.onlyLoopback()) {
      throw new StartProblem("--automation is for loopback only.");
    }
    server.listen(port);
    Optional<SelfSignedCertificate> certificate = Optional.empty();
    if (httpsPort.isPresent()) {
      certificate = Optional.of(SelfSignedCertificate.in(folder, urls.host()));
      server.listenSecurely(httpsPort.getAsInt(), certificate.get());
    }
    Optional<Path> authorities =
        certificate.map(own -> ClientAuthorities.in(folder, own, options.trust()));
    PostgresDatabase database = stopper.open(() -> database(folder));
    // After the database, so that it stops before it: what it still has to write needs one.
    stopper.open(() -> server);
    server.start(
        war,
        folder.path("work"),
        WarParameters.of(
            options,
            urls,
            database.jdbcUrl(),
            folder.masterKey(),
            certificate.map(SelfSignedCertificate::pem),
            authorities));
    System.out.print(Banner.of(options, urls, database, certificate));
    System.out.println(Banner.readyLine(urls));
    System.out.flush();
    await(server);
  }

  private PostgresDatabase database(DataFolder folder) {
    String schema = options.settings().getOrDefault("lockspire.storage.schema", DEFAULT_SCHEMA);
    if (options.db().isPresent()) {
      return ExistingDatabase.connect(options.db().get(), schema, options.reset());
    }
    return EmbeddedDatabase.start(folder, options.reset());
  }

  private static void await(WebServer server) {
    try {
      server.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop() {
    stopper.stop();
  }
}
