package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import java.io.Writer;
import java.util.List;
import java.util.Optional;

/** The durable evidence, for operators. */
public final class AuditAdmin {
  AuditAdmin(AdminFoundation foundation) {}

  /** Newest first. */
  public Listing<AuditEntry> list(ListRequest<AuditFilter> request) {
    throw new UnsupportedOperationException();
  }

  public Optional<AuditEntry> find(long id) {
    throw new UnsupportedOperationException();
  }

  /** Actions that occur, for a filter's choices. */
  public List<String> actions() {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes what {@code filter} matches, newest first, at most 10 000 rows, without holding them in
   * memory; recorded as {@code list_exported} before the first row leaves.
   *
   * @return how many rows were written
   * @throws java.io.UncheckedIOException when {@code out} takes no more
   */
  public AdminResult<Integer> export(
      AuditFilter filter, ExportFormat format, Writer out, Actor actor) {
    throw new UnsupportedOperationException();
  }
}
