package dev.lockspire.it.demo;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The demo as {@code bin/demo} starts it: a process of its own with an empty database, on free
 * ports, with HTTPS. What it printed stays in {@code target/demo.log}.
 */
final class RunningDemo implements AutoCloseable {
  private static final Pattern READY =
      Pattern.compile("^READY issuer=(\\S+) base=(\\S+) ", Pattern.MULTILINE);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path data;
  private final Path log;
  private final String issuer;
  private final String base;

  private RunningDemo(Process process, Path data, Path log, MatchResult ready) {
    this.process = process;
    this.data = data;
    this.log = log;
    this.issuer = ready.group(1);
    this.base = ready.group(2);
  }

  /**
   * Returns once it answers.
   *
   * @param work where its data and its log go
   * @param options of {@code bin/demo}, beside ports and data folder
   */
  static RunningDemo start(Path work, List<String> options)
      throws IOException, InterruptedException {
    Path built = Path.of(System.getProperty("it.demo")).normalize();
    Path data = work.resolve("billingo");
    Path log = work.resolve("demo.log");
    String libraries = built.resolve("runner-lib") + File.separator + "*";
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dbillingo.war=" + built.resolve("demo.war"));
    command.add("-cp");
    command.add(built.resolve("demo-runner.jar") + File.pathSeparator + libraries);
    command.add("dev.lockspire.demo.run.Demo");
    command.addAll(List.of("--port", "0", "--https-port", "0", "--reset"));
    command.addAll(List.of("--data", data.toString()));
    command.addAll(options);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    // Also when the tests are told to stop halfway.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop demo"));
    return new RunningDemo(process, data, log, ready(process, log));
  }

  private static MatchResult ready(Process process, Path log)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (true) {
      Matcher ready = READY.matcher(Files.readString(log));
      if (ready.find()) {
        return ready;
      }
      boolean late = System.nanoTime() - begun > PATIENCE.toNanos();
      if (late || process.waitFor(100, TimeUnit.MILLISECONDS)) {
        end(process);
        throw new AssertionError("The demo did not start:\n" + Files.readString(log));
      }
    }
  }

  String issuer() {
    return issuer;
  }

  String base() {
    return base;
  }

  /** The one it made for itself. */
  X509Certificate certificate() throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(data.resolve("https.crt"))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  /** As whoever runs it ends it. It stops by itself then, and there is nothing to complain of. */
  @Override
  public void close() {
    try {
      int told = Files.readString(log).length();
      boolean orderly = end(process);
      String complaints = Files.readString(log).substring(told);
      if (!orderly || !complaints.isEmpty()) {
        throw new AssertionError("The demo did not stop in order:\n" + complaints);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether it went when it was asked to; it is gone in any case. */
  private static boolean end(Process process) throws InterruptedException {
    List<ProcessHandle> family = process.descendants().toList();
    process.destroy();
    if (process.waitFor(30, TimeUnit.SECONDS)) {
      return true;
    }
    process.destroyForcibly().waitFor();
    family.forEach(ProcessHandle::destroyForcibly);
    return false;
  }
}
