package dev.lockspire.admin;

/** Authorizations on their way, for operators. Read only. */
public final class InteractionAdmin {
  InteractionAdmin(AdminFoundation foundation) {}

  /** Newest first. */
  public Listing<InteractionSummary> list(ListRequest<InteractionFilter> request) {
    throw new UnsupportedOperationException();
  }

  /** Of all interactions of the filter's client. */
  public InteractionFigures figures(InteractionFilter filter) {
    throw new UnsupportedOperationException();
  }
}
