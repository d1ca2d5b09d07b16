package dev.lockspire.faces.admin.tokens;

import dev.lockspire.admin.TokenFamily;
import dev.lockspire.admin.TokenFamily.Member;
import dev.lockspire.admin.TokenStatus;
import dev.lockspire.faces.admin.tokens.TimelineMark.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Picture of a refresh family: one row per token from its issue to its end, on an axis from the
 * first issue to the last thing that happened, or to now while a token lives.
 *
 * @param from left end of the axis
 * @param until right end of the axis
 * @param rows oldest first; the newest {@value #MOST_ROWS} at most
 * @param omitted older tokens that are left out
 */
public record FamilyTimeline(Instant from, Instant until, List<Row> rows, int omitted) {
  private static final int MOST_ROWS = 30;
  private static final int SHIFT = 15;
  private static final double CLOSE = 2.5;
  private static final double RIGHT = 80;

  /**
   * One token.
   *
   * @param start where its life begins on the axis, as {@code 12.5%}
   * @param end where it ends, or the right end while it goes on
   */
  public record Row(Member member, String start, String end, List<TimelineMark> marks) {
    public Row {
      marks = List.copyOf(marks);
    }

    /** Words of what happened to it, apart from being issued. */
    public List<Kind> getHappened() {
      return marks.stream().map(TimelineMark::kind).filter(kind -> kind != Kind.ISSUED).toList();
    }
  }

  /**
   * To the second: that is all a JWT says of its issue, and it must not seem to come before the
   * refresh token it was issued with.
   */
  private record Event(Kind kind, Instant at) {
    Event {
      at = at.truncatedTo(ChronoUnit.SECONDS);
    }
  }

  public FamilyTimeline {
    rows = List.copyOf(rows);
  }

  static FamilyTimeline of(TokenFamily family, Instant now) {
    List<Member> all = family.members();
    List<Member> shown = all.subList(Math.max(0, all.size() - MOST_ROWS), all.size());
    Instant from =
        shown.stream()
            .map(member -> member.issuedAt().truncatedTo(ChronoUnit.SECONDS))
            .min(Comparator.naturalOrder())
            .orElse(now);
    boolean alive = shown.stream().anyMatch(member -> member.status() == TokenStatus.ACTIVE);
    Instant last =
        shown.stream()
            .flatMap(member -> events(member, now).stream())
            .filter(event -> event.kind() != Kind.ALIVE)
            .map(Event::at)
            .max(Comparator.naturalOrder())
            .orElse(now);
    FamilyTimeline axis =
        new FamilyTimeline(from, alive ? now : last, List.of(), all.size() - shown.size());
    return new FamilyTimeline(
        axis.from,
        axis.until,
        shown.stream().map(member -> axis.row(member, now)).toList(),
        axis.omitted);
  }

  private Row row(Member member, Instant now) {
    List<Event> events = events(member, now);
    List<TimelineMark> marks = new ArrayList<>();
    double before = -100;
    int shift = 0;
    for (Event event : events) {
      double x = place(event.kind() == Kind.ALIVE ? until : event.at());
      shift = x - before < CLOSE ? shift + SHIFT : 0;
      before = x;
      marks.add(new TimelineMark(event.kind(), event.at(), percent(x), shift));
    }
    return new Row(
        member,
        percent(place(events.get(0).at())),
        percent(place(events.get(events.size() - 1).at())),
        inside(marks));
  }

  /** Marks that crowd at the right end stand to the left of it instead. */
  private static List<TimelineMark> inside(List<TimelineMark> marks) {
    TimelineMark last = marks.get(marks.size() - 1);
    double x = Double.parseDouble(last.x().replace("%", ""));
    if (x < RIGHT || last.shift() == 0) {
      return marks;
    }
    int crowd = last.shift();
    List<TimelineMark> moved = new ArrayList<>();
    for (int i = 0; i < marks.size(); i++) {
      TimelineMark mark = marks.get(i);
      boolean crowded = i >= marks.size() - 1 - crowd / SHIFT;
      moved.add(
          crowded
              ? new TimelineMark(mark.kind(), mark.at(), mark.x(), mark.shift() - crowd)
              : mark);
    }
    return moved;
  }

  /** In the order of time; the last one is where its life ends, or now. */
  private static List<Event> events(Member member, Instant now) {
    List<Event> ended =
        Stream.of(
                event(Kind.ROTATED, member.redeemedAt()),
                event(Kind.REUSED, member.reuseDetectedAt()),
                event(Kind.REVOKED, member.revokedAt()))
            .flatMap(Optional::stream)
            .sorted(Comparator.comparing(Event::at))
            .toList();
    List<Event> events = new ArrayList<>();
    events.add(new Event(Kind.ISSUED, member.issuedAt()));
    events.addAll(ended);
    if (ended.isEmpty()) {
      boolean over = !member.expiresAt().isAfter(now);
      events.add(over ? new Event(Kind.EXPIRED, member.expiresAt()) : new Event(Kind.ALIVE, now));
    }
    return events;
  }

  private static Optional<Event> event(Kind kind, Optional<Instant> at) {
    return at.map(time -> new Event(kind, time));
  }

  private double place(Instant at) {
    double whole = Duration.between(from, until).toMillis();
    double part = Duration.between(from, at).toMillis();
    return whole <= 0 ? 0 : Math.max(0, Math.min(100, 100 * part / whole));
  }

  private static String percent(double x) {
    return String.format(Locale.ROOT, "%.2f%%", x);
  }
}
