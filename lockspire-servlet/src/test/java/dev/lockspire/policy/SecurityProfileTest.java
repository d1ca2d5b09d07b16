package dev.lockspire.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

@Label("A security profile")
final class SecurityProfileTest {

  @Property
  @Label("B-67: under FAPI a clock may be 10 s ahead, not 61 s, whatever skew is configured")
  void ahead(@ForAll SecurityProfile profile, @ForAll @IntRange(max = 120) int seconds) {
    Duration skew = Duration.ofSeconds(seconds);
    Duration ahead = profile.ahead(skew);
    if (profile.isFapi()) {
      assertThat(ahead).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(60));
    }
    if (!profile.isFapi() || (seconds >= 10 && seconds <= 60)) {
      assertThat(ahead).isEqualTo(skew);
    }
  }

  @Property
  @Label("B-80: under FAPI a code lives as configured, and 60 s at most")
  void codeLifetime(@ForAll SecurityProfile profile, @ForAll @IntRange(min = 1, max = 600) int s) {
    assertThat(profile.codeLifetime(Duration.ofSeconds(s)))
        .isEqualTo(Duration.ofSeconds(profile.isFapi() ? Math.min(s, 60) : s));
  }
}
