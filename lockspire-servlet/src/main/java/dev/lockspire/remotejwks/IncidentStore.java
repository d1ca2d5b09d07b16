package dev.lockspire.remotejwks;

import dev.lockspire.http.JsonWriter;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of {@code remote_jwks_incidents}: the last incident of each client.
 *
 * <p>The original keeps it in the client's own metadata. Here it has a table, on purpose: anybody
 * who knows a client_id can provoke an incident, and a failed login shall neither rewrite the
 * client's row nor make every node forget the client.
 *
 * <p>Batches of several nodes may arrive in any order: what happened later wins.
 */
final class IncidentStore {
  private static final String RECORD =
      """
      INSERT INTO {remote_jwks_incidents} AS i (client_id, subreason, http_status, target_reason,
        cached_entry_present, refresh_attempted, kid_present, occurred_at)
      SELECT r.* FROM jsonb_to_recordset(?::jsonb) AS r (client_id text, subreason text,
        http_status integer, target_reason text, cached_entry_present boolean,
        refresh_attempted boolean, kid_present boolean, occurred_at timestamptz)
      ON CONFLICT (client_id) DO UPDATE SET subreason = EXCLUDED.subreason,
        http_status = EXCLUDED.http_status, target_reason = EXCLUDED.target_reason,
        cached_entry_present = EXCLUDED.cached_entry_present,
        refresh_attempted = EXCLUDED.refresh_attempted, kid_present = EXCLUDED.kid_present,
        occurred_at = EXCLUDED.occurred_at
      WHERE i.occurred_at <= EXCLUDED.occurred_at
      """;

  private static final String CLEAR =
      """
      DELETE FROM {remote_jwks_incidents} AS i
      USING jsonb_to_recordset(?::jsonb) AS r (client_id text, at timestamptz)
      WHERE i.client_id = r.client_id AND i.occurred_at <= r.at
      """;

  private static final String FIND = "SELECT * FROM {remote_jwks_incidents} WHERE client_id = ?";

  private final Database database;
  private final String record;
  private final String clear;
  private final String find;

  IncidentStore(Database database) {
    this.database = database;
    this.record = database.sql(RECORD);
    this.clear = database.sql(CLEAR);
    this.find = database.sql(FIND);
  }

  /** Writes all of {@code incidents}, at most one of each client, in one statement. */
  void record(List<Incident> incidents) {
    JsonWriter json = new JsonWriter(1024).beginArray();
    for (Incident incident : incidents) {
      json.beginObject()
          .field("client_id", incident.clientId())
          .field("subreason", incident.subreason().wireName())
          .field("http_status", incident.httpStatus().orElse(null))
          .field("target_reason", incident.targetReason().orElse(null))
          .field("cached_entry_present", incident.cachedEntryPresent())
          .field("refresh_attempted", incident.refreshAttempted())
          .field("kid_present", incident.kidPresent().orElse(null))
          .field("occurred_at", incident.occurredAt().toString())
          .endObject();
    }
    String rows = text(json);
    database.execute(record, bind -> bind.json(rows));
  }

  /**
   * Forgets, in one statement, what happened before a client succeeded.
   *
   * @param successes when each client did
   */
  void clear(Map<String, Instant> successes) {
    JsonWriter json = new JsonWriter(1024).beginArray();
    successes.forEach(
        (clientId, at) ->
            json.beginObject().field("client_id", clientId).field("at", at.toString()).endObject());
    String rows = text(json);
    database.execute(clear, bind -> bind.json(rows));
  }

  private static String text(JsonWriter json) {
    return new String(json.endArray().toBytes(), StandardCharsets.UTF_8);
  }

  /**
   * The last incident of a client; empty as well when a newer release wrote what this cannot read.
   */
  Optional<Incident> find(String clientId) {
    return database
        .first(find, bind -> bind.text(clientId), IncidentStore::read)
        .flatMap(incident -> incident);
  }

  private static Optional<Incident> read(Row row) {
    return Subreason.ofWireName(row.text("subreason"))
        .map(
            subreason ->
                new Incident(
                    row.text("client_id"),
                    subreason,
                    Optional.ofNullable(row.number("http_status")),
                    Optional.ofNullable(row.text("target_reason")),
                    row.flag("cached_entry_present"),
                    row.flag("refresh_attempted"),
                    row.optionalFlag("kid_present"),
                    row.time("occurred_at")));
  }
}
