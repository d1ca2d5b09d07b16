package dev.lockspire.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The options of bin/bench")
class OptionsTest {

  @DisplayName("have the documented defaults")
  @Test
  void defaults() {
    Options options = parse();
    assertThat(options.connections()).containsExactly(1, 8, 32);
    assertThat(options.runs()).isEqualTo(3);
    assertThat(options.time()).isEqualTo(Duration.ofSeconds(4));
    assertThat(options.includes("code flow")).isTrue();
  }

  @DisplayName("choose rows by a part of their name")
  @Test
  void only() {
    Options options = parse("--only", "floor,REFRESH", "--connections", "2", "--seconds", "0.5");
    assertThat(options.includes("floor: empty servlet")).isTrue();
    assertThat(options.includes("refresh rotation")).isTrue();
    assertThat(options.includes("code flow")).isFalse();
    assertThat(options.connections()).containsExactly(2);
    assertThat(options.time()).isEqualTo(Duration.ofMillis(500));
  }

  @DisplayName("are refused when unknown, without value or out of range")
  @ParameterizedTest
  @ValueSource(strings = {"--rows", "--runs", "--runs 0", "--seconds -1", "--connections 1,x"})
  void refused(String words) {
    assertThatThrownBy(() -> parse(words.split(" "))).isInstanceOf(IllegalArgumentException.class);
  }

  private static Options parse(String... words) {
    return Options.parse(List.of(words), Path.of("demo"), Path.of("data"));
  }
}
