package dev.lockspire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pictures of the documents")
class PicturesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path DOCS = ROOT.resolve("docs");
  private static final Path JOURNEYS = ROOT.resolve("it/journeys/src/main/java/dev/lockspire/it");
  private static final Pattern PICTURE = Pattern.compile("!\\[([^\\]]*)]\\(([^)]+)\\)");
  private static final int MOST_BYTES = 150_000;
  private static final int WIDEST = 1280;

  @Test
  @DisplayName("are there, said in words as well, and every one is shown somewhere")
  void shown() throws IOException {
    Set<Path> shown = new TreeSet<>();
    for (Path document : files(DOCS, ".md").toList()) {
      Matcher picture = PICTURE.matcher(Files.readString(document));
      while (picture.find()) {
        assertThat(picture.group(1)).as(picture.group()).hasSizeGreaterThan(20);
        Path file = document.resolveSibling(picture.group(2)).normalize();
        assertThat(file).as("%s", document).exists();
        shown.add(file);
      }
    }
    assertThat(shown).hasSizeGreaterThanOrEqualTo(12);
    assertThat(files(DOCS.resolve("pictures"), ".png")).containsExactlyInAnyOrderElementsOf(shown);
  }

  @Test
  @DisplayName("are small, and made by the tests of the console")
  void made() throws IOException {
    String tests =
        files(JOURNEYS, "IT.java").map(PicturesTest::text).collect(Collectors.joining("\n"));
    for (Path picture : files(DOCS.resolve("pictures"), ".png").toList()) {
      String file = picture.getFileName().toString();
      String name = file.substring(0, file.length() - ".png".length());
      assertThat(
              Pattern.compile("GuidePicture\\.(of|dark)\\([^;]*\"" + name + "\"")
                  .matcher(tests)
                  .find())
          .as("a test that makes " + file)
          .isTrue();
      assertThat(Files.size(picture)).as(file).isLessThan(MOST_BYTES);
      assertThat(ImageIO.read(picture.toFile()).getWidth()).as(file).isLessThanOrEqualTo(WIDEST);
    }
  }

  private static Stream<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
