package dev.lockspire.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The table")
class TextTableTest {

  @DisplayName("text stands left, figures right, and it is Markdown")
  @Test
  void aligned() {
    TextTable table = new TextTable("unit", "n");
    table.row("jwks", "12345");
    table.row("discovery", "1");
    assertThat(table.toString())
        .isEqualTo(
            """
            | unit      |     n |
            |-----------|------:|
            | jwks      | 12345 |
            | discovery |     1 |
            """);
  }

  @DisplayName("a row of another width is refused")
  @Test
  void width() {
    assertThatThrownBy(() -> new TextTable("a", "b").row("1"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
