package dev.lockspire.faces.admin.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.faces.admin.text.Texts;
import dev.lockspire.statistics.HourlyFigures.Counted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A chart of hours")
class ChartDrawingTest {
  private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
  private final ChartDrawing drawing = new ChartDrawing(Texts.in(Locale.ENGLISH), FROM);

  @Test
  @DisplayName("stacks kinds, the most frequent below, up to the next round number")
  void stacked() {
    Chart chart =
        drawing.stacked(
            "tokens",
            List.of(
                counted(0, "refresh_token", 30),
                counted(0, "authorization_code", 10),
                counted(47, "refresh_token", 20)));

    assertThat(chart.highest()).isEqualTo("50");
    assertThat(chart.summary()).isEqualTo("60 issued. Busiest hour: 2026-03-01 00:00Z with 40.");
    assertThat(chart.legend())
        .extracting(Chart.Kind::name, Chart.Kind::total)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Refresh token", "50"),
            org.assertj.core.groups.Tuple.tuple("Authorization code", "10"));
    assertThat(chart.bars())
        .extracting(Chart.Bar::x, Chart.Bar::y, Chart.Bar::height)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, 400, 600),
            org.assertj.core.groups.Tuple.tuple(1, 200, 200),
            org.assertj.core.groups.Tuple.tuple(471, 600, 400));
    assertThat(chart.rows().get(0).words()).isEqualTo("Refresh token: 20");
  }

  @Test
  @DisplayName("draws kinds beyond the fifth as one, and loses none")
  void rest() {
    Chart chart =
        drawing.stacked(
            "refusals",
            IntStream.range(0, 9).mapToObj(i -> counted(3, "reason_" + i, 10 - i)).toList());

    assertThat(chart.legend()).hasSize(6);
    assertThat(chart.legend().get(5).name()).isEqualTo("All others");
    assertThat(chart.legend().get(5).total()).isEqualTo("14");
    assertThat(chart.bars().stream().mapToInt(Chart.Bar::height).sum()).isBetween(535, 545);
  }

  @Test
  @DisplayName("says so when nothing was counted")
  void nothing() {
    Chart chart = drawing.stacked("sign_ins", List.of());

    assertThat(chart.isFilled()).isFalse();
    assertThat(chart.summary()).isEqualTo("Nobody signed in.");
  }

  @Test
  @DisplayName("ends at 1, 2 or 5 times a power of ten")
  void roundUp() {
    assertThat(List.of(1L, 2L, 3L, 7L, 10L, 11L, 40L, 99L, 501L))
        .extracting(ChartDrawing::roundUp)
        .containsExactly(1L, 2L, 5L, 10L, 10L, 20L, 50L, 100L, 1000L);
  }

  private static Counted counted(int hour, String label, long value) {
    return new Counted(FROM.plus(Duration.ofHours(hour)), "any", label, value);
  }
}
