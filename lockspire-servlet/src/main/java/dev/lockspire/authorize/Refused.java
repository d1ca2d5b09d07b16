package dev.lockspire.authorize;

/** A rule refused the request; carries the outcome from inside the list of rules to its end. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient AuthorizationOutcome outcome;

  Refused(AuthorizationOutcome outcome) {
    super("refused", null, false, false);
    this.outcome = outcome;
  }

  AuthorizationOutcome outcome() {
    return outcome;
  }
}
