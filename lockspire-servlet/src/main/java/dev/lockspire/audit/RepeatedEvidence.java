package dev.lockspire.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lockspire.storage.StorageFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Audit rows of what a stranger can cause as often as he likes. On each node at most one row of a
 * kind, which is an action on a resource for a reason, is written in {@link #APART}; the next one
 * says in {@code suppressed} how many there were in between.
 *
 * <p>Such a row proves nothing that changed, so one that cannot be written is counted like one that
 * was held back, and whoever caused it never notices.
 */
public final class RepeatedEvidence {
  static final Duration APART = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(RepeatedEvidence.class);
  private static final int QUEUE = 1000;
  private static final int MOST_KINDS = 10_000;
  private static final String SUPPRESSED = "suppressed";

  private final AuditTrail trail;
  private final Cache<Kind, Pace> paces = Caffeine.newBuilder().maximumSize(MOST_KINDS).build();
  private final BlockingQueue<Paced> waiting = new ArrayBlockingQueue<>(QUEUE);

  private record Kind(String action, String reason, String resource) {
    static Kind of(AuditEvent event) {
      return new Kind(event.action(), event.reasonCode(), event.resourceId());
    }
  }

  /**
   * @param last when a row was last let through
   * @param held how many were not since then
   */
  private record Pace(Instant last, long held) {}

  /**
   * @param held how many its row speaks for beside itself
   */
  private record Paced(AuditEvent event, long held) {}

  public RepeatedEvidence(AuditTrail trail) {
    this.trail = trail;
  }

  /** Has {@code event} written with the next {@link #flush}: the caller must not wait for it. */
  public void later(AuditEvent event) {
    OptionalLong held = pass(event);
    if (held.isPresent() && !waiting.offer(new Paced(event, held.getAsLong()))) {
      hold(Kind.of(event), held.getAsLong() + 1);
    }
  }

  /** Writes {@code event} before it returns. */
  public void now(AuditEvent event) {
    pass(event).ifPresent(held -> write(new Paced(event, held)));
  }

  /** Writes what waits. */
  public void flush() {
    for (Paced next = waiting.poll(); next != null; next = waiting.poll()) {
      write(next);
    }
  }

  /** How many were held back since the last that passed; empty when this one is held back too. */
  private OptionalLong pass(AuditEvent event) {
    OptionalLong[] passed = {OptionalLong.empty()};
    Instant now = event.time();
    paces
        .asMap()
        .compute(
            Kind.of(event),
            (kind, pace) -> {
              if (pace != null && now.isBefore(pace.last().plus(APART))) {
                passed[0] = OptionalLong.empty();
                return new Pace(pace.last(), pace.held() + 1);
              }
              passed[0] = OptionalLong.of(pace == null ? 0 : pace.held());
              return new Pace(now, 0);
            });
    return passed[0];
  }

  private void hold(Kind kind, long more) {
    paces.asMap().computeIfPresent(kind, (k, pace) -> new Pace(pace.last(), pace.held() + more));
  }

  private void write(Paced paced) {
    AuditEvent event = paced.event();
    try {
      trail.append(paced.held() == 0 ? event : event.with(counted(event, paced.held())));
    } catch (StorageFailure e) {
      LOG.warn("Evidence of {} could not be written", event.action());
      hold(Kind.of(event), paced.held() + 1);
    }
  }

  private static Map<String, Object> counted(AuditEvent event, long held) {
    Map<String, Object> metadata = new HashMap<>(event.metadata());
    metadata.put(SUPPRESSED, held);
    return metadata;
  }
}
