package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import java.io.Writer;
import java.util.List;
import java.util.Optional;

/** The durable evidence, for operators. */
public final class AuditAdmin {
  /** Rows that one export of any list holds at most. */
  public static final int MOST_EXPORTED = ListExport.MOST_ROWS;

  private static final List<ListColumn<AuditEntry>> COLUMNS =
      List.of(
          new ListColumn<>("time", AuditEntry::time),
          new ListColumn<>("action", AuditEntry::action),
          new ListColumn<>("outcome", AuditEntry::outcome),
          new ListColumn<>("reason_code", AuditEntry::reasonCode),
          new ListColumn<>("actor_type", AuditEntry::actorType),
          new ListColumn<>("actor_id", AuditEntry::actorId),
          new ListColumn<>("actor_display", AuditEntry::actorDisplay),
          new ListColumn<>("resource_type", AuditEntry::resourceType),
          new ListColumn<>("resource_id", AuditEntry::resourceId),
          new ListColumn<>("metadata", AuditEntry::metadata));

  private final AuditSearch search;
  private final ListExport<AuditFilter, AuditEntry> export;

  AuditAdmin(AdminFoundation foundation) {
    this.search = new AuditSearch(foundation.database());
    this.export =
        new ListExport<>(foundation, "audit_events", COLUMNS, AuditFilter::names, search::page);
  }

  /** Newest first. */
  public Listing<AuditEntry> list(ListRequest<AuditFilter> request) {
    return search.list(request);
  }

  public Optional<AuditEntry> find(long id) {
    return search.find(id);
  }

  /** Actions that occur, in their alphabetical order, for a filter's choices. */
  public List<String> actions() {
    return search.actions();
  }

  /**
   * Writes what {@code filter} matches, newest first, at most {@link #MOST_EXPORTED} rows, without
   * holding them in memory; recorded as {@code list_exported} before the first row leaves.
   *
   * @return how many rows were written
   * @throws java.io.UncheckedIOException when {@code out} takes no more
   */
  public AdminResult<Integer> export(
      AuditFilter filter, ExportFormat format, Writer out, Actor actor) {
    return export.write(filter, format, out, actor);
  }
}
