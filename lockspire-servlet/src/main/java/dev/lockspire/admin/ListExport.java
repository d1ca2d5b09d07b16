package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Takes a list out as a file, page by page and never as a whole in memory. Its columns are what the
 * screen shows, redacted in the same way.
 *
 * @param <F> the filter of the list
 * @param <T> a row of it
 */
final class ListExport<F, T> {
  /** Rows that one file holds at most. */
  static final int MOST_ROWS = 10_000;

  /** A filter that no index knows may give pages with few rows or none. */
  private static final int MOST_PAGES = 1_000;

  private static final int PAGE = 100;

  private final AdminFoundation foundation;
  private final String list;
  private final List<ListColumn<T>> columns;
  private final Function<F, List<String>> names;
  private final Function<ListRequest<F>, Listing<T>> pages;

  /**
   * @param list what its evidence calls it: {@code clients}
   * @param names of the filters that are set
   * @param pages reads one page; need not count
   */
  ListExport(
      AdminFoundation foundation,
      String list,
      List<ListColumn<T>> columns,
      Function<F, List<String>> names,
      Function<ListRequest<F>, Listing<T>> pages) {
    this.foundation = foundation;
    this.list = list;
    this.columns = List.copyOf(columns);
    this.names = names;
    this.pages = pages;
  }

  /**
   * Writes what {@code filter} matches in the order of the list, at most {@link #MOST_ROWS} rows;
   * recorded as {@code list_exported} before the first row leaves.
   *
   * @return how many rows were written
   * @throws java.io.UncheckedIOException when {@code out} takes no more
   */
  AdminResult<Integer> write(F filter, ExportFormat format, Writer out, Actor actor) {
    return Command.by(
        actor,
        () -> {
          record(filter, format, actor);
          return new AdminResult.Ok<>(rows(filter, ListFile.of(format, columns, out)));
        });
  }

  private int rows(F filter, ListFile<T> file) {
    ListRequest<F> request = new ListRequest<>(filter, PAGE, Position.first());
    int written = 0;
    for (int i = 0; i < MOST_PAGES && written < MOST_ROWS; i++) {
      Listing<T> page = pages.apply(request);
      List<T> wanted = page.rows().stream().limit(MOST_ROWS - written).toList();
      wanted.forEach(file::write);
      written += wanted.size();
      if (page.next().isEmpty()) {
        break;
      }
      request = request.at(page.next().get());
    }
    return written;
  }

  private void record(F filter, ExportFormat format, Actor actor) {
    Instant now = foundation.clock().instant();
    AuditEvent event =
        AuditEvent.succeeded("list_exported", actor, "list", list, now)
            .with(
                Map.of(
                    "format",
                    format.name().toLowerCase(Locale.ROOT),
                    "filtered_by",
                    names.apply(filter)));
    foundation
        .database()
        .transaction(
            transaction -> {
              foundation.audit().append(transaction, event);
              return true;
            });
  }
}
