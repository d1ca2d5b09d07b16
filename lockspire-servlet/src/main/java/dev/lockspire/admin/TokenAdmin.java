package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import dev.lockspire.audit.AuditEvent;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.crypto.Secret;
import dev.lockspire.crypto.Sha256;
import dev.lockspire.minting.TokenRevocation;
import java.io.Writer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Access and refresh tokens for operators. Codes are never listed; no token, digest or claim leaves
 * this class.
 */
public final class TokenAdmin {
  /** Characters; longer values are no token of ours and are not even hashed. */
  private static final int LONGEST_TOKEN = 8192;

  private final AdminFoundation foundation;
  private final TokenInventory inventory;
  private final OwnedTokens owned;
  private final TokenRevocation<Long> one;
  private final TokenRevocation<String> family;
  private final ListExport<TokenFilter, TokenSummary> export;

  TokenAdmin(AdminFoundation foundation) {
    this.foundation = foundation;
    this.inventory = new TokenInventory(foundation);
    this.owned = new OwnedTokens(foundation);
    this.one = TokenRevocation.ofToken(foundation.database());
    this.family = TokenRevocation.ofFamily(foundation.database());
    this.export =
        new ListExport<>(
            foundation, "tokens", TokenSummary.COLUMNS, TokenFilter::names, inventory::page);
  }

  /** Newest first; everybody's with the status {@link TokenStatus#EXPIRED} by expiry. */
  public Listing<TokenSummary> list(ListRequest<TokenFilter> request) {
    return list(request, figures(request.filter()));
  }

  /**
   * As {@link #list(ListRequest)}, for who shows the figures beside it.
   *
   * @param figures of the same filter
   */
  public Listing<TokenSummary> list(ListRequest<TokenFilter> request, TokenFigures figures) {
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
      TokenFilter filter, ExportFormat format, Writer out, Actor actor) {
    return export.write(filter, format, out, actor);
  }

  /** Of all tokens that match account and client of {@code filter}. */
  public TokenFigures figures(TokenFilter filter) {
    return inventory.figures(filter);
  }

  /** Tokens that were used twice, of everybody. */
  public Count reuseIncidents() {
    return inventory.reuseIncidents();
  }

  public Optional<TokenDetails> find(long id) {
    return inventory.find(id);
  }

  /**
   * The token that somebody pasted; its digest is taken at once and nothing of it is kept or told.
   *
   * @return the id for {@link #find}; empty when no such access or refresh token is stored
   */
  public Optional<Long> findByValue(Secret pasted) {
    String value = pasted.reveal().strip();
    return value.isEmpty() || value.length() > LONGEST_TOKEN
        ? Optional.empty()
        : inventory.findByHash(Sha256.hex(value));
  }

  /**
   * Ends one token; doing it twice changes nothing. {@code expired} when time ended it before.
   *
   * @param confirmation names the id
   */
  public AdminResult<TokenDetails> revoke(long id, Confirmation confirmation, Actor actor) {
    return Command.confirmed(
        confirmation,
        Long.toString(id),
        actor,
        () -> {
          Optional<TokenDetails> found = find(id);
          if (found.isEmpty()) {
            return new AdminResult.NotFound<>();
          }
          TokenSummary token = found.get().summary();
          if (token.status() == TokenStatus.EXPIRED) {
            return new AdminResult.Conflict<>("expired", "Time has ended this token already.");
          }
          String type = token.type().wireName();
          AuditEvent evidence = evidence("token_revoked", actor, type, Long.toString(id), token);
          int revoked = one.revoke(id, evidence, evidence.time());
          tell(revoked, TelemetryEvent.TOKEN_REVOKED, token, actor);
          return new AdminResult.Ok<>(find(id).orElseThrow());
        });
  }

  /**
   * Ends everything of a token's refresh family; {@code no_family} when it has none.
   *
   * @param id of any token of the family
   * @param confirmation names the id
   * @return how many were still unrevoked; 0 when it was fully revoked before
   */
  public AdminResult<Long> revokeFamily(long id, Confirmation confirmation, Actor actor) {
    return Command.confirmed(
        confirmation,
        Long.toString(id),
        actor,
        () -> {
          Optional<TokenDetails> found = find(id);
          if (found.isEmpty()) {
            return new AdminResult.NotFound<>();
          }
          if (found.get().family().isEmpty()) {
            return new AdminResult.Conflict<>("no_family", "This token belongs to no family.");
          }
          TokenSummary token = found.get().summary();
          long revoked = revokeFamily(found.get().family().get().familyId(), token, actor);
          tell(revoked, TelemetryEvent.TOKEN_FAMILY_REVOKED, token, actor);
          return new AdminResult.Ok<>(revoked);
        });
  }

  private long revokeFamily(String familyId, TokenSummary token, Actor actor) {
    return foundation
        .database()
        .transaction(
            transaction -> {
              Instant now = foundation.clock().instant();
              long revoked = family.revoke(transaction, familyId, now);
              if (revoked > 0) {
                AuditEvent evidence =
                    evidence("token_family_revoked", actor, "token_family", familyId, token);
                foundation
                    .audit()
                    .append(
                        transaction,
                        evidence.with(
                            Map.of("client_id", token.clientId(), "revoked_tokens", revoked)));
              }
              return revoked;
            });
  }

  /** How many live tokens {@link #revokeAll} would end; shown before it is confirmed. */
  public Count countLive(TokenOwner owner) {
    return owned.countLive(owner);
  }

  /**
   * Ends every live token of an owner, in batches that each commit with their evidence.
   *
   * @param confirmation names the owner
   * @return how many were ended
   */
  public AdminResult<Long> revokeAll(TokenOwner owner, Confirmation confirmation, Actor actor) {
    return Command.confirmed(
        confirmation, owner.name(), actor, () -> new AdminResult.Ok<>(owned.revoke(owner, actor)));
  }

  private AuditEvent evidence(
      String action, Actor actor, String type, String id, TokenSummary token) {
    return new AuditEvent(
        action,
        AuditEvent.Outcome.SUCCEEDED,
        "operator_revoked",
        actor,
        type,
        id,
        Map.of("client_id", token.clientId()),
        foundation.clock().instant());
  }

  private void tell(long revoked, TelemetryEvent event, TokenSummary token, Actor actor) {
    if (revoked > 0) {
      foundation
          .telemetry()
          .emit(
              event,
              Map.of(
                  "client_id",
                  token.clientId(),
                  "actor_type",
                  actor.type().wireName(),
                  "actor_id",
                  actor.id()));
    }
  }
}
