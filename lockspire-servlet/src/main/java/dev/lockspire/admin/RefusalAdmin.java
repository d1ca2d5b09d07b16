package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import dev.lockspire.refusal.RecordedRefusal;
import dev.lockspire.refusal.RefusalStore;
import dev.lockspire.storage.Database;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Refused requests, explained rule by rule, for operators. Read only. */
public final class RefusalAdmin {
  private static final int LONGEST_ID = 64;
  private static final String REASONS =
      """
      WITH RECURSIVE one AS (
        (SELECT reason FROM {refusals} ORDER BY reason LIMIT 1)
        UNION ALL
        SELECT (SELECT r.reason FROM {refusals} r WHERE r.reason > one.reason
          ORDER BY r.reason LIMIT 1) FROM one WHERE one.reason IS NOT NULL)
      SELECT reason FROM one WHERE reason IS NOT NULL LIMIT 500
      """;

  private static final List<ListColumn<RecordedRefusal>> COLUMNS =
      List.of(
          new ListColumn<>("correlation_id", RecordedRefusal::correlationId),
          new ListColumn<>("time", RecordedRefusal::occurredAt),
          new ListColumn<>("reason", RecordedRefusal::reason),
          new ListColumn<>("method", RecordedRefusal::method),
          new ListColumn<>("endpoint", RecordedRefusal::route),
          new ListColumn<>("client_id", RecordedRefusal::clientId),
          new ListColumn<>("status", RecordedRefusal::status),
          new ListColumn<>("error", RecordedRefusal::error));

  private final Database database;
  private final RefusalStore store;
  private final Keyset<RecordedRefusal> refusals;
  private final String reasons;
  private final ListExport<RefusalFilter, RecordedRefusal> export;

  RefusalAdmin(AdminFoundation foundation) {
    this.database = foundation.database();
    this.store = foundation.refusals();
    this.reasons = database.sql(REASONS);
    this.refusals =
        new Keyset<>(
            database,
            "r.*",
            "{refusals} r",
            SortKey.descending(new SortKey.Part("r.id", SortKey.Kind.ID)),
            Keyset.LOOK,
            RefusalStore::read);
    this.export =
        new ListExport<>(
            foundation,
            "refusals",
            COLUMNS,
            RefusalFilter::names,
            request -> refusals.uncounted(way(request.filter()), request));
  }

  /** Newest first. */
  public Listing<RecordedRefusal> list(ListRequest<RefusalFilter> request) {
    Way way = way(request.filter());
    return refusals.page(way, request, refusals.count(way));
  }

  /**
   * Writes what {@code filter} matches as {@link #list} shows it, at most {@link
   * AuditAdmin#MOST_EXPORTED} rows; recorded as {@code list_exported}.
   *
   * @return how many rows were written
   * @throws java.io.UncheckedIOException when {@code out} takes no more
   */
  public AdminResult<Integer> export(
      RefusalFilter filter, ExportFormat format, Writer out, Actor actor) {
    return export.write(filter, format, out, actor);
  }

  private Way way(RefusalFilter filter) {
    List<Indexed> indexed = new ArrayList<>();
    filter.clientId().ifPresent(id -> indexed.add(Indexed.text("r.client_id", id, true)));
    filter.reason().ifPresent(reason -> indexed.add(Indexed.text("r.reason", reason, true)));
    return refusals.way(SortKey.Range.ALL, indexed, new Conditions());
  }

  /**
   * The refusal that a caller was told {@code correlationId} for; empty when it is not kept: it is
   * too old, or was left out because there were too many like it.
   */
  public Optional<RecordedRefusal> find(String correlationId) {
    String id = correlationId.strip();
    return id.isEmpty() || id.length() > LONGEST_ID ? Optional.empty() : store.find(id);
  }

  /** Every reason there is a refusal for, in alphabetical order. */
  public List<String> reasons() {
    return database.all(reasons, bind -> {}, row -> row.text("reason"));
  }
}
