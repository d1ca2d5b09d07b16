package dev.lockspire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The documents")
class SupportedSurfaceTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern PROOF = Pattern.compile("\\| \\[(.+)]\\(([^)]+\\.java)\\) \\|$");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

  @Test
  @DisplayName("every supported line names words of a test that exists")
  void proofs() throws IOException {
    int proofs = 0;
    for (String line : Files.readAllLines(ROOT.resolve("SUPPORTED-SURFACE.md"))) {
      Matcher proof = PROOF.matcher(line);
      if (proof.find()) {
        Path test = ROOT.resolve(proof.group(2));
        assertThat(test).as(line).exists();
        assertThat(Files.readString(test)).as(line).contains(proof.group(1));
        proofs++;
      } else {
        assertThat(line).as("a claim without proof").doesNotStartWith("| `").doesNotContain("TBD");
      }
    }
    assertThat(proofs).isGreaterThan(40);
  }

  @Test
  @DisplayName("no link between documents is dead")
  void links() throws IOException {
    List<Path> documents = new ArrayList<>();
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      Stream.concat(top, docs).filter(p -> p.toString().endsWith(".md")).forEach(documents::add);
    }
    for (Path document : documents) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        assertThat(document.resolveSibling(link.group(1))).as("%s", document).exists();
      }
    }
  }
}
