package dev.lockspire.traffic;

import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What clients' requests were like in the last days, from the database. */
public final class RecordedTraffic {
  /** How far back requests are looked at: seven days and what there is of today. */
  public static final Duration WINDOW = Duration.ofDays(7);

  /** How long rows are kept after the beginning of their day: no longer than they are looked at. */
  public static final Duration KEPT = WINDOW.plusDays(1);

  private static final String OF_CLIENTS =
      """
      SELECT client_id, trait, sum(requests)::bigint AS requests, max(last_seen) AS last_seen
      FROM {client_traffic} WHERE client_id = ANY(?) AND day >= ?
      GROUP BY client_id, trait
      """;

  private final Database database;
  private final InstantSource clock;
  private final String ofClients;

  public RecordedTraffic(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.ofClients = database.sql(OF_CLIENTS);
  }

  /**
   * Of clients that sent anything, by client_id.
   *
   * @throws dev.lockspire.storage.StorageFailure when the database cannot answer
   */
  public Map<String, ClientTraffic> of(Collection<String> clientIds) {
    Instant from = clock.instant().truncatedTo(ChronoUnit.DAYS).minus(WINDOW);
    Map<String, List<Sighting>> found = new HashMap<>();
    database.all(ofClients, bind -> bind.texts(clientIds).time(from), row -> collect(row, found));
    Map<String, ClientTraffic> traffic = new HashMap<>();
    found.forEach((client, sightings) -> traffic.put(client, ClientTraffic.of(sightings)));
    return traffic;
  }

  private static boolean collect(Row row, Map<String, List<Sighting>> found) {
    return Trait.ofWireName(row.text("trait"))
        .map(trait -> new Sighting(trait, row.id("requests"), row.time("last_seen")))
        .filter(
            sighting ->
                found.computeIfAbsent(row.text("client_id"), id -> new ArrayList<>()).add(sighting))
        .isPresent();
  }
}
