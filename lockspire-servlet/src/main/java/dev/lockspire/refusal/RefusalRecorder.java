package dev.lockspire.refusal;

import dev.lockspire.http.Refusal;
import dev.lockspire.http.RefusalObserver;
import dev.lockspire.storage.StorageFailure;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes refusals down: redacts and queues on the request's thread, writes in batches on another.
 * When more come than can be written the surplus is dropped, never the request delayed.
 */
public final class RefusalRecorder implements RefusalObserver {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalRecorder.class);
  private static final int QUEUE = 1000;
  private static final int BATCH = 200;
  private static final int LONGEST_CLIENT_ID = 255;

  private final BlockingQueue<RecordedRefusal> waiting = new ArrayBlockingQueue<>(QUEUE);
  private final RefusalStore store;
  private final FloodGate gate;
  private final InstantSource clock;
  private final Consumer<String> count;

  /**
   * @param count told the reason of every refusal, recorded or not
   */
  public RefusalRecorder(RefusalStore store, InstantSource clock, Consumer<String> count) {
    this.store = store;
    this.gate = new FloodGate(clock);
    this.clock = clock;
    this.count = count;
  }

  @Override
  public void refused(Refusal refusal) {
    count.accept(refusal.reason());
    Optional<String> clientId = clientId(refusal);
    OptionalLong unrecorded =
        gate.pass(refusal.route() + ' ' + refusal.reason() + ' ' + clientId.orElse(""));
    if (unrecorded.isPresent()) {
      waiting.offer(taken(refusal, clientId, unrecorded.getAsLong()));
    }
  }

  private RecordedRefusal taken(Refusal refusal, Optional<String> clientId, long unrecorded) {
    return new RecordedRefusal(
        0,
        refusal.correlationId(),
        clock.instant(),
        refusal.method(),
        refusal.route(),
        refusal.status(),
        refusal.error(),
        refusal.reason(),
        refusal.description(),
        clientId,
        refusal.judgements(),
        compared(refusal.compared()),
        PresentedParameters.of(refusal.sent()),
        unrecorded);
  }

  private static Map<String, String> compared(Map<String, String> values) {
    Map<String, String> shown = new java.util.LinkedHashMap<>();
    values.forEach((name, value) -> shown.put(name, Shown.text(value, 510)));
    return shown;
  }

  private static Optional<String> clientId(Refusal refusal) {
    return refusal
        .clientId()
        .or(() -> Optional.ofNullable(refusal.compared().get("client_id")))
        .or(() -> refusal.sent().nonEmpty("client_id"))
        .map(id -> Shown.text(id, LONGEST_CLIENT_ID));
  }

  /** Writes what waits. What cannot be written is lost: it explains, it does not prove. */
  public void flush() {
    List<RecordedRefusal> batch = new ArrayList<>(BATCH);
    while (waiting.drainTo(batch, BATCH) > 0) {
      try {
        store.insert(batch);
      } catch (StorageFailure e) {
        LOG.warn("{} refusals could not be recorded", batch.size());
        return;
      }
      batch.clear();
    }
  }
}
