package dev.lockspire.demo.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The PostgreSQL of a run that was killed without a chance to stop it. Whoever holds the data
 * folder may end it: nobody else can be using it.
 */
final class LeftoverServer {
  private static final int PATIENCE_SECONDS = 20;

  private LeftoverServer() {}

  static void stop(Path dataDirectory) throws IOException {
    Optional<ProcessHandle> running = running(dataDirectory.resolve("postmaster.pid"));
    if (running.isEmpty()) {
      return;
    }
    ProcessHandle postgres = running.get();
    postgres.destroy();
    try {
      postgres.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new StartProblem(
          "A PostgreSQL of an earlier run (pid " + postgres.pid() + ") does not stop.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartProblem("Interrupted while stopping the PostgreSQL of an earlier run.", e);
    }
  }

  /** The process the pid file names, if it is PostgreSQL: numbers are used again after a reboot. */
  private static Optional<ProcessHandle> running(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    String firstLine = Files.readAllLines(pidFile).stream().findFirst().orElse("").strip();
    if (!firstLine.chars().allMatch(Character::isDigit) || firstLine.isEmpty()) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(firstLine))
        .filter(ProcessHandle::isAlive)
        .filter(process -> process.info().command().orElse("").endsWith("postgres"));
  }
}
