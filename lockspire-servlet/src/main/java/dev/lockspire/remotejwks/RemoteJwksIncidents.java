package dev.lockspire.remotejwks;

import com.github.benmanes.caffeine.cache.Cache;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.StorageFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers each client's last incident with remote keys until the client succeeds again. Strangers
 * can cause incidents at will, so a request only leaves a note in memory: one per client and class
 * every {@link #APART}, written in batches by another thread.
 *
 * <p>A success costs no SQL either. Whether another node has an incident on record is not asked:
 * the first success of a client, and one every {@link #SURE_FOR}, is noted as well, and forgets
 * what may be there.
 */
public final class RemoteJwksIncidents {
  static final Duration APART = Duration.ofSeconds(10);
  static final Duration SURE_FOR = Duration.ofSeconds(30);
  private static final int MOST = 10_000;
  private static final Logger LOG = LoggerFactory.getLogger(RemoteJwksIncidents.class);

  /** What is to be written of one client: an incident, or that there is none any more. */
  private record Note(Instant at, Optional<Incident> incident) {}

  private final IncidentStore store;
  private final InstantSource clock;
  private final Map<String, Note> waiting = new ConcurrentHashMap<>();
  private final Cache<String, Boolean> reported;
  private final Cache<String, Boolean> over;

  public RemoteJwksIncidents(Database database, InstantSource clock) {
    this.store = new IncidentStore(database);
    this.clock = clock;
    this.reported = AgingCaches.lasting(clock, APART).maximumSize(MOST).build();
    this.over = AgingCaches.lasting(clock, SURE_FOR).maximumSize(MOST).build();
  }

  /**
   * The last incident of a client that has not succeeded since; a second late at most.
   *
   * @throws StorageFailure when the database cannot answer
   */
  public Optional<Incident> of(String clientId) {
    return store.find(clientId);
  }

  void report(Incident incident) {
    String kind = incident.clientId() + ' ' + incident.incidentClass();
    if (reported.asMap().putIfAbsent(kind, Boolean.TRUE) != null) {
      return;
    }
    LOG.warn("The keys of client {} did not serve: {}", incident.clientId(), incident.attributes());
    over.invalidate(incident.clientId());
    note(incident.clientId(), new Note(incident.occurredAt(), Optional.of(incident)));
  }

  void succeeded(String clientId) {
    if (over.asMap().putIfAbsent(clientId, Boolean.TRUE) == null) {
      note(clientId, new Note(clock.instant(), Optional.empty()));
    }
  }

  private void note(String clientId, Note note) {
    if (waiting.size() < MOST) {
      waiting.put(clientId, note);
    }
  }

  /** Writes what waits. What cannot be written is lost: the next failure or success tells again. */
  public void flush() {
    List<Incident> incidents = new ArrayList<>();
    Map<String, Instant> successes = new HashMap<>();
    for (String clientId : List.copyOf(waiting.keySet())) {
      Optional.ofNullable(waiting.remove(clientId))
          .ifPresent(
              note ->
                  note.incident()
                      .ifPresentOrElse(incidents::add, () -> successes.put(clientId, note.at())));
    }
    try {
      if (!incidents.isEmpty()) {
        store.record(incidents);
      }
      if (!successes.isEmpty()) {
        store.clear(successes);
      }
    } catch (StorageFailure e) {
      LOG.warn("{} notes on remote keys could not be written", incidents.size() + successes.size());
    }
  }
}
