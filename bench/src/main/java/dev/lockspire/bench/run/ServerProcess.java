package dev.lockspire.bench.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server in a process of its own, so that its CPU time can be told from the load's. */
final class ServerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long STOP_SECONDS = 20;

  private final Process process;
  private final Map<String, String> ready;
  private final Thread atExit;

  private ServerProcess(Process process, Map<String, String> ready, Thread atExit) {
    this.process = process;
    this.ready = ready;
    this.atExit = atExit;
  }

  /** A class of our own, on our own class path. */
  static ServerProcess java(Class<?> main, List<String> arguments, Path log) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(arguments);
    return start(command, Map.of(), log);
  }

  /**
   * Waits for the line {@code READY name=value ..} that the server prints when it can be visited.
   *
   * @param log where its error output goes
   * @throws IllegalStateException when it ends instead
   */
  static ServerProcess start(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    Thread atExit = new Thread(process::destroy, "stop " + process.pid());
    Runtime.getRuntime().addShutdownHook(atExit);
    CompletableFuture<String> ready = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(process, ready), "output of " + process.pid());
    reader.setDaemon(true);
    reader.start();
    try {
      return new ServerProcess(
          process, values(ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)), atExit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      process.destroy();
      throw new IllegalStateException(
          "the server did not get ready: " + command.get(0) + "; see " + log, e);
    }
  }

  /** Everything it prints is read, or it would block; one line matters. */
  private static void read(Process process, CompletableFuture<String> ready) {
    List<String> before = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        if (line.startsWith("READY ")) {
          ready.complete(line);
        } else if (!ready.isDone()) {
          before.add(line);
        }
        line = lines.readLine();
      }
      ready.completeExceptionally(
          new IllegalStateException("it ended; it said: " + String.join("\n", before)));
    } catch (IOException e) {
      ready.completeExceptionally(new UncheckedIOException(e));
    }
  }

  static Map<String, String> values(String readyLine) {
    Map<String, String> values = new java.util.HashMap<>();
    Arrays.stream(readyLine.split(" "))
        .filter(word -> word.contains("="))
        .forEach(
            word ->
                values.put(
                    word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1)));
    return values;
  }

  /** The JVM itself, which need not be the process that was started. */
  long pid() {
    return Long.parseLong(value("pid"));
  }

  URI uri(String name) {
    return URI.create(value(name));
  }

  String value(String name) {
    String value = ready.get(name);
    if (value == null) {
      throw new IllegalStateException("the READY line does not say " + name);
    }
    return value;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException alreadyShuttingDown) {
      // Then the hook runs anyway.
    }
  }
}
