package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The durable evidence, for operators. */
public final class AuditAdmin {
  /** Rows that one export holds at most. */
  public static final int MOST_EXPORTED = 10_000;

  private final AdminFoundation foundation;
  private final AuditSearch search;

  AuditAdmin(AdminFoundation foundation) {
    this.foundation = foundation;
    this.search = new AuditSearch(foundation.database());
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
    return Command.by(
        actor,
        () -> {
          record(filter, format, actor);
          AuditFile file = AuditFile.of(format, out);
          Position position = Position.first();
          int written = 0;
          while (written < MOST_EXPORTED) {
            Listing<AuditEntry> page = search.page(new ListRequest<>(filter, 100, position));
            page.rows().forEach(file::write);
            written += page.rows().size();
            if (page.next().isEmpty()) {
              break;
            }
            position = page.next().get();
          }
          return new AdminResult.Ok<>(written);
        });
  }

  private void record(AuditFilter filter, ExportFormat format, Actor actor) {
    Instant now = foundation.clock().instant();
    AuditEvent event =
        AuditEvent.succeeded("list_exported", actor, "list", "audit_events", now)
            .with(
                Map.of(
                    "format",
                    format.name().toLowerCase(Locale.ROOT),
                    "filtered_by",
                    filter.names()));
    foundation
        .database()
        .transaction(
            transaction -> {
              foundation.audit().append(transaction, event);
              return true;
            });
  }
}
