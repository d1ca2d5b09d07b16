package dev.lockspire.faces.admin.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockspire.admin.TokenFamily;
import dev.lockspire.admin.TokenFamily.Member;
import dev.lockspire.admin.TokenStatus;
import dev.lockspire.faces.admin.tokens.TimelineMark.Kind;
import dev.lockspire.minting.StoredToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The picture of a family")
class FamilyTimelineTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = START.plusSeconds(100);

  @Test
  @DisplayName("runs from the first issue to now while a token lives")
  void alive() {
    FamilyTimeline picture =
        picture(member(0, 0, 50, TokenStatus.REVOKED), member(1, 50, -1, TokenStatus.ACTIVE));

    assertThat(picture.from()).isEqualTo(START);
    assertThat(picture.until()).isEqualTo(NOW);
    FamilyTimeline.Row first = picture.rows().get(0);
    assertThat(first.start()).isEqualTo("0.00%");
    assertThat(first.end()).isEqualTo("50.00%");
    assertThat(first.getHappened()).containsExactly(Kind.ROTATED);
    assertThat(picture.rows().get(1).end()).isEqualTo("100.00%");
    assertThat(picture.rows().get(1).getHappened()).containsExactly(Kind.ALIVE);
  }

  @Test
  @DisplayName("ends with the last thing that happened when none does")
  void over() {
    FamilyTimeline picture = picture(member(0, 0, 20, TokenStatus.REVOKED));

    assertThat(picture.until()).isEqualTo(START.plusSeconds(20));
    assertThat(picture.rows().get(0).end()).isEqualTo("100.00%");
  }

  @Test
  @DisplayName("keeps marks of one moment apart, and inside")
  void crowd() {
    Member reused =
        new Member(
            1,
            "token_1",
            StoredToken.Type.REFRESH_TOKEN,
            TokenStatus.REUSE_DETECTED,
            true,
            0,
            Optional.empty(),
            START,
            NOW.plusSeconds(1),
            Optional.of(START.plusSeconds(90)),
            Optional.of(NOW),
            Optional.of(NOW));
    List<TimelineMark> marks = picture(reused).rows().get(0).marks();

    assertThat(marks)
        .extracting(TimelineMark::kind)
        .containsExactly(Kind.ISSUED, Kind.ROTATED, Kind.REUSED, Kind.REVOKED);
    assertThat(marks).extracting(TimelineMark::shift).containsExactly(0, 0, -15, 0);
  }

  @Test
  @DisplayName("draws the newest thirty and says how many it leaves out")
  void many() {
    Member[] all =
        IntStream.range(0, 42)
            .mapToObj(i -> member(i, i, i + 1, TokenStatus.REVOKED))
            .toArray(Member[]::new);

    FamilyTimeline picture = picture(all);

    assertThat(picture.rows()).hasSize(30);
    assertThat(picture.omitted()).isEqualTo(12);
    assertThat(picture.from()).isEqualTo(START.plusSeconds(12));
  }

  private static FamilyTimeline picture(Member... members) {
    return FamilyTimeline.of(
        new TokenFamily(
            "f", "family_1", List.of(members), true, TokenStatus.ACTIVE, 1, 1, 1, Optional.empty()),
        NOW);
  }

  private static Member member(int generation, long issued, long rotated, TokenStatus status) {
    return new Member(
        generation,
        "token_" + generation,
        StoredToken.Type.REFRESH_TOKEN,
        status,
        false,
        generation,
        Optional.empty(),
        START.plusSeconds(issued),
        NOW.plusSeconds(1000),
        rotated < 0 ? Optional.empty() : Optional.of(START.plusSeconds(rotated)),
        Optional.empty(),
        Optional.empty());
  }
}
