package dev.lockspire.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How busy the machine is")
class MachineTest {
  private final Machine before = Machine.parse("cpu  100 0 50 800 50 0 0 0 0 0");
  private final Machine after = Machine.parse("cpu  150 10 70 860 50 2 3 5 0 0");

  @DisplayName("idle time and waiting for the disk are not busy")
  @Test
  void busy() {
    assertThat(before).isEqualTo(new Machine(150, 1000));
  }

  @DisplayName("what is not ours went to others")
  @Test
  void others() {
    assertThat(after.shareOfOthers(before, 600)).isEqualTo(30.0 / 150);
    assertThat(after.shareOfOthers(before, 10_000)).isZero();
  }
}
