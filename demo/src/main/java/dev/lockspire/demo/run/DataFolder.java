package dev.lockspire.demo.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The folder that outlives a run: database, keys, certificate. One run holds it at a time. */
final class DataFolder implements AutoCloseable {
  private final Path folder;
  private final FileChannel lock;

  private DataFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * @throws StartProblem when the folder cannot be made or another run holds it
   */
  static DataFolder open(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new StartProblem(
            "The data folder "
                + folder
                + " is in use by another demo"
                + holder(folder)
                + ".\nStop that one, or give this one a folder of its own with --data DIR.");
      }
      channel.truncate(0);
      channel.write(StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())));
      return new DataFolder(folder, channel);
    } catch (IOException e) {
      throw new StartProblem(
          "The data folder "
              + folder
              + " cannot be used ("
              + e
              + ").\nGive another one with --data DIR.",
          e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisVeryProcess) {
      return false;
    }
  }

  private static String holder(Path folder) throws IOException {
    try (FileChannel reader = FileChannel.open(folder.resolve("lock"), StandardOpenOption.READ)) {
      ByteBuffer digits = ByteBuffer.allocate(20);
      reader.read(digits);
      String pid = new String(digits.array(), 0, digits.position(), StandardCharsets.US_ASCII);
      return pid.isBlank() ? "" : " (pid " + pid.strip() + ")";
    }
  }

  Path masterKey() {
    return secret("master.key");
  }

  /** A secret of this folder, made at first use and kept. */
  Path secret(String name) {
    try {
      return SecretFile.existingOrNew(path(name), new SecureRandom());
    } catch (IOException e) {
      throw new StartProblem("Cannot write " + path(name) + ": " + e, e);
    }
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** Lets the next run have it. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
