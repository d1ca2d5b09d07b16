package dev.lockspire.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Figures of several runs")
class FiguresTest {
  private final Figures low = new Figures(1, 9, 4, 0.1, 0.2, 0, 0);
  private final Figures middle = new Figures(2, 1, 9, 0.3, 0.4, 0, 0);
  private final Figures high = new Figures(9, 2, 5, 0.5, 0.6, 0, 0);

  @DisplayName("the median is taken figure by figure")
  @Test
  void odd() {
    assertThat(Figures.median(List.of(high, low, middle)))
        .isEqualTo(new Figures(2, 2, 5, 0.3, 0.4, 0, 0));
  }

  @DisplayName("of an even number it lies between the two in the middle")
  @Test
  void even() {
    assertThat(Figures.median(List.of(low, middle)).perSecond()).isEqualTo(1.5);
  }

  @DisplayName("no run has no median")
  @Test
  void none() {
    assertThatThrownBy(() -> Figures.median(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
