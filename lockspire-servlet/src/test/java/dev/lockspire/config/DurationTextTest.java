package dev.lockspire.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

@Label("Durations as they are written in configuration")
class DurationTextTest {

  @Property
  @Label("what is written out is read back")
  void whatIsWrittenOutIsReadBack(@ForAll @LongRange(min = 0, max = 400_000_000) long seconds) {
    Duration duration = Duration.ofSeconds(seconds);

    assertThat(DurationText.parse(DurationText.of(duration))).isEqualTo(duration);
    assertThat(DurationText.parse(duration.toString())).isEqualTo(duration);
  }

  @Property
  @Label("units agree with ISO 8601")
  void unitsAgreeWithIso8601(@ForAll @IntRange(max = 99_999) int amount) {
    assertThat(DurationText.parse(amount + "s")).isEqualTo(DurationText.parse("PT" + amount + "S"));
    assertThat(DurationText.parse(amount + "m")).isEqualTo(DurationText.parse("PT" + amount + "M"));
    assertThat(DurationText.parse(amount + "h")).isEqualTo(DurationText.parse("PT" + amount + "H"));
    assertThat(DurationText.parse(amount + "d")).isEqualTo(DurationText.parse("P" + amount + "D"));
  }

  @Property
  @Label("any text is read, or refused without quoting it")
  void anyTextIsReadOrRefusedWithoutQuotingIt(@ForAll String text) {
    try {
      assertThat(DurationText.parse(text)).isNotNull();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("must be a duration such as PT10M");
    }
  }

  @Property
  @Label("a lifetime holds exactly within its range")
  void aLifetimeHoldsExactlyWithinItsRange(@ForAll @IntRange(min = -5, max = 700) int seconds) {
    String text = Duration.ofSeconds(seconds).toString();

    if (seconds >= 1 && seconds <= 600) {
      assertThat(LifetimeSettings.AUTHORIZATION_CODE_LIFETIME.parse(text)).hasSeconds(seconds);
    } else {
      assertThatThrownBy(() -> LifetimeSettings.AUTHORIZATION_CODE_LIFETIME.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("must be from PT1S to PT10M");
    }
  }
}
