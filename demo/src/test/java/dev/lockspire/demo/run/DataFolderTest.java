package dev.lockspire.demo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The data folder")
class DataFolderTest {

  @Test
  @DisplayName("is held by one run at a time, and the second is told whose it is")
  void oneAtATime(@TempDir Path temp) throws IOException {
    Path path = temp.resolve("data");
    try (DataFolder held = DataFolder.open(path)) {
      assertThat(held.path("x")).isEqualTo(path.resolve("x"));
      assertThatThrownBy(() -> DataFolder.open(path))
          .isInstanceOf(StartProblem.class)
          .hasMessageContaining("in use by another demo (pid " + ProcessHandle.current().pid());
    }
    DataFolder.open(path).close();
  }

  @Test
  @DisplayName("keeps a master key of 32 bytes that nobody else can read, the same every time")
  void masterKey(@TempDir Path temp) throws IOException {
    try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
      String key = Files.readString(folder.masterKey());
      assertThat(Base64.getDecoder().decode(key.strip())).hasSize(32);
      assertThat(Files.getPosixFilePermissions(folder.masterKey()))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      assertThat(Files.readString(folder.masterKey())).isEqualTo(key);
    }
  }

  @Test
  @DisplayName("says what to do when it cannot be made")
  void impossible(@TempDir Path temp) throws IOException {
    Path file = Files.createFile(temp.resolve("file"));
    assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("--data DIR");
  }
}
