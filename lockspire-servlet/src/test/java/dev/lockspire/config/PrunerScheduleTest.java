package dev.lockspire.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The schedule of the sweep")
class PrunerScheduleTest {

  @Test
  @DisplayName("is off, hourly or cron")
  void kinds() {
    assertThat(PrunerSchedule.parse("off")).isEqualTo(new PrunerSchedule.Off());
    assertThat(PrunerSchedule.parse("hourly")).isEqualTo(new PrunerSchedule.Hourly());
    assertThat(PrunerSchedule.parse("0  30 2 ? * mon-fri"))
        .isEqualTo(new PrunerSchedule.Cron("0 30 2 ? * MON-FRI"));
  }

  @ParameterizedTest(name = "takes {0}")
  @ValueSource(
      strings = {
        "0 0 * * * ?",
        "0 */5 * ? * *",
        "5,10 0/15 8-18/2 1-15,L * ?",
        "0 0 0 LW JAN,DEC ? 2026-2030",
        "0 0 0 L-3 * ?",
        "0 0 0 15W * ?",
        "0 0 0 ? * 6L",
        "0 0 0 ? * FRI#2"
      })
  void legal(String cron) {
    assertThat(PrunerSchedule.parse(cron)).isEqualTo(new PrunerSchedule.Cron(cron));
  }

  @ParameterizedTest(name = "refuses {0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 * * * | 6 or 7 fields",
        "0 0 * * * ? 2030 x | 6 or 7 fields",
        "60 0 * * * ? | second",
        "0 x * * * ? | minute",
        "0 0 24 * * ? | hour",
        "0 0 1, * * ? | hour",
        "0 0 ,1 * * ? | hour",
        "0 0 0/0 * * ? | hour",
        "0 0 *-2 * * ? | hour",
        "0 0 ? * * ? | hour",
        "0 0 0 32 * ? | day of month",
        "0 0 0 1,? * MON | day of month",
        "0 0 0 1 13 ? | month",
        "0 0 0 1 MON ? | month",
        "0 0 0 ? * 8 | day of week",
        "0 0 0 ? * 5#6 | day of week",
        "0 0 0 1 1 ? 1969 | year",
        "0 0 0 1 1 ? 99999 | year",
        "0 0 0 * * * | exactly one",
        "0 0 0 ? * ? | exactly one"
      })
  void illegal(String cron, String message) {
    assertThatThrownBy(() -> PrunerSchedule.parse(cron))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
