package dev.lockspire.config;

import dev.lockspire.crypto.Secret;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;

/** A master key as an operator writes it: Base64 of 32 bytes, or {@code file:} and a path. */
final class MasterKeyText {
  static final int BYTES = 32;
  private static final String FILE = "file:";
  private static final String RULE =
      "must be Base64 of exactly 32 bytes (openssl rand -base64 32), or file: and a path";

  /** A key file is 45 bytes; a wrong path may name something endless. */
  private static final long MAX_FILE_BYTES = 1024;

  private MasterKeyText() {}

  static Secret read(String text) {
    String key = text.strip();
    return Secret.of(key.startsWith(FILE) ? content(key.substring(FILE.length())) : key);
  }

  static void check(Secret key) {
    Arrays.fill(bytes(key), (byte) 0);
  }

  /** The key itself, a fresh array that the caller may wipe. */
  static byte[] bytes(Secret key) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(key.reveal());
    } catch (IllegalArgumentException e) {
      // Without the cause: its message quotes characters of the key.
      bytes = new byte[0];
    }
    ValueTypes.require(bytes.length == BYTES, RULE);
    return bytes;
  }

  private static String content(String path) {
    try {
      Path file = Path.of(path.strip());
      ValueTypes.require(Files.exists(file), "names a file that does not exist: " + file);
      ValueTypes.require(Files.isRegularFile(file), "names something that is not a file: " + file);
      ValueTypes.require(
          Files.size(file) <= MAX_FILE_BYTES, "names a file too large to be a key: " + file);
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("names a file that does not exist: " + path, e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("names a file that is not text: " + path, e);
    } catch (InvalidPathException | IOException e) {
      throw new IllegalArgumentException("names a file that cannot be read: " + path, e);
    }
  }
}
