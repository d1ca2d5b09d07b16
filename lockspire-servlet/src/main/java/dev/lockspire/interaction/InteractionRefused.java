package dev.lockspire.interaction;

/**
 * An interaction cannot go on, and nothing may be sent to the application: unknown, foreign,
 * already decided. Shown on a page of ours.
 */
public final class InteractionRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String reason;
  private final String description;

  private InteractionRefused(int status, String reason, String description) {
    super(reason, null, false, false);
    this.status = status;
    this.reason = reason;
    this.description = description;
  }

  static InteractionRefused of(String reason, String description) {
    return new InteractionRefused(400, reason, description);
  }

  static InteractionRefused notActive() {
    return of("interaction_not_active", "This sign-in request was already completed.");
  }

  static InteractionRefused expired() {
    return of("interaction_expired", "This sign-in request has expired.");
  }

  public int status() {
    return status;
  }

  public String reason() {
    return reason;
  }

  public String description() {
    return description;
  }
}
