package dev.lockspire.admin;

import dev.lockspire.audit.AuditEvent;
import dev.lockspire.http.JsonReader;
import dev.lockspire.storage.Binder;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the evidence by every filter, along an index that ends with the time. */
final class AuditSearch {
  private static final int LONGEST_METADATA = 65_536;
  private static final String COLUMNS =
      "id, inserted_at, action, outcome, reason_code, actor_type, actor_id, actor_display,"
          + " resource_type, resource_id, metadata";

  /** Jumps from one value to the next in an index: there are few among millions of rows. */
  private static String distinct(String column) {
    return """
        WITH RECURSIVE jump AS (
          (SELECT %1$s AS v FROM {audit_events} ORDER BY %1$s LIMIT 1)
          UNION ALL
          SELECT (SELECT a.%1$s FROM {audit_events} a WHERE a.%1$s > j.v ORDER BY a.%1$s LIMIT 1)
          FROM jump j WHERE j.v IS NOT NULL)
        SELECT v FROM jump WHERE v IS NOT NULL
        """
        .formatted(column);
  }

  private final Database database;
  private final Keyset<AuditEntry> entries;

  AuditSearch(Database database) {
    this.database = database;
    this.entries =
        new Keyset<>(
            database,
            COLUMNS,
            "{audit_events}",
            true,
            List.of(
                new Keyset.Part("inserted_at", Keyset.Kind.TIME),
                new Keyset.Part("id", Keyset.Kind.ID)),
            AuditSearch::read);
  }

  Listing<AuditEntry> list(ListRequest<AuditFilter> request) {
    Conditions conditions = conditions(typed(request.filter()));
    return entries.page(conditions, request, entries.count(conditions));
  }

  /** As {@link #list}, without counting. */
  Listing<AuditEntry> page(ListRequest<AuditFilter> request) {
    return entries.uncounted(conditions(typed(request.filter())), request);
  }

  Optional<AuditEntry> find(long id) {
    return database.first(
        database.sql("SELECT " + COLUMNS + " FROM {audit_events} WHERE id = ?"),
        bind -> bind.id(id),
        AuditSearch::read);
  }

  List<String> actions() {
    return database.all(database.sql(distinct("action")), bind -> {}, row -> row.text("v"));
  }

  /**
   * An index begins with the type of an actor or object. Where only the id is asked for, the type
   * is looked up: an id has one, or none when nobody is called that.
   */
  AuditFilter typed(AuditFilter filter) {
    return filter.withTypes(
        typeOf("actor_type", "actor_id", filter.actorType(), filter.actorId()),
        typeOf("resource_type", "resource_id", filter.resourceType(), filter.resourceId()));
  }

  private Optional<String> typeOf(
      String typeColumn, String idColumn, Optional<String> type, Optional<String> id) {
    if (type.isPresent() || id.isEmpty()) {
      return type;
    }
    List<String> types =
        database.all(
            database.sql(
                "SELECT d.v FROM ("
                    + distinct(typeColumn)
                    + ") d WHERE EXISTS (SELECT 1 FROM {audit_events} e WHERE e."
                    + typeColumn
                    + " = d.v AND e."
                    + idColumn
                    + " = ?)"),
            bind -> bind.text(id.get()),
            row -> row.text("v"));
    return types.size() > 1 ? Optional.empty() : Optional.of(String.join("", types));
  }

  Keyset<AuditEntry> keyset() {
    return entries;
  }

  static Conditions conditions(AuditFilter filter) {
    Conditions conditions =
        new Conditions()
            .with(filter.action(), "action = ?", Binder::text)
            .with(filter.outcome().map(AuditEvent.Outcome::wireName), "outcome = ?", Binder::text)
            .with(filter.actorType(), "actor_type = ?", Binder::text)
            .with(filter.actorId(), "actor_id = ?", Binder::text)
            .with(filter.resourceType(), "resource_type = ?", Binder::text)
            .with(filter.resourceId(), "resource_id = ?", Binder::text)
            .with(filter.from(), "inserted_at >= ?", Binder::time)
            .with(filter.until(), "inserted_at < ?", Binder::time);
    boolean refused = filter.outcome().filter(o -> o != AuditEvent.Outcome.SUCCEEDED).isPresent();
    // Said in so many words, so that the partial index is found whatever the value is.
    return refused ? conditions.and("outcome <> 'succeeded'") : conditions;
  }

  private static AuditEntry read(Row row) {
    return new AuditEntry(
        row.id("id"),
        row.time("inserted_at"),
        row.text("action"),
        row.text("outcome"),
        Optional.ofNullable(row.text("reason_code")),
        Optional.ofNullable(row.text("actor_type")),
        Optional.ofNullable(row.text("actor_id")),
        Optional.ofNullable(row.text("actor_display")),
        row.text("resource_type"),
        row.text("resource_id"),
        JsonReader.object(row.text("metadata"), LONGEST_METADATA).orElse(Map.of()));
  }
}
