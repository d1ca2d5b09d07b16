package dev.lockspire.admin;

import dev.lockspire.interaction.Interaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One authorization on its way, without anything that would let somebody continue it.
 *
 * @param id names the row
 * @param reference first characters of its interaction id, enough to find it in a log
 * @param status by the clock: what was not finished in time is expired
 * @param accountHandle empty until somebody signed in
 * @param prompt what the client asked for
 * @param lastActivityAt of the step that its status tells of
 * @param denialReason why it was denied
 */
public record InteractionSummary(
    long id,
    String reference,
    Interaction.Status status,
    String clientId,
    String clientName,
    String clientHandle,
    Optional<String> accountHandle,
    List<String> prompt,
    Instant createdAt,
    Instant lastActivityAt,
    Instant expiresAt,
    Optional<String> denialReason) {
  static final List<ListColumn<InteractionSummary>> COLUMNS =
      List.of(
          new ListColumn<>("interaction", InteractionSummary::reference),
          new ListColumn<>("status", row -> ListColumn.word(row.status())),
          new ListColumn<>("client_name", InteractionSummary::clientName),
          new ListColumn<>("client", InteractionSummary::clientHandle),
          new ListColumn<>("account", InteractionSummary::accountHandle),
          new ListColumn<>("prompt", InteractionSummary::prompt),
          new ListColumn<>("created_at", InteractionSummary::createdAt),
          new ListColumn<>("last_activity_at", InteractionSummary::lastActivityAt),
          new ListColumn<>("expires_at", InteractionSummary::expiresAt),
          new ListColumn<>("denial_reason", InteractionSummary::denialReason));

  public InteractionSummary {
    prompt = List.copyOf(prompt);
  }
}
