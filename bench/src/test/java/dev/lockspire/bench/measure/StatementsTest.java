package dev.lockspire.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.bench.measure.Statements.Line;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SQL statements per unit")
class StatementsTest {

  @DisplayName("transaction control is counted apart, and jobs not at all")
  @Test
  void counted() {
    Statements statements =
        new Statements(
            List.of(
                new Line("INSERT INTO lockspire.tokens VALUES ($1)", 100, 5),
                new Line("  with used as (update x) select 1", 50, 5),
                new Line("BEGIN", 50, 0),
                new Line("commit", 50, 0),
                new Line("SELECT * FROM lockspire.qrtz_triggers", 7, 0)),
            100);
    assertThat(statements.perUnit()).isEqualTo(1.5);
    assertThat(statements.controlPerUnit()).isEqualTo(1.0);
    assertThat(statements.lines()).hasSize(4);
  }
}
