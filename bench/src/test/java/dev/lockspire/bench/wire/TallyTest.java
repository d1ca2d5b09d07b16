package dev.lockspire.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The tally of a run")
class TallyTest {

  @DisplayName("percentiles are nearest ranks of the sorted times")
  @Test
  void percentiles() {
    Tally.Collector collector = new Tally.Collector();
    for (int millis = 10_000; millis >= 1; millis--) {
      collector.add(millis * 1_000_000L);
    }
    Tally tally = collector.ended(2_000_000_000L);
    assertThat(tally.percentileMillis(0.50)).isEqualTo(5_000);
    assertThat(tally.percentileMillis(0.99)).isEqualTo(9_900);
    assertThat(tally.percentileMillis(1)).isEqualTo(10_000);
    assertThat(tally.perSecond()).isEqualTo(5_000);
  }

  @DisplayName("one unit is every percentile")
  @Test
  void single() {
    Tally.Collector collector = new Tally.Collector();
    collector.add(3_000_000);
    assertThat(collector.ended(1).percentileMillis(0.99)).isEqualTo(3);
  }

  @DisplayName("a percentile outside of 0 to 1 is refused")
  @Test
  void range() {
    Tally empty = new Tally.Collector().ended(1);
    assertThatThrownBy(() -> empty.percentileMillis(99))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
