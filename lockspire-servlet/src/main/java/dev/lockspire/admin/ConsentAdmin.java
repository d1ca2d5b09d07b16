package dev.lockspire.admin;

import dev.lockspire.audit.Actor;
import java.util.Optional;

/** What people allowed, for operators. */
public final class ConsentAdmin {
  ConsentAdmin(AdminFoundation foundation) {}

  /** Newest first. */
  public Listing<ConsentSummary> list(ListRequest<ConsentFilter> request) {
    throw new UnsupportedOperationException();
  }

  /** Of all grants that match account and client of {@code filter}. */
  public ConsentFigures figures(ConsentFilter filter) {
    throw new UnsupportedOperationException();
  }

  public Optional<ConsentDetails> find(long id) {
    throw new UnsupportedOperationException();
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
    throw new UnsupportedOperationException();
  }
}
