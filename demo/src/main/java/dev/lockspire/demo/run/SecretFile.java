package dev.lockspire.demo.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;

/** A file with 32 random bytes in Base64 that only its owner can read, made once. */
final class SecretFile {
  private SecretFile() {}

  static Path existingOrNew(Path file, SecureRandom random) throws IOException {
    if (Files.exists(file)) {
      return file;
    }
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String text = Base64.getEncoder().encodeToString(bytes) + "\n";
    // Beside it first: a run that dies half-way must not leave half a key behind.
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    try (var channel =
        Files.newByteChannel(
            draft,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(StandardCharsets.US_ASCII.encode(text));
    }
    return Files.move(draft, file);
  }
}
