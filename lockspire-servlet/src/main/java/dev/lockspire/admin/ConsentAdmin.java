package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.interaction.ConsentStore;
import dev.lockspire.interaction.ConsentStore.Revocation;
import java.io.Writer;
import java.util.Map;
import java.util.Optional;

/** What people allowed, for operators. */
public final class ConsentAdmin {
  private static final String REASON = "operator_revoked";

  private final AdminFoundation foundation;
  private final ConsentInventory inventory;
  private final ConsentStore grants;
  private final ListExport<ConsentFilter, ConsentSummary> export;

  ConsentAdmin(AdminFoundation foundation) {
    this.foundation = foundation;
    this.inventory = new ConsentInventory(foundation);
    this.grants = new ConsentStore(foundation.database(), foundation.audit());
    this.export =
        new ListExport<>(
            foundation, "consents", ConsentSummary.COLUMNS, ConsentFilter::names, inventory::page);
  }

  /** Newest first. */
  public Listing<ConsentSummary> list(ListRequest<ConsentFilter> request) {
    return list(request, figures(request.filter()));
  }

  /**
   * As {@link #list(ListRequest)}, for who shows the figures beside it.
   *
   * @param figures of the same filter
   */
  public Listing<ConsentSummary> list(ListRequest<ConsentFilter> request, ConsentFigures figures) {
    return inventory.list(request, figures);
  }

  /**
   * Writes what {@code filter} matches as {@link #list} shows it, at most {@link
   * AuditAdmin#MOST_EXPORTED} rows; recorded as {@code list_exported}.
   *
   * @return how many rows were written
   * @throws java.io.UncheckedIOException when {@code out} takes no more
   */
  public AdminResult<Integer> export(
      ConsentFilter filter, ExportFormat format, Writer out, Actor actor) {
    return export.write(filter, format, out, actor);
  }

  /** Of all grants that match account and client of {@code filter}. */
  public ConsentFigures figures(ConsentFilter filter) {
    return inventory.figures(filter);
  }

  /** How many grants stand, of everybody; counted over the newest 10 000. */
  public Count active() {
    return inventory.active();
  }

  public Optional<ConsentDetails> find(long id) {
    return inventory.find(id);
  }

  /**
   * Ends a grant with the reason {@code operator_revoked}; doing it twice changes nothing.
   *
   * @param revokeTokens also ends every token that rests on it, which is what people expect;
   *     otherwise tokens live on to their own end
   * @param confirmation names the id
   */
  public AdminResult<ConsentRevocation> revoke(
      long id, boolean revokeTokens, Confirmation confirmation, Actor actor) {
    return Command.confirmed(
        confirmation,
        Long.toString(id),
        actor,
        () -> {
          ConsentStore.Tokens tokens =
              revokeTokens ? ConsentStore.Tokens.REVOKED : ConsentStore.Tokens.LEFT;
          Revocation revocation =
              grants.revoke(
                  id, Optional.empty(), tokens, actor, REASON, foundation.clock().instant());
          if (revocation instanceof Revocation.NotFound) {
            return new AdminResult.NotFound<>();
          }
          long revoked = 0;
          if (revocation instanceof Revocation.Revoked done) {
            revoked = done.tokens();
            foundation
                .telemetry()
                .emit(
                    TelemetryEvent.CONSENT_REVOKED,
                    Map.of(
                        "client_id",
                        done.grant().clientId(),
                        "reason_code",
                        REASON,
                        "actor_id",
                        actor.id()));
          }
          return new AdminResult.Ok<>(
              new ConsentRevocation(
                  find(id).orElseThrow(),
                  revocation instanceof Revocation.AlreadyRevoked,
                  revoked));
        });
  }
}
