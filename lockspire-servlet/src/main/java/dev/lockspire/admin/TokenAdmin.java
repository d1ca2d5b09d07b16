package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import dev.lockspire.crypto.Secret;
import java.util.Optional;

/**
 * Access and refresh tokens for operators. Codes are never listed; no token, digest or claim leaves
 * this class.
 */
public final class TokenAdmin {
  TokenAdmin(AdminFoundation foundation) {}

  /** Newest first; with the status {@link TokenStatus#EXPIRED} by expiry, latest first. */
  public Listing<TokenSummary> list(ListRequest<TokenFilter> request) {
    throw new UnsupportedOperationException();
  }

  /** Of all tokens that match account and client of {@code filter}. */
  public TokenFigures figures(TokenFilter filter) {
    throw new UnsupportedOperationException();
  }

  public Optional<TokenDetails> find(long id) {
    throw new UnsupportedOperationException();
  }

  /**
   * The token that somebody pasted; its digest is taken at once and nothing of it is kept or told.
   *
   * @return the id for {@link #find}; empty when no such access or refresh token is stored
   */
  public Optional<Long> findByValue(Secret pasted) {
    throw new UnsupportedOperationException();
  }

  /**
   * Ends one token; doing it twice changes nothing. {@code expired} when time ended it before.
   *
   * @param confirmation names the id
   */
  public AdminResult<TokenDetails> revoke(long id, Confirmation confirmation, Actor actor) {
    throw new UnsupportedOperationException();
  }

  /**
   * Ends everything of a token's refresh family; {@code no_family} when it has none.
   *
   * @param id of any token of the family
   * @param confirmation names the id
   * @return how many were still unrevoked; 0 when it was fully revoked before
   */
  public AdminResult<Long> revokeFamily(long id, Confirmation confirmation, Actor actor) {
    throw new UnsupportedOperationException();
  }

  /** How many live tokens {@link #revokeAll} would end; shown before it is confirmed. */
  public Count countLive(TokenOwner owner) {
    throw new UnsupportedOperationException();
  }

  /**
   * Ends every live token of an owner, in batches that each commit with their evidence.
   *
   * @param confirmation names the owner
   * @return how many were ended
   */
  public AdminResult<Long> revokeAll(TokenOwner owner, Confirmation confirmation, Actor actor) {
    throw new UnsupportedOperationException();
  }
}
