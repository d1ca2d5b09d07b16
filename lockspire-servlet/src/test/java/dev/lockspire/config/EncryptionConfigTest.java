package dev.lockspire.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.crypto.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Master keys")
class EncryptionConfigTest {
  @TempDir Path directory;

  @Test
  @DisplayName("become their 32 bytes, a fresh copy each time")
  void bytes() {
    EncryptionConfig encryption =
        LockspireConfig.of(
                Configured.with(
                    Map.of(
                        "lockspire.encryption.previous-keys",
                        Configured.OTHER_KEY + ", " + Configured.MASTER_KEY)))
            .encryption();

    assertThat(encryption.masterKeyBytes())
        .isEqualTo(Base64.getDecoder().decode(Configured.MASTER_KEY));
    assertThat(encryption.masterKeyBytes()).isNotSameAs(encryption.masterKeyBytes());
    assertThat(encryption.previousKeyBytes())
        .containsExactly(
            Base64.getDecoder().decode(Configured.OTHER_KEY),
            Base64.getDecoder().decode(Configured.MASTER_KEY));
  }

  @Test
  @DisplayName("are read from files, trailing line feed or not")
  void files() throws IOException {
    Path current = Files.writeString(directory.resolve("key"), Configured.MASTER_KEY + "\n");
    Path previous = Files.writeString(directory.resolve("old"), Configured.OTHER_KEY);

    EncryptionConfig encryption =
        LockspireConfig.of(
                Configured.with(
                    Map.of(
                        "lockspire.encryption.master-key", "file:" + current,
                        "lockspire.encryption.previous-keys", "file:" + previous)))
            .encryption();

    assertThat(encryption.masterKey().reveal()).isEqualTo(Configured.MASTER_KEY);
    assertThat(encryption.previousKeys())
        .extracting(Secret::reveal)
        .containsExactly(Configured.OTHER_KEY);
  }

  @Test
  @DisplayName("in a file that holds something else are refused, naming the file at most")
  void badFiles() throws IOException {
    Path wrong = Files.writeString(directory.resolve("wrong"), "hunter2");
    Path large = Files.writeString(directory.resolve("large"), "hunter2".repeat(1000));
    Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});

    assertThat(problem("file:" + wrong)).contains("32 bytes").doesNotContain("hunter");
    assertThat(problem("file:" + large)).contains("too large").contains(large.toString());
    assertThat(problem("file:" + binary)).contains("not text");
    assertThat(problem("file:" + directory)).contains("not a file");
    assertThat(problem("file:" + directory.resolve("none"))).contains("does not exist");
    assertThat(problem("file:\0")).contains("cannot be read");
  }

  @Test
  @DisplayName("are checked by the record itself")
  void record() {
    Secret good = Secret.of(Configured.MASTER_KEY);
    List<Secret> bad = List.of(Secret.of("hunter2"));

    assertThatThrownBy(() -> new EncryptionConfig(good, bad))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("lockspire.encryption.previous-keys must be Base64")
        .hasMessageNotContaining("hunter");
  }

  private static String problem(String masterKey) {
    return Configured.problems(Map.of("lockspire.encryption.master-key", masterKey)).stream()
        .map(ConfigurationProblem::toString)
        .reduce("", String::concat);
  }
}
