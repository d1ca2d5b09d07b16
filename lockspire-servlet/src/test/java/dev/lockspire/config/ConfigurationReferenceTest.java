package dev.lockspire.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/configuration.md")
class ConfigurationReferenceTest {
  private static final Pattern HEADING = Pattern.compile("(?m)^## (.+)$");

  @Test
  @DisplayName("is what the table of keys makes it (LOCKSPIRE_TEST_WRITE_DOCS=true writes it anew)")
  void isUpToDate() throws IOException {
    Path document = repository().resolve("docs").resolve("configuration.md");
    if ("true".equals(System.getenv("LOCKSPIRE_TEST_WRITE_DOCS"))) {
      Files.createDirectories(document.getParent());
      Files.writeString(document, ConfigurationReference.markdown());
    }

    assertThat(document).hasContent(ConfigurationReference.markdown());
  }

  @Test
  @DisplayName("explains every key where its messages point to")
  void everyKey() {
    String document = ConfigurationReference.markdown();
    List<String> anchors =
        HEADING
            .matcher(document)
            .results()
            .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replace(' ', '-'))
            .toList();

    for (ConfigKey<?> key : ConfigKeys.all()) {
      assertThat(document)
          .containsOnlyOnce("### `" + key.name() + "`")
          .contains("`" + key.environmentName() + "`", key.description());
      assertThat(key.documentedAt()).startsWith("docs/configuration.md#");
      assertThat(anchors).contains(key.documentedAt().substring("docs/configuration.md#".length()));
    }
  }

  @Test
  @DisplayName("marks what is required and what is secret")
  void marks() {
    assertThat(ConfigKeys.all().stream().filter(ConfigKey::required))
        .containsExactly(IssuerSettings.ISSUER, EncryptionSettings.MASTER_KEY);
    assertThat(ConfigKeys.all().stream().filter(ConfigKey::secret))
        .containsExactly(
            DatabaseSettings.JDBC_PASSWORD,
            EncryptionSettings.MASTER_KEY,
            EncryptionSettings.PREVIOUS_KEYS);
    assertThat(ConfigurationReference.markdown())
        .contains("none, **required**")
        .contains("`file:` and the path of a file that holds it (secret)");
  }

  /** Tests run in the module's folder or above it. */
  private static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("lockspire-servlet"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
