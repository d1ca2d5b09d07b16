package dev.lockspire.traffic;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.StorageFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what accepted requests are like: a step in memory for each trait of a request, and one
 * statement for them all with each {@link #flush}. A request costs a look into a map and a few
 * atomic additions; it reads no clock and waits for nobody.
 */
public final class TrafficRecorder implements Telemetry {
  private static final Logger LOG = LoggerFactory.getLogger(TrafficRecorder.class);

  /** Clients between two flushes; requests of further ones are not recorded. */
  static final int MOST_CLIENTS = 20_000;

  /** Rows of one statement. */
  private static final int BATCH = 2_000;

  private static final String ADD =
      """
      INSERT INTO {client_traffic} AS t (client_id, day, trait, requests, last_seen)
      SELECT client_id, ?, trait, requests, ?
      FROM unnest(?::text[], ?::text[], ?::bigint[]) AS new (client_id, trait, requests)
      ON CONFLICT (client_id, day, trait) DO UPDATE SET requests = t.requests + EXCLUDED.requests,
        last_seen = greatest(t.last_seen, EXCLUDED.last_seen)
      """;

  private record Counted(String clientId, Trait trait, long requests) {}

  /** By client; each map has every trait and never changes but for its numbers. */
  private final ConcurrentHashMap<String, Map<Trait, AtomicLong>> counts =
      new ConcurrentHashMap<>();

  private final Database database;
  private final InstantSource clock;
  private final String add;

  public TrafficRecorder(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.add = database.sql(ADD);
  }

  @Override
  public void emit(TelemetryEvent event, Map<String, String> attributes) {
    String clientId = attributes.get("client_id");
    if (clientId != null) {
      TraitsOfEvents.tell(event, attributes, trait -> count(clientId, trait, 1));
    }
  }

  private void count(String clientId, Trait trait, long requests) {
    Map<Trait, AtomicLong> cells = counts.get(clientId);
    if (cells == null && counts.size() < MOST_CLIENTS) {
      cells = counts.computeIfAbsent(clientId, id -> cells());
    }
    if (cells != null) {
      cells.get(trait).addAndGet(requests);
    }
  }

  private static Map<Trait, AtomicLong> cells() {
    Map<Trait, AtomicLong> cells = new EnumMap<>(Trait.class);
    for (Trait trait : Trait.values()) {
      cells.put(trait, new AtomicLong());
    }
    return cells;
  }

  /** Adds what was counted to the database; keeps it for the next time when that fails. */
  public void flush() {
    List<Counted> taken = take();
    // In one order on every node, so that two nodes never wait for each other.
    taken.sort(Comparator.comparing(Counted::clientId).thenComparing(Counted::trait));
    Instant now = clock.instant();
    for (int from = 0; from < taken.size(); from += BATCH) {
      try {
        write(taken.subList(from, Math.min(from + BATCH, taken.size())), now);
      } catch (StorageFailure e) {
        LOG.warn("Traits of requests could not be written; they are kept for the next time");
        taken
            .subList(from, taken.size())
            .forEach(counted -> count(counted.clientId(), counted.trait(), counted.requests()));
        return;
      }
    }
  }

  private List<Counted> take() {
    List<Counted> taken = new ArrayList<>();
    counts.forEach(
        (clientId, cells) -> {
          int before = taken.size();
          cells.forEach(
              (trait, cell) -> {
                // Counting goes on: what is added from here on belongs to the next time.
                long requests = cell.getAndSet(0);
                if (requests != 0) {
                  taken.add(new Counted(clientId, trait, requests));
                }
              });
          if (taken.size() == before) {
            // Nothing since the last time, so hardly anybody is about to add to it.
            counts.remove(clientId, cells);
          }
        });
    return taken;
  }

  private void write(List<Counted> taken, Instant now) {
    List<String> clients = new ArrayList<>(taken.size());
    List<String> traits = new ArrayList<>(taken.size());
    List<String> requests = new ArrayList<>(taken.size());
    for (Counted counted : taken) {
      clients.add(counted.clientId());
      traits.add(counted.trait().wireName());
      requests.add(Long.toString(counted.requests()));
    }
    Instant day = now.truncatedTo(ChronoUnit.DAYS);
    database.execute(
        add, bind -> bind.time(day).time(now).texts(clients).texts(traits).texts(requests));
  }
}
