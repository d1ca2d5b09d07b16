package dev.lockspire.admin;

import static java.time.temporal.ChronoUnit.MICROS;

import dev.lockspire.audit.AuditEvent;
import dev.lockspire.http.JsonReader;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the evidence by every filter: along an index that ends with the time, or by the filter that
 * leaves few rows.
 */
final class AuditSearch {
  private static final int LONGEST_METADATA = 65_536;
  private static final String COLUMNS =
      "e.id, e.inserted_at, e.action, e.outcome, e.reason_code, e.actor_type, e.actor_id,"
          + " e.actor_display, e.resource_type, e.resource_id, e.metadata";

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
    this(database, Keyset.LOOK);
  }

  /**
   * @param look as {@link Keyset#LOOK}
   */
  AuditSearch(Database database, int look) {
    this.database = database;
    this.entries =
        new Keyset<>(
            database,
            COLUMNS,
            "{audit_events} e",
            SortKey.descending(
                new SortKey.Part("e.inserted_at", SortKey.Kind.TIME),
                new SortKey.Part("e.id", SortKey.Kind.ID)),
            look,
            AuditSearch::read);
  }

  Listing<AuditEntry> list(ListRequest<AuditFilter> request) {
    Way way = way(request.filter());
    return entries.page(way, request, entries.count(way));
  }

  /** As {@link #list}, without counting. */
  Listing<AuditEntry> page(ListRequest<AuditFilter> request) {
    return entries.uncounted(way(request.filter()), request);
  }

  Optional<AuditEntry> find(long id) {
    return database.first(
        database.sql("SELECT " + COLUMNS + " FROM {audit_events} e WHERE e.id = ?"),
        bind -> bind.id(id),
        AuditSearch::read);
  }

  List<String> actions() {
    return database.all(database.sql(distinct("action")), bind -> {}, row -> row.text("v"));
  }

  private Way way(AuditFilter filter) {
    SortKey.Range range =
        new SortKey.Range(
            filter.from().map(Instant::toString),
            filter.until().map(until -> until.minusNanos(1).truncatedTo(MICROS).toString()));
    List<Indexed> indexed = new ArrayList<>();
    Conditions rest = new Conditions();
    who("resource", filter.resourceType(), filter.resourceId(), indexed, rest);
    who("actor", filter.actorType(), filter.actorId(), indexed, rest);
    filter
        .outcome()
        .ifPresent(
            outcome -> {
              if (outcome == AuditEvent.Outcome.SUCCEEDED) {
                rest.and("e.outcome = 'succeeded'");
              } else {
                indexed.add(
                    new Indexed(
                        List.of("e.outcome"),
                        List.of(bind -> bind.text(outcome.wireName())),
                        "e.outcome <> 'succeeded'",
                        true));
              }
            });
    filter.action().ifPresent(action -> indexed.add(Indexed.text("e.action", action, true)));
    return entries.way(range, indexed, rest);
  }

  /** Actor or object: by type and id in the order of time, by the type alone not. */
  private void who(
      String which,
      Optional<String> type,
      Optional<String> id,
      List<Indexed> indexed,
      Conditions rest) {
    String typeColumn = "e." + which + "_type";
    String idColumn = "e." + which + "_id";
    if (id.isEmpty()) {
      type.ifPresent(known -> indexed.add(Indexed.text(typeColumn, known, false)));
      return;
    }
    List<String> types = type.map(List::of).orElseGet(() -> typesOf(which, id.get()));
    if (types.size() > 1) {
      rest.and(idColumn + " = ?", bind -> bind.text(id.get()));
      return;
    }
    String only = String.join("", types);
    indexed.add(
        new Indexed(
            List.of(typeColumn, idColumn),
            List.of(bind -> bind.text(only), bind -> bind.text(id.get())),
            "",
            true));
  }

  /**
   * An index begins with the type of an actor or object. Where only the id is given, the type is
   * looked up: an id has one, as a rule, or none when nobody is called that.
   */
  private List<String> typesOf(String which, String id) {
    String type = which + "_type";
    return database.search(
        database.sql(
            "SELECT d.v FROM ("
                + distinct(type)
                + ") d WHERE EXISTS (SELECT 1 FROM {audit_events} e WHERE e."
                + type
                + " = d.v AND e."
                + which
                + "_id = ?)"),
        bind -> bind.text(id),
        row -> row.text("v"));
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
