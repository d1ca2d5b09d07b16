package dev.lockspire.demo.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The clock of the demo")
class AdvancingClockTest {
  private final Instant real = Instant.parse("2026-01-01T00:00:00Z");
  private final AdvancingClock clock = new AdvancingClock(InstantSource.fixed(real));

  @Test
  @DisplayName("shows the real time until it is moved, then runs ahead by all the steps")
  void advances() {
    assertThat(clock.instant()).isEqualTo(real);
    clock.advance(Duration.ofHours(1));
    assertThat(clock.advance(Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(65));
    assertThat(clock.instant()).isEqualTo(real.plus(Duration.ofMinutes(65)));
  }

  @Test
  @DisplayName("never goes back")
  void neverBack() {
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(clock.instant()).isEqualTo(real);
  }
}
