package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import dev.lockspire.interaction.Interaction;
import dev.lockspire.storage.Database;
import dev.lockspire.storage.Row;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Authorizations on their way, for operators. Read only. */
public final class InteractionAdmin {
  private static final int REFERENCE_LENGTH = 8;
  private static final String PENDING = "i.status IN ('pending_login', 'pending_consent')";
  private static final String COLUMNS =
      """
      i.interaction_id, i.client_id, i.account_id, i.status, i.prompt, i.inserted_at,
        i.login_required_at, i.consent_requested_at, i.completed_at, i.denied_at, i.expired_at,
        i.expires_at, i.denial_reason,
        (SELECT c.name FROM {clients} c WHERE c.client_id = i.client_id) AS client_name
      """;
  private static final String FIGURES =
      """
      SELECT count(*) AS scanned,
        count(*) FILTER (WHERE status = 'pending_login' AND expires_at > ?) AS pending_login,
        count(*) FILTER (WHERE status = 'pending_consent' AND expires_at > ?) AS pending_consent,
        count(*) FILTER (WHERE status = 'completed') AS completed,
        count(*) FILTER (WHERE status = 'denied') AS denied
      FROM (%s) newest
      """;

  private final AdminFoundation foundation;
  private final Handles handles;
  private final Keyset<InteractionSummary> interactions;
  private final ListExport<InteractionFilter, InteractionSummary> export;

  InteractionAdmin(AdminFoundation foundation) {
    this.foundation = foundation;
    this.handles = foundation.handles();
    this.interactions =
        new Keyset<>(
            foundation.database(),
            COLUMNS,
            "{interactions} i",
            SortKey.descending(new SortKey.Part("i.id", SortKey.Kind.ID)),
            Keyset.LOOK,
            this::read);
    this.export =
        new ListExport<>(
            foundation,
            "interactions",
            InteractionSummary.COLUMNS,
            InteractionFilter::names,
            request -> interactions.uncounted(way(request.filter()), request));
  }

  /** Newest first. */
  public Listing<InteractionSummary> list(ListRequest<InteractionFilter> request) {
    return list(request, figures(request.filter()));
  }

  /**
   * As {@link #list(ListRequest)}, for who shows the figures beside it.
   *
   * @param figures of the same filter
   */
  public Listing<InteractionSummary> list(
      ListRequest<InteractionFilter> request, InteractionFigures figures) {
    InteractionFilter filter = request.filter();
    return interactions.page(
        way(filter), request, filter.status().map(figures::of).orElseGet(figures::total));
  }

  /**
   * Writes what {@code filter} matches as {@link #list} shows it, at most {@link
   * AuditAdmin#MOST_EXPORTED} rows; recorded as {@code list_exported}.
   *
   * @return how many rows were written
   * @throws java.io.UncheckedIOException when {@code out} takes no more
   */
  public AdminResult<Integer> export(
      InteractionFilter filter, ExportFormat format, Writer out, Actor actor) {
    return export.write(filter, format, out, actor);
  }

  private Way way(InteractionFilter filter) {
    List<Indexed> indexed = new ArrayList<>();
    filter.clientId().ifPresent(id -> indexed.add(Indexed.text("i.client_id", id, false)));
    Conditions rest = new Conditions();
    filter.status().ifPresent(status -> withStatus(indexed, rest, status));
    return interactions.way(SortKey.Range.ALL, indexed, rest);
  }

  /** Of all interactions of the filter's client. */
  public InteractionFigures figures(InteractionFilter filter) {
    Way way = way(new InteractionFilter(Optional.empty(), filter.clientId()));
    Keyset.Source newest = interactions.firstRows("i.status, i.expires_at", way, Window.ROWS);
    Database database = foundation.database();
    Instant now = foundation.clock().instant();
    return database
        .search(
            database.sql(FIGURES.formatted(newest.sql())),
            bind -> newest.bind().accept(bind.time(now).time(now)),
            row -> figures(way, row))
        .get(0);
  }

  private InteractionFigures figures(Way way, Row row) {
    Window window = Window.of(row.id("scanned"), () -> interactions.seesAll(way));
    long pendingLogin = row.id("pending_login");
    long pendingConsent = row.id("pending_consent");
    long completed = row.id("completed");
    long denied = row.id("denied");
    return new InteractionFigures(
        window.count(pendingLogin),
        window.count(pendingConsent),
        window.count(completed),
        window.count(denied),
        window.count(window.scanned() - pendingLogin - pendingConsent - completed - denied));
  }

  /** By the clock: what nobody finished in time is expired, whether or not it was swept. */
  private void withStatus(List<Indexed> indexed, Conditions rest, Interaction.Status status) {
    Instant now = foundation.clock().instant();
    if (status == Interaction.Status.EXPIRED) {
      rest.and(
          "(i.status = 'expired' OR " + PENDING + " AND i.expires_at <= ?)",
          bind -> bind.time(now));
      return;
    }
    indexed.add(Indexed.text("i.status", status.name().toLowerCase(Locale.ROOT), false));
    if (status.isActive()) {
      rest.and("i.expires_at > ?", bind -> bind.time(now));
    }
  }

  private InteractionSummary read(Row row) {
    Interaction.Status stored =
        Interaction.Status.valueOf(row.text("status").toUpperCase(Locale.ROOT));
    Instant expiresAt = row.time("expires_at");
    boolean over = stored.isActive() && !expiresAt.isAfter(foundation.clock().instant());
    Interaction.Status status = over ? Interaction.Status.EXPIRED : stored;
    Instant createdAt = row.time("inserted_at");
    String clientId = row.text("client_id");
    String id = row.text("interaction_id");
    return new InteractionSummary(
        row.id("key_0"),
        id.substring(0, Math.min(REFERENCE_LENGTH, id.length())),
        status,
        clientId,
        ClientNames.shown(row.text("client_name"), clientId),
        handles.client(clientId),
        Optional.ofNullable(row.text("account_id")).map(handles::account),
        row.texts("prompt"),
        createdAt,
        lastActivity(status, row, expiresAt).orElse(createdAt),
        expiresAt,
        Optional.ofNullable(row.text("denial_reason")));
  }

  private static Optional<Instant> lastActivity(
      Interaction.Status status, Row row, Instant expiresAt) {
    return Optional.ofNullable(
        switch (status) {
          case PENDING_LOGIN -> row.time("login_required_at");
          case PENDING_CONSENT -> row.time("consent_requested_at");
          case COMPLETED -> row.time("completed_at");
          case DENIED -> row.time("denied_at");
          case EXPIRED -> Optional.ofNullable(row.time("expired_at")).orElse(expiresAt);
        });
  }
}
