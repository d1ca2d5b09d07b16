package dev.lockspire.demo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The command line")
class CommandLineTest {
  private static final Path DATA = Path.of("/data");

  private static Options parse(String... words) {
    return CommandLine.parse(List.of(words), DATA);
  }

  @Test
  @DisplayName("has a default for everything")
  void defaults() {
    Options options = parse();
    assertThat(options.port()).isEqualTo(8080);
    assertThat(options.httpsPort()).isEmpty();
    assertThat(options.issuer()).isEmpty();
    assertThat(options.data()).isEqualTo(DATA);
    assertThat(options.db()).isEmpty();
    assertThat(options.settings()).isEmpty();
    assertThat(options.automation()).isFalse();
    assertThat(options.reset()).isFalse();
    assertThat(options.allowPrivateTargets()).isFalse();
  }

  @Test
  @DisplayName("takes a value after a space or an equals sign")
  void values(@TempDir Path folder) throws IOException {
    Path clients = Files.writeString(folder.resolve("clients.json"), "[]");
    Options options =
        parse(
            "--port",
            "9000",
            "--https-port=9443",
            "--issuer",
            "https://login.test/lockspire",
            "--clients=" + clients,
            "--set",
            "lockspire.lifetimes.id-token=PT5M",
            "--set=lockspire.op=a=b",
            "--db",
            "jdbc:postgresql://127.0.0.1/demo",
            "--automation",
            "--reset",
            "--allow-private-targets");
    assertThat(options.port()).isEqualTo(9000);
    assertThat(options.httpsPort()).hasValue(9443);
    assertThat(options.issuer()).contains(URI.create("https://login.test/lockspire"));
    assertThat(options.clients()).contains(clients);
    assertThat(options.settings())
        .isEqualTo(Map.of("lockspire.lifetimes.id-token", "PT5M", "lockspire.op", "a=b"));
    assertThat(options.db()).contains("jdbc:postgresql://127.0.0.1/demo");
    assertThat(options.automation()).isTrue();
    assertThat(options.reset()).isTrue();
    assertThat(options.allowPrivateTargets()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("is refused, naming the option, when it makes no sense")
  @ValueSource(
      strings = {
        "--port",
        "--port x",
        "--port 70000",
        "--port --reset",
        "--https-port -1",
        "--issuer ftp://a/lockspire",
        "--issuer https://a",
        "--issuer https://a/lockspire/",
        "--issuer https://a/lockspire?x",
        "--issuer https://me@a/lockspire",
        "--clients /no/such/file",
        "--policy /no/such/file",
        "--trust /no/such/file",
        "--db jdbc:h2:mem",
        "--set issuer=x",
        "--set lockspire.issuer",
        "--reset=yes",
        "--automation=true",
        "--nonsense"
      })
  void refused(String line) {
    String[] words = line.split(" ", -1);
    String option = words[0].replaceFirst("=.*", "");
    assertThatThrownBy(() -> parse(words))
        .isInstanceOf(UsageProblem.class)
        .hasMessageContaining(option);
  }

  @Test
  @DisplayName("asks for help wherever the word stands")
  void help() {
    assertThat(CommandLine.asksForHelp(List.of("--port", "1", "--help"))).isTrue();
    assertThat(CommandLine.asksForHelp(List.of("--port", "1"))).isFalse();
  }
}
