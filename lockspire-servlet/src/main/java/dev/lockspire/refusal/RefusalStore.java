package dev.lockspire.refusal;

import dev.lockspire.http.JsonReader;
import dev.lockspire.http.JsonWriter;
import dev.lockspire.http.Refusal.Judgement;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of {@code refusals}. */
public final class RefusalStore {
  private static final int MAX_DOCUMENT = 1_000_000;

  private static final String INSERT =
      """
      INSERT INTO {refusals} (correlation_id, method, route, status, error, reason, description,
        client_id, judgements, compared, presented, unrecorded, occurred_at, expires_at)
      SELECT r.correlation_id, r.method, r.route, r.status, r.error, r.reason, r.description,
        r.client_id, r.judgements, r.compared, r.presented, r.unrecorded,
        r.occurred_at, r.occurred_at + make_interval(secs => ?)
      FROM jsonb_to_recordset(?::jsonb) AS r (correlation_id text, method text, route text,
        status integer, error text, reason text, description text, client_id text,
        judgements jsonb, compared jsonb, presented jsonb, unrecorded bigint,
        occurred_at timestamptz)
      ON CONFLICT (correlation_id) DO NOTHING
      """;

  private static final String FIND = "SELECT * FROM {refusals} WHERE correlation_id = ?";

  private final Database database;
  private final long keepSeconds;
  private final String insert;
  private final String find;

  /**
   * @param keep how long a refusal can be explained
   */
  public RefusalStore(Database database, Duration keep) {
    this.database = database;
    this.keepSeconds = keep.toSeconds();
    this.insert = database.sql(INSERT);
    this.find = database.sql(FIND);
  }

  /** Writes all of {@code batch} in one statement. */
  void insert(List<RecordedRefusal> batch) {
    JsonWriter json = new JsonWriter(2048).beginArray();
    batch.forEach(refusal -> write(json, refusal));
    String rows = new String(json.endArray().toBytes(), StandardCharsets.UTF_8);
    database.execute(insert, bind -> bind.number((int) keepSeconds).json(rows));
  }

  private static void write(JsonWriter json, RecordedRefusal refusal) {
    json.beginObject()
        .field("correlation_id", refusal.correlationId())
        .field("method", refusal.method())
        .field("route", refusal.route())
        .field("status", refusal.status())
        .field("error", refusal.error())
        .field("reason", refusal.reason())
        .field("description", refusal.description())
        .field("client_id", refusal.clientId().orElse(null))
        .field("compared", refusal.compared())
        .field("presented", refusal.presented())
        .field("unrecorded", refusal.unrecorded())
        .field("occurred_at", refusal.occurredAt().toString())
        .name("judgements")
        .beginArray();
    for (Judgement judgement : refusal.judgements()) {
      json.beginObject()
          .field("rule", judgement.rule())
          .field("reference", judgement.reference())
          .field("passed", judgement.passed())
          .endObject();
    }
    json.endArray().endObject();
  }

  /** The refusal that the caller was told {@code correlationId} for; empty when it is not kept. */
  public Optional<RecordedRefusal> find(String correlationId) {
    return database.first(find, bind -> bind.text(correlationId), RefusalStore::read);
  }

  /** Reads a row of {@code refusals} with all its columns. */
  public static RecordedRefusal read(Row row) {
    return new RecordedRefusal(
        row.id("id"),
        row.text("correlation_id"),
        row.time("occurred_at"),
        row.text("method"),
        row.text("route"),
        row.number("status"),
        row.text("error"),
        row.text("reason"),
        row.text("description"),
        Optional.ofNullable(row.text("client_id")),
        judgements(row.text("judgements")),
        texts(row.text("compared")),
        texts(row.text("presented")),
        row.id("unrecorded"));
  }

  private static List<Judgement> judgements(String array) {
    Object members =
        JsonReader.object("{\"a\":" + array + "}", MAX_DOCUMENT).map(o -> o.get("a")).orElse(null);
    List<Judgement> judgements = new ArrayList<>();
    if (members instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> one) {
          judgements.add(
              new Judgement(
                  String.valueOf(one.get("rule")),
                  String.valueOf(one.get("reference")),
                  Boolean.TRUE.equals(one.get("passed"))));
        }
      }
    }
    return judgements;
  }

  private static Map<String, String> texts(String object) {
    Map<String, String> texts = new LinkedHashMap<>();
    JsonReader.object(object, MAX_DOCUMENT)
        .ifPresent(o -> o.forEach((name, value) -> texts.put(name, String.valueOf(value))));
    return texts;
  }
}
