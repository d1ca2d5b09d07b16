package dev.lockspire.admin;

import dev.lockspire.minting.StoredToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One line of the list of tokens: never the token, its digest or its claims.
 *
 * @param id names it in {@link TokenAdmin#find}
 * @param type access or refresh token
 * @param clientName name of the client, or its id
 * @param accountHandle empty for a client's own token
 * @param familyHandle empty for a token outside a refresh family
 */
public record TokenSummary(
    long id,
    String handle,
    StoredToken.Type type,
    TokenStatus status,
    String clientId,
    String clientName,
    String clientHandle,
    Optional<String> accountHandle,
    Optional<String> familyHandle,
    int generation,
    Instant issuedAt,
    Instant expiresAt) {

  static final List<ListColumn<TokenSummary>> COLUMNS =
      List.of(
          new ListColumn<>("token", TokenSummary::handle),
          new ListColumn<>("type", row -> row.type().wireName()),
          new ListColumn<>("status", row -> row.status().wireName()),
          new ListColumn<>("client_name", TokenSummary::clientName),
          new ListColumn<>("client", TokenSummary::clientHandle),
          new ListColumn<>("account", TokenSummary::accountHandle),
          new ListColumn<>("family", TokenSummary::familyHandle),
          new ListColumn<>("generation", TokenSummary::generation),
          new ListColumn<>("issued_at", TokenSummary::issuedAt),
          new ListColumn<>("expires_at", TokenSummary::expiresAt));
}
